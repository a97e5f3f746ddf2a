//! Everything the commands need beyond Rust and Node, in pinned versions.
//!
//! Programs on `PATH` are used if their version matches. The others are installed in `target/tools`, npm packages
//! beside their `package.json`. Nothing is written outside the repository except the wasm target (by rustup)
//! and, on Debian as root, Chromium and Python.

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

/// Installs the tools that build the app.
///
/// # Errors
/// When a tool is missing and cannot be installed. The error says how to install it by hand.
pub(crate) fn bundler(workspace: &Workspace, board: &Board) -> Result<()> {
    node_tools::install(workspace, board)?;
    cargo_tools::install(workspace, board)
}
