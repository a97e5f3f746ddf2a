//! `cargo xtask serve`: from a fresh clone to a forum in the browser.

use std::process::ExitCode;
use std::thread;

use anyhow::Result;

use crate::board::Board;
use crate::build;
use crate::server::{self, Profile, Settings};
use crate::supervise;
use crate::workspace::Workspace;

/// Builds what is out of date, then runs the server with the sample forum and a site that embeds it, and prints
/// their addresses.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let settings = Settings::here(workspace);
    settings.require_free_port()?;
    let board = Board::new(workspace);
    let binary = thread::scope(|scope| {
        // In parallel: link-time optimization, the last part of the app build, uses one core only.
        let server = scope.spawn(|| server::build(workspace, &board, Profile::Release));
        build::app(workspace, &board)?;
        server
            .join()
            .expect("a step returns errors and does not panic")
    })?;
    let command = settings.command(workspace, &binary);
    let examples = settings.examples(workspace);
    thread::spawn(move || settings.announce());
    supervise::run(vec![
        ("palabre-server", command),
        ("example site", examples),
    ])
}
