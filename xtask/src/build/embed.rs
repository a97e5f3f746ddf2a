//! The bundle of the custom elements. Host pages load `embed.js`, whose name never changes; it loads
//! `embed-<hash>.js`, `.wasm`, `.css` and `.svg`, and later `embed-part-<part>-<hash>.wasm`, with a hash of the
//! content. trunk is not involved.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

use super::{names::digest, node, quietly, split};

/// The binary of the root package, and the stem of its files.
pub(super) const BINARY: &str = "palabre-embed";
/// The feature that prepares it for [`split`].
pub(super) const FEATURE: &str = "split-elements";

/// The sprites in `public/` whose symbols the elements use.
const SPRITES: [&str; 3] = ["icons.svg", "message-icons.svg", "smilies.svg"];

/// Builds the bundle in `staging` from the binary that cargo has compiled.
///
/// # Errors
/// When one of the tools fails.
pub(super) fn bundle(workspace: &Workspace, staging: &Path) -> Result<()> {
    let directory = workspace.target("xtask/embed");
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    split::run(
        workspace,
        BINARY,
        (&directory, BINARY),
        (staging, "embed-part-"),
    )?;
    let glue = copy_hashed(staging, &directory.join(format!("{BINARY}.js")), "js")?;
    let wasm = copy_hashed(
        staging,
        &directory.join(format!("{BINARY}_bg.wasm")),
        "wasm",
    )?;
    let sheet = directory.join("embed.css");
    let utf8 = "--charset=utf8";
    esbuild(
        workspace,
        &workspace.path("embed/script/embed.css"),
        &sheet,
        &["--bundle", utf8],
    )?;
    node::run(workspace, "element-sheet.mjs", [&sheet])?;
    esbuild(
        workspace,
        &sheet,
        &sheet,
        &["--minify", "--allow-overwrite", utf8],
    )?;
    let sheet = copy_hashed(staging, &sheet, "css")?;
    let symbols = directory.join("embed.svg");
    let sprites = SPRITES.map(|sprite| workspace.path("public").join(sprite));
    node::run(
        workspace,
        "element-symbols.mjs",
        [&symbols].into_iter().chain(&sprites),
    )?;
    let symbols = copy_hashed(staging, &symbols, "svg")?;
    let define = |name: &str, file: &str| format!("--define:{name}=\"./{file}\"");
    esbuild(
        workspace,
        &workspace.path("embed/script/embed.js"),
        &staging.join("embed.js"),
        &[
            "--bundle",
            "--minify",
            "--format=esm",
            utf8,
            "--target=es2022",
            &define("GLUE", &glue),
            &define("WASM", &wasm),
            &define("SHEET", &sheet),
            &define("SYMBOLS", &symbols),
        ],
    )
}

/// Copies a file into `staging` under a name with a hash of its content, and returns the name.
fn copy_hashed(staging: &Path, file: &Path, extension: &str) -> Result<String> {
    let content = fs::read(file).with_context(|| format!("no {}", file.display()))?;
    let name = format!("embed-{:016x}.{extension}", digest(&content));
    fs::write(staging.join(&name), content)?;
    Ok(name)
}

fn esbuild(workspace: &Workspace, from: &Path, to: &Path, options: &[&str]) -> Result<()> {
    let mut esbuild = workspace.command("esbuild");
    esbuild
        .arg(from)
        .arg("--log-level=warning")
        .args(options)
        .arg(format!("--outfile={}", to.display()));
    quietly(&mut esbuild)
}
