//! `cargo xtask dev`: trunk serve with reload, and an unoptimized server behind its `/api` proxy.

use std::process::ExitCode;
use std::thread;

use anyhow::Result;

use crate::board::Board;
use crate::build;
use crate::server::{self, Profile, Settings};
use crate::setup::{self, wasm_target};
use crate::supervise;
use crate::workspace::Workspace;

/// The address of `[serve]` in `Trunk.toml`. The server has that of `[[proxy]]`.
const PAGE: &str = "http://127.0.0.1:8080";

/// Runs both until one ends or ctrl-C is pressed. Changes to the server need a restart, changes to the app do not.
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
            .expect("a step returns errors and does not panic")
    })?;
    let server = settings.command(workspace, &binary);
    let trunk = build::trunk(workspace, "serve");
    board.note(&format!(
        "\n    The app, with reload:  {PAGE}/\n    Press ctrl-C to stop it and the server\n"
    ));
    supervise::run(vec![("palabre-server", server), ("trunk serve", trunk)])
}
