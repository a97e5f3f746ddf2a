//! `cargo xtask bench`: speed and memory of the markup parser, of the app in a browser, and of the server during
//! stalled uploads.

mod browser;
mod uploads;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

pub(crate) use browser::in_browser;

/// What `--only` accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Benchmark {
    /// The markup parser, compiled natively.
    Markup,
    /// Every script in `tests/e2e/bench`.
    Browser,
    /// Of these scripts, only `thread.mjs`: loading and answering a thread on a slow connection.
    Thread,
    /// Of these scripts, only `composer.mjs`: typing into the reply form. Takes at most about five minutes.
    Composer,
    /// Memory of the server during stalled uploads.
    Uploads,
}

impl Benchmark {
    pub(crate) const ALL: [Self; 5] = [
        Self::Markup,
        Self::Browser,
        Self::Thread,
        Self::Composer,
        Self::Uploads,
    ];

    /// The name for `--only`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Markup => "markup",
            Self::Browser => "browser",
            Self::Thread => "thread",
            Self::Composer => "composer",
            Self::Uploads => "uploads",
        }
    }

    /// The benchmark with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// Runs one benchmark, or all of them. `rounds`: how often `thread.mjs` repeats its measurements.
///
/// # Errors
/// When a benchmark cannot run.
pub(crate) fn run(
    workspace: &Workspace,
    only: Option<Benchmark>,
    rounds: Option<u8>,
) -> Result<ExitCode> {
    match only {
        None => {
            markup(workspace)?;
            // Includes `thread.mjs` and `composer.mjs`.
            browser::run_all(workspace, rounds)?;
            uploads::run(workspace)?;
        }
        Some(Benchmark::Markup) => markup(workspace)?,
        Some(Benchmark::Browser) => browser::run_all(workspace, rounds)?,
        Some(Benchmark::Thread) => browser::run_script(workspace, "thread.mjs", rounds)?,
        Some(Benchmark::Composer) => browser::run_script(workspace, "composer.mjs", rounds)?,
        Some(Benchmark::Uploads) => uploads::run(workspace)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the benchmark of `palabre-markup`, which prints a table.
fn markup(workspace: &Workspace) -> Result<()> {
    let status = workspace
        .cargo("bench")
        .args(["--package", "palabre-markup"])
        .status()?;
    if !status.success() {
        bail!("the markup benchmark failed ({status})");
    }
    Ok(())
}
