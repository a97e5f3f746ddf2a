//! `cargo xtask screenshots`: takes the screenshots in `docs/screenshots` again.

use std::process::ExitCode;

use anyhow::Result;

use crate::bench;
use crate::workspace::Workspace;

/// Takes all screenshots, with release builds of app and server.
///
/// # Errors
/// When set-up, a build or the browser fails.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    bench::in_browser(
        workspace,
        vec![workspace.path("tests/e2e/screenshots.mjs")],
        None,
    )?;
    Ok(ExitCode::SUCCESS)
}
