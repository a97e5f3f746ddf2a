//! `cargo xtask serve`: from a fresh clone to a forum in the browser.

use std::process::ExitCode;
use std::thread;

use anyhow::Result;

use crate::board::Board;
use crate::build;
use crate::server::{self, Profile, Settings};
use crate::supervise;
use crate::workspace::Workspace;

/// Builds what is not up to date, runs the server with its sample forum, and beside it a site that embeds it, and
/// tells where they are.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let settings = Settings::here(workspace);
    settings.require_free_port()?;
    let board = Board::new(workspace);
    let binary = thread::scope(|scope| {
        // Side by side: the end of an app build (link-time optimisation) keeps one core only.
        let server = scope.spawn(|| server::build(workspace, &board, Profile::Release));
        build::app(workspace, &board)?;
        server
            .join()
            .expect("a step reports errors, it does not panic")
    })?;
    let command = settings.command(workspace, &binary);
    let examples = settings.examples(workspace);
    thread::spawn(move || settings.announce());
    supervise::run(vec![
        ("palabre-server", command),
        ("the examples of embedding", examples),
    ])
}
