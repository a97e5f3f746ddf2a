//! Which version of each tool this checkout wants.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// The newest trunk that Rust 1.95 compiles (0.22 asks for 1.96).
pub(super) const TRUNK: &str = "0.21.14";

/// The wasm-bindgen of `Cargo.lock`: the command-line tool must match the library exactly.
pub(super) fn wasm_bindgen(workspace: &Workspace) -> Result<String> {
    let lock = read(workspace, "Cargo.lock")?;
    locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")
}

/// A package of `xtask/node/package.json`.
pub(super) fn node_package(workspace: &Workspace, name: &str) -> Result<String> {
    let manifest = read(workspace, "xtask/node/package.json")?;
    manifest_version(&manifest, name)
        .with_context(|| format!("xtask/node/package.json names no {name}"))
}

/// The Python packages of the test of the API's description.
pub(super) const PYTHON_REQUIREMENTS: &str = "tests/schemathesis/requirements.txt";

/// A package of [`PYTHON_REQUIREMENTS`].
pub(super) fn python_package(workspace: &Workspace, name: &str) -> Result<String> {
    let requirements = read(workspace, PYTHON_REQUIREMENTS)?;
    required_version(&requirements, name)
        .with_context(|| format!("{PYTHON_REQUIREMENTS} pins no {name}"))
}

fn read(workspace: &Workspace, relative: &str) -> Result<String> {
    let path = workspace.path(relative);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let entry = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = lock.split_once(&entry)?;
    Some(rest.split_once('"')?.0.to_owned())
}

fn manifest_version(manifest: &str, package: &str) -> Option<String> {
    let (_, rest) = manifest.split_once(&format!("\"{package}\": \""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

fn required_version(requirements: &str, package: &str) -> Option<String> {
    requirements.lines().find_map(|line| {
        let (name, version) = line.split_once("==")?;
        (name == package).then(|| version.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_package_and_of_no_namesake() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.7\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.7")
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn a_python_package_is_pinned_to_one_version() {
        let requirements = "# why\nschemathesis==4.1.0\nhypothesis>=6\n";
        assert_eq!(
            required_version(requirements, "schemathesis").as_deref(),
            Some("4.1.0")
        );
        assert_eq!(required_version(requirements, "hypothesis"), None);
    }
}
