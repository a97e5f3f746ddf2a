//! The WebAssembly, optimized and with short names.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Runs wasm-opt over the bundle of that name, and takes its glue along; `xtask/node/shorten-names.mjs` says why. It takes
/// the place of trunk's own run, which would leave the glue as it is.
///
/// # Errors
/// When Node or wasm-opt refuses, or the glue is not what it was taken for.
pub(super) fn optimize(workspace: &Workspace, staging: &Path, name: &str) -> Result<()> {
    let output = workspace
        .command("node")
        .arg(workspace.path("xtask/node/shorten-names.mjs"))
        .arg(staging)
        .arg(name)
        .output()
        .context("cannot start node")?;
    if !output.status.success() {
        bail!(
            "the WebAssembly could not be optimized\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}
