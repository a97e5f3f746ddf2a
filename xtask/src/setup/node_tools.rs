//! Tools that come as npm packages, installed beside the `package.json` that pins them: wasm-opt, esbuild and the
//! parsers of `xtask/node`, the packages of the end-to-end tests, and TypeScript for `embed/script`.

use std::fs;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::workspace::Workspace;

/// Playwright, axe and the build scripts run on this version.
const OLDEST_NODE: u32 = 20;

/// Where the tools and libraries of the build are pinned and installed.
pub(crate) const DIRECTORY: &str = "xtask/node";

const LOCK: &str = "package-lock.json";
/// A copy of the lock file that was installed last.
const INSTALLED: &str = "node_modules/.installed-lock.json";

/// Installs the bundle tools and the packages that the scripts of `xtask/node` import.
///
/// # Errors
/// When Node is missing or too old, or npm's registry cannot be reached.
pub(crate) fn install(workspace: &Workspace, board: &Board) -> Result<()> {
    install_locked(workspace, board, "bundle tools", DIRECTORY)
}

/// Installs Playwright and axe-core for the end-to-end tests. Playwright's own browsers are not downloaded:
/// the tests run in the system's Chromium.
///
/// # Errors
/// As [`install`].
pub(crate) fn install_e2e(workspace: &Workspace, board: &Board) -> Result<()> {
    install_locked(workspace, board, "packages of the e2e tests", "tests/e2e")
}

/// Installs the compiler that checks the types of `embed/script`.
///
/// # Errors
/// As [`install`].
pub(crate) fn install_typescript(workspace: &Workspace, board: &Board) -> Result<()> {
    install_locked(workspace, board, "typescript", "embed")
}

/// Runs `npm ci` in a directory unless it has installed the present lock file already.
fn install_locked(
    workspace: &Workspace,
    board: &Board,
    title: &str,
    directory: &str,
) -> Result<()> {
    // Parallel steps may need the same directory: the second one waits and finds it installed.
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _installing = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    require_node(workspace)?;
    if is_installed(workspace, directory) {
        return Ok(());
    }
    let directory = workspace.path(directory);
    let mut npm = workspace.command("npm");
    npm.current_dir(&directory)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    board.run(title, &mut npm).with_context(|| {
        format!(
            "npm could not install {title}. Is its registry reachable (npm ping)?\n\
             By hand: cd {} && npm ci",
            directory.display()
        )
    })?;
    fs::copy(directory.join(LOCK), directory.join(INSTALLED))?;
    Ok(())
}

/// Whether `npm ci` has installed the present lock file of a directory.
fn is_installed(workspace: &Workspace, directory: &str) -> bool {
    let read = |file| fs::read(workspace.path(directory).join(file)).ok();
    read(LOCK).is_some_and(|lock| read(INSTALLED) == Some(lock))
}

/// Whether the bundle tools are installed.
pub(crate) fn bundle_tools_are_installed(workspace: &Workspace) -> bool {
    is_installed(workspace, DIRECTORY)
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

/// Whether a version such as `v20.1.0` is supported.
pub(crate) fn new_enough(version: &str) -> bool {
    let major = version.trim_start_matches('v').split('.').next();
    major.and_then(|major| major.parse::<u32>().ok()) >= Some(OLDEST_NODE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_major_version_of_node_counts() {
        assert!(new_enough("v20.20.2"));
        assert!(new_enough("v100.0.0"));
        assert!(!new_enough("v18.19.0"));
        assert!(!new_enough(""));
    }
}
