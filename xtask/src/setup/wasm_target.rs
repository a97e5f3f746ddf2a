//! The standard library for wasm32-unknown-unknown.

use std::path::Path;

use anyhow::{Context, Result};

use crate::board::Board;
use crate::workspace::Workspace;

/// The app's compilation target.
pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

/// Whether this toolchain, from rustup or not, can compile for the browser.
pub(crate) fn present(workspace: &Workspace) -> bool {
    let printed = workspace
        .command("rustc")
        .args(["--print", "target-libdir", "--target", TRIPLE])
        .output();
    printed.is_ok_and(|printed| Path::new(String::from_utf8_lossy(&printed.stdout).trim()).is_dir())
}

/// Adds the target by rustup if it is missing. A toolchain file is not enough: with `RUSTUP_AUTO_INSTALL=0`,
/// rustup ignores its `targets`.
///
/// # Errors
/// When rustup is missing or cannot download.
pub(crate) fn install(workspace: &Workspace, board: &Board) -> Result<()> {
    if present(workspace) {
        return Ok(());
    }
    let mut rustup = workspace.command("rustup");
    board
        .run("wasm target", rustup.args(["target", "add", TRIPLE]))
        .with_context(|| {
            format!(
                "this toolchain cannot compile for {TRIPLE}.\n\
                 With rustup: rustup target add {TRIPLE}\n\
                 With a distribution's Rust: install its package for that target (Debian: libstd-rust-dev-wasm32)"
            )
        })?;
    Ok(())
}
