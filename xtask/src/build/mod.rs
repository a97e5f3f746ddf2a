//! The release app: from `index.html` and `src/` to `dist/`.
//!
//! trunk compiles and bundles into a staging directory. What it leaves is optimized ([`wasm`]) and then made
//! ready for the network: the style sheets become one ([`sheets`]), scripts are minified ([`scripts`]),
//! files are named after their content ([`names`]), and each text or wasm file gets a `.br` and a `.gz`
//! beside it ([`compression`]). Only then does the result take the place of `dist/` ([`release`]).
//!
//! The custom elements for other sites have a bundle of their own ([`embed`]).
//!
//! In `dist/`, a name that ends in `-` and 16 hexadecimal digits never changes its content.

mod compression;
mod embed;
mod inputs;
mod names;
mod release;
mod scripts;
mod sheets;
mod wasm;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread;

use anyhow::{Context, Result};

use crate::board::Board;
use crate::setup::{self, wasm_target};
use crate::size;
use crate::workspace::Workspace;

use inputs::Inputs;

/// `cargo xtask build`.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let board = Board::new(workspace);
    app(workspace, &board)?;
    print!("{}", size::Report::of(workspace)?);
    Ok(ExitCode::SUCCESS)
}

/// Brings `dist/` up to date; does nothing where none of its inputs changed.
///
/// # Errors
/// When set-up, compilation or one of the steps after it fails.
pub(crate) fn app(workspace: &Workspace, board: &Board) -> Result<()> {
    let inputs = Inputs::of(workspace)?;
    if inputs.made_dist(workspace) {
        return Ok(());
    }
    wasm_target::install(workspace, board)?;
    // On a fresh machine the tools compile beside the app. trunk then finds the app compiled.
    thread::scope(|scope| {
        let tools = scope.spawn(|| setup::bundler(workspace, board));
        compile(workspace, board)?;
        tools
            .join()
            .expect("a step reports errors, it does not panic")
    })?;
    let staging = workspace.target("xtask/staging");
    bundle(workspace, board, &staging)?;
    board.step("optimize the app", || {
        wasm::optimize(workspace, &staging, "palabre-")
    })?;
    board.step("ready the app for the network", || {
        let page_path = staging.join("index.html");
        let mut page = fs::read_to_string(&page_path).context("trunk wrote no index.html")?;
        sheets::merge(workspace, &staging, &mut page)?;
        scripts::minify(workspace, &staging)?;
        names::follow_content(&staging, &mut page)?;
        names::tell_wasm_size(&staging, &mut page)?;
        fs::write(&page_path, page)?;
        embed::bundle(workspace, &staging)?;
        compression::precompress(workspace, &staging)
    })?;
    Inputs::forget(workspace)?;
    release::replace(&staging, &workspace.dist())?;
    inputs.record(workspace)
}

/// The very command that trunk runs, ahead of it, and the custom elements along with it.
fn compile(workspace: &Workspace, board: &Board) -> Result<()> {
    let mut cargo = workspace.cargo("build");
    cargo
        .args(["--target", wasm_target::TRIPLE, "--profile", "app"])
        .arg("--manifest-path")
        .arg(workspace.path("Cargo.toml"))
        .args(["--bin", "palabre", "--bin", embed::BINARY]);
    board.run("compile the app", with_progress(&mut cargo))?;
    Ok(())
}

fn bundle(workspace: &Workspace, board: &Board, staging: &Path) -> Result<()> {
    let mut trunk = trunk(workspace, "build");
    trunk.arg("--release").arg("--dist").arg(staging);
    board.run("bundle the app", &mut trunk)?;
    Ok(())
}

/// trunk, ready to run at the root of the repository.
pub(crate) fn trunk(workspace: &Workspace, subcommand: &str) -> Command {
    let mut trunk = workspace.command("trunk");
    // trunk 0.21 takes NO_COLOR for one of its flags and refuses any value but true and false.
    trunk.arg(subcommand).env_remove("NO_COLOR");
    trunk
}

/// Has cargo tell how far it is even though nobody but [`Board`] reads it.
pub(crate) fn with_progress(cargo: &mut Command) -> &mut Command {
    cargo
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "100")
}
