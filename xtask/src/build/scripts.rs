//! Minifies scripts with esbuild. trunk does not minify (`minify = "never"`), because its minifier cannot parse the
//! output of current wasm-bindgen versions.

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
        bundle(workspace, &script)?;
    }
    let snippets = staging.join("snippets");
    if snippets.is_dir() {
        fs::remove_dir_all(snippets)?;
    }
    Ok(())
}

/// Minifies a script in place, together with what it imports.
///
/// # Errors
/// When it is not valid.
pub(super) fn bundle(workspace: &Workspace, script: &Path) -> Result<()> {
    esbuild(
        workspace,
        script,
        &[
            "--bundle",
            "--format=esm",
            "--charset=utf8",
            "--log-override:empty-import-meta=silent",
        ],
    )
}

/// The stem of the glue script that trunk wrote for a binary, for instance `palabre-0123456789abcdef`.
///
/// # Errors
/// When there is not exactly one.
pub(super) fn glue(staging: &Path, binary: &str) -> Result<String> {
    let mut stems = Vec::new();
    for script in at_root(staging, "js")? {
        let stem = script.file_stem().unwrap_or_default().to_string_lossy();
        if stem.starts_with(&format!("{binary}-")) {
            stems.push(stem.into_owned());
        }
    }
    match <[String; 1]>::try_from(stems) {
        Ok([stem]) => Ok(stem),
        Err(stems) => bail!("expected one glue script of {binary}, but trunk wrote {stems:?}"),
    }
}

/// The files with an extension at the root of a directory, sorted by name.
pub(super) fn at_root(staging: &Path, extension: &str) -> Result<Vec<PathBuf>> {
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
