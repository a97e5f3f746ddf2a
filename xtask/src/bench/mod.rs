//! `cargo xtask bench`: time and memory. The markup parser natively, the app in a browser, the server under uploads
//! that stall.

mod browser;
mod composer;
mod uploads;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// Runs all, or the one after `--only`.
///
/// # Errors
/// On unknown arguments, or when a benchmark cannot run.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    let only = match arguments {
        [] => None,
        [flag, name] if flag == "--only" => Some(name.as_str()),
        _ => bail!("bench takes --only markup, --only browser, --only composer or --only uploads"),
    };
    match only {
        None => {
            markup(workspace)?;
            browser::run(workspace)?;
            composer::run(workspace)?;
            uploads::run(workspace)?;
        }
        Some("markup") => markup(workspace)?,
        Some("browser") => browser::run(workspace)?,
        Some("composer") => composer::run(workspace)?,
        Some("uploads") => uploads::run(workspace)?,
        Some(other) => bail!("bench has no part {other:?}: markup, browser, composer or uploads"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Its table is the output, so it is not captured.
fn markup(workspace: &Workspace) -> Result<()> {
    let status = workspace
        .cargo("bench")
        .args(["--package", "palabre-markup"])
        .status()?;
    if !status.success() {
        bail!("the markup benchmark ended with {status}");
    }
    Ok(())
}
