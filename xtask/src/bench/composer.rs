//! From a key to the frame that shows it, in the message of a reply: `tests/e2e/bench/composer.mjs` alone.

use anyhow::Result;

use super::browser;
use crate::workspace::Workspace;

/// Runs the script on release builds of app and server. It ends by itself, within about five minutes.
///
/// # Errors
/// When set-up, a build or the script fails.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    browser::run_scripts(
        workspace,
        vec![workspace.path("tests/e2e/bench/composer.mjs")],
    )
}
