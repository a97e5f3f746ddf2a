//! Splits a linked module into a main file and the parts that `part!` declares (src/part.rs).
//!
//! `wasm-split-cli` splits the module before wasm-bindgen runs. It needs the linker's relocations, which the root
//! package's `build.rs` asks for. wasm-bindgen then makes the glue of the main file, and the script that loads the
//! parts is bundled into that glue, so that no further request is needed before a part can be loaded.
//!
//! The parts use the memory and the function table of the main file at addresses that the linker chose, so they work only
//! with the main file of the same build. Their names contain a hash of their content; only the glue refers to them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::setup::wasm_target;
use crate::workspace::Workspace;

use super::names::digest;
use super::{quietly, scripts, wasm};

/// The script that loads the parts. The name is `wasm-split-cli`'s.
const LOADER: &str = "__wasm_split.js";

/// The module from which the loader imports the items that the parts share with the main file. Written by
/// `xtask/node/shorten-names.mjs`.
const MAIN: &str = "main";

/// Splits the compiled `binary`. Main file and glue go to `directory`, under the names that wasm-bindgen derives from `name`.
/// The parts go to `staging`, as `<prefix><part>-<hash>.wasm`.
///
/// # Errors
/// When a tool fails, or the binary declares no parts.
pub(super) fn run(
    workspace: &Workspace,
    binary: &str,
    (directory, name): (&Path, &str),
    (staging, prefix): (&Path, &str),
) -> Result<()> {
    let compiled = workspace.target(format!("{}/app/{binary}.wasm", wasm_target::TRIPLE));
    let work = workspace.target(format!("xtask/split/{binary}"));
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let mut split = workspace.command("wasm-split-cli");
    split.arg(compiled).arg(&work).args(["--out-name", MAIN]);
    quietly(&mut split)?;
    let main = work.join(format!("{MAIN}.wasm"));
    let mut bindgen = workspace.command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", name])
        // The parts import the symbols that the linker exports.
        .args(["--keep-lld-exports", "--no-demangle", "--out-dir"])
        .arg(&work)
        .arg(&main);
    quietly(&mut bindgen)?;
    fs::remove_file(&main)?;
    wasm::optimize(workspace, &work, name)?;
    place_parts(&work, staging, prefix)?;
    let glue = work.join(format!("{name}.js"));
    scripts::bundle(workspace, &glue)?;
    for file in [format!("{name}.js"), format!("{name}_bg.wasm")] {
        fs::copy(work.join(&file), directory.join(&file))?;
    }
    Ok(())
}

/// Copies the parts to `staging`, adds content hashes to their names, and writes the names into the loader.
fn place_parts(work: &Path, staging: &Path, prefix: &str) -> Result<()> {
    let loader = work.join(LOADER);
    let mut script =
        fs::read_to_string(&loader).with_context(|| format!("no {}", loader.display()))?;
    let parts = parts(work)?;
    if parts.is_empty() {
        bail!("the binary declares no parts; was it compiled with its split feature?");
    }
    for (file, part) in parts {
        let content = fs::read(&file)?;
        let name = format!("{prefix}{part}-{:016x}.wasm", digest(&content));
        let old = file.file_name().unwrap_or_default().to_string_lossy();
        // The loader names each file in one string literal.
        let literal = format!("\"./{old}\"");
        if !script.contains(&literal) {
            bail!("{LOADER} does not load {old}");
        }
        script = script.replace(&literal, &format!("\"./{name}\""));
        fs::write(staging.join(name), content)?;
    }
    fs::write(&loader, script)?;
    Ok(())
}

/// The files of the parts, each with the name of its part. Code that several parts share is in separate files, the "chunks".
fn parts(work: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut parts = Vec::new();
    for file in scripts::at_root(work, "wasm")? {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let part = match stem.strip_prefix("split_") {
            Some(part) => part.to_owned(),
            None if stem.starts_with("chunk_") => "shared".to_owned(),
            None => continue,
        };
        parts.push((file, part));
    }
    Ok(parts)
}
