//! `cargo xtask dev`: trunk serve with reload, and behind its `/api` proxy a server without optimisation.

use std::process::ExitCode;
use std::thread;

use anyhow::Result;

use crate::board::Board;
use crate::build;
use crate::server::{self, Profile, Settings};
use crate::setup::{self, wasm_target};
use crate::supervise;
use crate::workspace::Workspace;

/// The port is that of `[serve]` in `Trunk.toml`; the server keeps the one of `[[proxy]]`.
const PAGE: &str = "http://127.0.0.1:8080";

/// Runs both until one ends or ctrl-C. A change to the server needs a restart, a change to the app does not.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let settings = Settings::behind_trunk(workspace, PAGE);
    settings.require_free_port()?;
    let board = Board::new(workspace);
    wasm_target::install(workspace, &board)?;
    let binary = thread::scope(|scope| {
        let server = scope.spawn(|| server::build(workspace, &board, Profile::Dev));
        setup::bundler(workspace, &board)?;
        server
            .join()
            .expect("a step reports errors, it does not panic")
    })?;
    let server = settings.command(workspace, &binary);
    let trunk = build::trunk(workspace, "serve");
    board.note(&format!(
        "\n    The app, with reload:  {PAGE}/\n    ctrl-C stops it and the server\n"
    ));
    supervise::run(vec![("palabre-server", server), ("trunk serve", trunk)])
}
