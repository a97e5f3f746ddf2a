//! Tools that are Rust programs: trunk and wasm-bindgen, compiled here where `PATH` lacks them.
//!
//! Their release archives lie on hosts that many networks refuse, so they come from the crates registry.
//! They are compiled for a short wait, not for speed: unoptimised they handle the app in well under a
//! second, and take a third of the time to compile.

use std::fs;

use anyhow::{Context, Result};

use crate::board::Board;
use crate::workspace::Workspace;

use super::pins;
use super::tool::{Found, Tool};

/// trunk and wasm-bindgen in the wanted versions.
pub(crate) fn wanted(workspace: &Workspace) -> Result<Vec<Tool>> {
    Ok(vec![
        Tool {
            name: "wasm-bindgen",
            version: pins::wasm_bindgen(workspace)?,
        },
        Tool {
            name: "trunk",
            version: pins::TRUNK.to_owned(),
        },
    ])
}

/// Compiles what is missing, one after the other in one target directory, so that a crate both need is
/// compiled once.
///
/// # Errors
/// When the registry cannot be reached or a tool does not compile.
pub(crate) fn install(workspace: &Workspace, board: &Board) -> Result<()> {
    for tool in wanted(workspace)? {
        if tool.find(workspace) == Found::Right {
            continue;
        }
        forget_stale(workspace, &tool);
        if tool.find(workspace) == Found::Right {
            continue;
        }
        compile(workspace, board, &tool)?;
    }
    Ok(())
}

/// An outdated tool of ours would hide the right one on `PATH`.
fn forget_stale(workspace: &Workspace, tool: &Tool) {
    // Nothing to remove is the usual case.
    let _ = fs::remove_file(workspace.tools("bin").join(tool.name));
}

fn compile(workspace: &Workspace, board: &Board, tool: &Tool) -> Result<()> {
    let title = format!("{} {}", tool.name, tool.version);
    // A lock file may name releases that a mirror does not have yet; the versions it allows will do.
    board
        .run_either(
            &title,
            cargo_install(workspace, tool).arg("--locked"),
            &mut cargo_install(workspace, tool),
        )
        .with_context(|| {
            format!(
                "{title} could not be installed. Is the crates registry reachable?\n\
                 A {title} on PATH, from wherever, is used as it is."
            )
        })?;
    Ok(())
}

fn cargo_install(workspace: &Workspace, tool: &Tool) -> std::process::Command {
    let mut cargo = workspace.cargo("install");
    match tool.name {
        "wasm-bindgen" => cargo.arg("wasm-bindgen-cli"),
        // Without TLS and update check: it never downloads anything, and a third less to compile.
        other => cargo.args([other, "--no-default-features"]),
    };
    cargo
        .args(["--version", &tool.version, "--root"])
        .arg(workspace.tools(""))
        .env("CARGO_TARGET_DIR", workspace.tools("build"))
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "100")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_PROFILE_RELEASE_STRIP", "true");
    cargo
}
