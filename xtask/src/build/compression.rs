//! `.br` and `.gz` beside each file, so that the server never compresses.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Compresses at the highest levels by Node's zlib.
///
/// # Errors
/// When Node does not run or a file cannot be written.
pub(super) fn precompress(workspace: &Workspace, staging: &Path) -> Result<()> {
    let output = workspace
        .command("node")
        .arg(workspace.path("xtask/node/precompress.mjs"))
        .arg(staging)
        .output()
        .context("cannot start node")?;
    if !output.status.success() {
        bail!(
            "compression failed\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}
