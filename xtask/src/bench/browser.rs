//! Benchmarks in Chromium: each `tests/e2e/bench/*.mjs` is a Node script that starts the server named by
//! `PALABRE_SERVER` on the app in `PALABRE_DIST`, drives the browser named by `CHROMIUM`, and prints.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::board::Board;
use crate::build;
use crate::server::{self, Profile};
use crate::setup::{chromium, node_tools};
use crate::workspace::Workspace;

/// Runs every script by name, on release builds of app and server.
///
/// # Errors
/// When set-up, a build or a script fails.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    run_scripts(workspace, scripts(workspace))
}

/// Runs these scripts, as [`run`] runs all of them.
pub(super) fn run_scripts(workspace: &Workspace, scripts: Vec<PathBuf>) -> Result<()> {
    if scripts.is_empty() {
        println!("no browser benchmark in tests/e2e/bench");
        return Ok(());
    }
    let board = Board::new(workspace);
    let chromium = chromium::install(workspace, &board)?;
    node_tools::install_e2e(workspace, &board)?;
    build::app(workspace, &board)?;
    let server = server::build(workspace, &board, Profile::Release)?;
    for script in scripts {
        let status = workspace
            .command("node")
            .arg(&script)
            .current_dir(workspace.path("tests/e2e"))
            .env("CHROMIUM", &chromium.browser)
            .env("PALABRE_SERVER", &server)
            .env("PALABRE_DIST", workspace.dist())
            .status()?;
        if !status.success() {
            bail!("{} ended with {status}", script.display());
        }
    }
    Ok(())
}

fn scripts(workspace: &Workspace) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(workspace.path("tests/e2e/bench")) else {
        return Vec::new();
    };
    let mut scripts: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "mjs"))
        .collect();
    scripts.sort();
    scripts
}
