//! Tools that come as npm packages: wasm-opt and esbuild, and the packages of the end-to-end tests.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::workspace::Workspace;

use super::pins;
use super::tool::{Found, Tool};

/// Playwright and axe run on this, and so does the compression of the app.
const OLDEST_NODE: u32 = 20;

/// wasm-opt and esbuild in the wanted versions.
pub(crate) fn wanted(workspace: &Workspace) -> Result<Vec<Tool>> {
    let binaryen = pins::node_package(workspace, "binaryen")?;
    let major = binaryen.split('.').next().unwrap_or(&binaryen).to_owned();
    Ok(vec![
        Tool {
            name: "wasm-opt",
            version: major,
        },
        Tool {
            name: "esbuild",
            version: pins::node_package(workspace, "esbuild")?,
        },
    ])
}

/// Installs both below `target/tools/node` where one is missing.
///
/// # Errors
/// When Node is missing or too old, or npm's registry cannot be reached.
pub(crate) fn install(workspace: &Workspace, board: &Board) -> Result<()> {
    require_node(workspace)?;
    let tools = wanted(workspace)?;
    if tools
        .iter()
        .all(|tool| tool.find(workspace) == Found::Right)
    {
        return Ok(());
    }
    let directory = workspace.tools("node");
    fs::create_dir_all(&directory)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        let source = workspace.path("xtask/node").join(file);
        fs::copy(&source, directory.join(file))
            .with_context(|| format!("cannot copy {}", source.display()))?;
    }
    npm_ci(workspace, board, "wasm-opt and esbuild", &directory)
}

/// Installs Playwright and axe-core beside the end-to-end tests. Playwright's own browsers are not
/// downloaded: the tests run in the system's Chromium.
///
/// # Errors
/// As [`install`].
pub(crate) fn install_e2e(workspace: &Workspace, board: &Board) -> Result<()> {
    require_node(workspace)?;
    let directory = workspace.path("tests/e2e");
    let wanted = fs::read(directory.join("package-lock.json"))?;
    let stamp = directory.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    npm_ci(workspace, board, "packages of the e2e tests", &directory)?;
    fs::write(&stamp, wanted)?;
    Ok(())
}

fn npm_ci(workspace: &Workspace, board: &Board, title: &str, directory: &Path) -> Result<()> {
    let mut npm = workspace.command("npm");
    npm.current_dir(directory)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    board.run(title, &mut npm).with_context(|| {
        format!(
            "npm could not install {title}. Is its registry reachable (npm ping)?\n\
             By hand: cd {} && npm ci",
            directory.display()
        )
    })?;
    Ok(())
}

/// The Node on `PATH`, as `v20.1.0`.
pub(crate) fn node_version(workspace: &Workspace) -> Option<String> {
    let output = workspace.command("node").arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn require_node(workspace: &Workspace) -> Result<()> {
    let advice = format!("Node {OLDEST_NODE} or newer is needed, with npm: https://nodejs.org");
    let Some(version) = node_version(workspace) else {
        bail!("node is not on PATH. {advice}");
    };
    if !new_enough(&version) {
        bail!("node is {version}. {advice}");
    }
    Ok(())
}

/// Whether a `v20.1.0` is one that everything here runs on.
pub(crate) fn new_enough(version: &str) -> bool {
    let major = version.trim_start_matches('v').split('.').next();
    major.and_then(|major| major.parse::<u32>().ok()) >= Some(OLDEST_NODE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_judged_by_its_major_version() {
        assert!(new_enough("v20.20.2"));
        assert!(new_enough("v100.0.0"));
        assert!(!new_enough("v18.19.0"));
        assert!(!new_enough(""));
    }
}
