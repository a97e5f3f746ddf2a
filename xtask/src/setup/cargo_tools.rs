//! Tools that are Rust programs: trunk, wasm-bindgen and wasm-split-cli, compiled here where `PATH` lacks them.
//!
//! Many networks block the hosts of their release archives, so they are installed from the crates registry.
//! They are compiled without optimization, in a third of the time: even so they process the app in less than
//! a second.

use std::fs;

use anyhow::{Context, Result};

use crate::board::Board;
use crate::workspace::Workspace;

use super::pins;
use super::tool::{Found, Tool, VersionSource};

/// The package that contains `wasm-split-cli`.
const WASM_SPLIT_PACKAGE: &str = "wasm_split_cli_support";

/// trunk, wasm-bindgen and wasm-split-cli in the wanted versions.
pub(crate) fn wanted(workspace: &Workspace) -> Result<Vec<Tool>> {
    Ok(vec![
        Tool {
            name: "wasm-bindgen",
            version: pins::wasm_bindgen(workspace)?,
            version_source: VersionSource::Program,
        },
        Tool {
            name: "trunk",
            version: pins::TRUNK.to_owned(),
            version_source: VersionSource::Program,
        },
        Tool {
            name: "wasm-split-cli",
            version: pins::WASM_SPLIT.to_owned(),
            version_source: VersionSource::CargoList(WASM_SPLIT_PACKAGE),
        },
    ])
}

/// Compiles the missing tools one after the other. They share a target directory, so that common crates are
/// compiled once.
///
/// # Errors
/// When the registry cannot be reached or a tool does not compile.
pub(crate) fn install(workspace: &Workspace, board: &Board) -> Result<()> {
    for tool in wanted(workspace)? {
        if tool.find(workspace) == Found::Right {
            continue;
        }
        remove_outdated(workspace, &tool);
        if tool.find(workspace) == Found::Right {
            continue;
        }
        compile(workspace, board, &tool)?;
    }
    Ok(())
}

/// Removes our copy of another version, which would hide a matching one on `PATH`.
fn remove_outdated(workspace: &Workspace, tool: &Tool) {
    // Usually there is no other version.
    let _ = fs::remove_file(workspace.tools("bin").join(tool.name));
}

fn compile(workspace: &Workspace, board: &Board, tool: &Tool) -> Result<()> {
    let title = format!("{} {}", tool.name, tool.version);
    // A mirror may lack the releases of the lock file: any version that the manifest allows will do.
    board
        .run_either(
            &title,
            cargo_install(workspace, tool).arg("--locked"),
            &mut cargo_install(workspace, tool),
        )
        .with_context(|| {
            format!(
                "{title} could not be installed. Is the crates registry reachable?\n\
                 A {title} on PATH is used if there is one."
            )
        })?;
    Ok(())
}

fn cargo_install(workspace: &Workspace, tool: &Tool) -> std::process::Command {
    let mut cargo = workspace.cargo("install");
    match tool.name {
        "wasm-bindgen" => cargo.arg("wasm-bindgen-cli"),
        "wasm-split-cli" => cargo.args([WASM_SPLIT_PACKAGE, "--features", "build-binary"]),
        // Without TLS and update checks, a third less code is compiled; trunk downloads nothing here.
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
