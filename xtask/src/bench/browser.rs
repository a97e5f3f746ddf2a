//! Benchmarks in Chromium: each `tests/e2e/bench/*.mjs` is a Node script that starts a server, measures in a browser
//! and prints the results. It finds the server's binary in `PALABRE_SERVER`, the app in `PALABRE_DIST` and the browser
//! in `CHROMIUM`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::board::Board;
use crate::build;
use crate::server::{self, Profile};
use crate::setup::{chromium, node_tools};
use crate::workspace::Workspace;

const DIRECTORY: &str = "tests/e2e/bench";

/// Runs all scripts in the order of their names, with release builds of app and server.
///
/// # Errors
/// When set-up, a build or a script fails.
pub(super) fn run_all(workspace: &Workspace, rounds: Option<u8>) -> Result<()> {
    run_scripts(workspace, scripts(workspace), rounds)
}

/// Runs one script, given by its file name.
///
/// # Errors
/// As [`run_all`].
pub(super) fn run_script(workspace: &Workspace, name: &str, rounds: Option<u8>) -> Result<()> {
    let script = workspace.path(DIRECTORY).join(name);
    run_scripts(workspace, vec![script], rounds)
}

fn run_scripts(workspace: &Workspace, scripts: Vec<PathBuf>, rounds: Option<u8>) -> Result<()> {
    if scripts.is_empty() {
        println!("{DIRECTORY} contains no benchmark");
        return Ok(());
    }
    in_browser(workspace, scripts, rounds)
}

/// Builds app and server for release, then runs Node scripts that use both in Chromium.
///
/// # Errors
/// When set-up, a build or a script fails.
pub(crate) fn in_browser(
    workspace: &Workspace,
    scripts: Vec<PathBuf>,
    rounds: Option<u8>,
) -> Result<()> {
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
            .envs(rounds.map(|rounds| ("PALABRE_BENCH_ROUNDS", rounds.to_string())))
            .status()?;
        if !status.success() {
            bail!("{} failed ({status})", script.display());
        }
    }
    Ok(())
}

fn scripts(workspace: &Workspace) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(workspace.path(DIRECTORY)) else {
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
