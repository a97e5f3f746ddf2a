//! Minified scripts. trunk leaves them alone (`minify = "never"`): its own minifier does not understand
//! current wasm-bindgen output.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Minifies each script at the root of the app, together with the snippets that it imports.
///
/// # Errors
/// When a script is not valid.
pub(super) fn minify(workspace: &Workspace, staging: &Path) -> Result<()> {
    for script in at_root(staging, "js")? {
        esbuild(
            workspace,
            &script,
            &[
                "--bundle",
                "--format=esm",
                "--charset=utf8",
                "--log-override:empty-import-meta=silent",
            ],
        )?;
    }
    let snippets = staging.join("snippets");
    if snippets.is_dir() {
        fs::remove_dir_all(snippets)?;
    }
    Ok(())
}

/// The files with an extension at the root of the app, sorted by name.
fn at_root(staging: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Minifies a file in place.
fn esbuild(workspace: &Workspace, file: &Path, options: &[&str]) -> Result<()> {
    let output = workspace
        .command("esbuild")
        .arg(file)
        .args(["--minify", "--log-level=warning", "--allow-overwrite"])
        .args(options)
        .arg(format!("--outfile={}", file.display()))
        .output()
        .context("cannot start esbuild")?;
    if !output.status.success() {
        bail!(
            "esbuild cannot process {}\n{}",
            file.display(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}
