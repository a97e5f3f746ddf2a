//! The release app: from `index.html` and `src/` to `dist/`.
//!
//! trunk compiles and bundles into a staging directory. The WebAssembly is then split into parts ([`split`]), optimized
//! ([`wasm`]), and scripts are minified ([`scripts`]). `xtask/node/page.mjs` puts the style sheets and the boot script
//! into the page and adds content hashes to file names, and `precompress.mjs` writes a `.br` and a `.gz` beside each text
//! and wasm file. Finally the staging directory replaces `dist/` ([`release`]).
//!
//! The custom elements for other sites are a separate bundle ([`embed`]).
//!
//! A file in `dist/` whose name ends in `-` and 16 hexadecimal digits never changes its content.

mod embed;
mod inputs;
mod names;
mod node;
mod release;
mod scripts;
mod split;
mod wasm;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::setup::{self, wasm_target};
use crate::size;
use crate::workspace::Workspace;

use inputs::Inputs;

/// The binary of the root package that is the app.
const BINARY: &str = "palabre";
/// The feature that prepares it for [`split`].
const FEATURE: &str = "split-app";

/// `cargo xtask build`.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let board = Board::new(workspace);
    app(workspace, &board)?;
    print!("{}", size::Report::of(workspace)?);
    Ok(ExitCode::SUCCESS)
}

/// Brings `dist/` up to date; does nothing if no input has changed.
///
/// # Errors
/// When set-up, compilation or a later step fails.
pub(crate) fn app(workspace: &Workspace, board: &Board) -> Result<()> {
    let inputs = Inputs::of(workspace)?;
    if inputs.match_dist(workspace) {
        return Ok(());
    }
    wasm_target::install(workspace, board)?;
    // On a new machine, the tools and the app compile in parallel; trunk then reuses the compiled app.
    thread::scope(|scope| {
        let tools = scope.spawn(|| setup::bundler(workspace, board));
        let elements = (embed::BINARY, embed::FEATURE);
        compile(workspace, board, "compile the elements", elements)?;
        compile(workspace, board, "compile the app", (BINARY, FEATURE))?;
        tools
            .join()
            .expect("a step returns errors and does not panic")
    })?;
    let staging = workspace.target("xtask/staging");
    bundle(workspace, board, &staging)?;
    board.step("split and optimize the app", || {
        let name = scripts::glue(&staging, BINARY)?;
        split::run(workspace, BINARY, (&staging, &name), (&staging, "part-"))
    })?;
    board.step("prepare the app for release", || {
        scripts::minify(workspace, &staging)?;
        node::run(workspace, "page.mjs", [&staging])?;
        embed::bundle(workspace, &staging)?;
        node::run(workspace, "precompress.mjs", [&staging])
    })?;
    Inputs::forget(workspace)?;
    release::replace(&staging, &workspace.dist())?;
    inputs.record(workspace)
}

/// Compiles one of the two binaries. For the app this is the cargo command that trunk runs later. Each binary has a
/// separate feature that prepares it for [`split`].
fn compile(
    workspace: &Workspace,
    board: &Board,
    title: &str,
    (binary, feature): (&str, &str),
) -> Result<()> {
    let mut cargo = workspace.cargo("build");
    cargo
        .args(["--target", wasm_target::TRIPLE, "--profile", "app"])
        .arg("--manifest-path")
        .arg(workspace.path("Cargo.toml"))
        .args(["--bin", binary, "--features", feature]);
    board.run(title, with_progress(&mut cargo))?;
    Ok(())
}

fn bundle(workspace: &Workspace, board: &Board, staging: &Path) -> Result<()> {
    let mut trunk = trunk(workspace, "build");
    trunk.args(["--release", "--features", FEATURE]);
    trunk.arg("--dist").arg(staging);
    board.run("bundle the app", &mut trunk)?;
    Ok(())
}

/// trunk, ready to run at the root of the repository.
pub(crate) fn trunk(workspace: &Workspace, subcommand: &str) -> Command {
    let mut trunk = workspace.command("trunk");
    // trunk 0.21 reads NO_COLOR as one of its flags, and rejects values other than true and false.
    trunk.arg(subcommand).env_remove("NO_COLOR");
    trunk
}

/// Makes cargo print its progress although [`Board`] reads it instead of a terminal.
pub(crate) fn with_progress(cargo: &mut Command) -> &mut Command {
    cargo
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "100")
}

/// Runs a tool whose output matters only if it fails.
fn quietly(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_owned();
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", program.display()))?;
    if !output.status.success() {
        bail!(
            "{} failed\n{}",
            program.display(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}
