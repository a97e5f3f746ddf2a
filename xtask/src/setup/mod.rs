//! Everything the commands need beyond Rust and Node, in pinned versions.
//!
//! What stands on `PATH` in the right version is used as it is; the rest goes to `target/tools`.
//! Nothing is written outside the repository, but for the wasm target (rustup's) and, on Debian as root,
//! Chromium and Python.

pub(crate) mod cargo_tools;
pub(crate) mod chromium;
pub(crate) mod debian;
pub(crate) mod node_tools;
mod pins;
pub(crate) mod schemathesis;
pub(crate) mod tool;
pub(crate) mod wasm_target;

use anyhow::Result;

use crate::board::Board;
use crate::workspace::Workspace;

use tool::Tool;

/// What turns the app's crate into files a browser loads.
///
/// # Errors
/// When a tool is missing and cannot be installed; the error says what to do by hand.
pub(crate) fn bundler(workspace: &Workspace, board: &Board) -> Result<()> {
    node_tools::install(workspace, board)?;
    cargo_tools::install(workspace, board)
}

/// The tools with the versions that this checkout asks for.
///
/// # Errors
/// When `Cargo.lock` or `xtask/node/package.json` names no version.
pub(crate) fn tools(workspace: &Workspace) -> Result<Vec<Tool>> {
    let mut tools = node_tools::wanted(workspace)?;
    tools.extend(cargo_tools::wanted(workspace)?);
    Ok(tools)
}
