//! The build steps that are Node scripts, in `xtask/node`.

use std::ffi::OsStr;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Runs a script of `xtask/node`.
///
/// # Errors
/// When Node cannot be started, or with what the script printed when it fails.
pub(super) fn run(
    workspace: &Workspace,
    script: &str,
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> Result<()> {
    let output = workspace
        .command("node")
        .arg(workspace.path("xtask/node").join(script))
        .args(arguments)
        .output()
        .context("cannot start node")?;
    if !output.status.success() {
        bail!(
            "{script} failed\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}
