//! Which version of each tool this checkout needs.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// The newest trunk that compiles with Rust 1.95 (0.22 needs 1.96).
pub(super) const TRUNK: &str = "0.21.14";

/// The `wasm_split_cli_support` that fits the `wasm_split_helpers` 0.2 of `Cargo.lock`, a dependency of leptos.
pub(super) const WASM_SPLIT: &str = "0.2.4";

/// The wasm-bindgen of `Cargo.lock`: the command-line tool must match the library exactly.
pub(super) fn wasm_bindgen(workspace: &Workspace) -> Result<String> {
    let lock = read(workspace, "Cargo.lock")?;
    locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")
}

/// The Python packages of the test of the API description.
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

fn locked_version(lock: &str, name: &str) -> Option<String> {
    let lock: toml::Table = lock.parse().ok()?;
    let mut packages = lock.get("package")?.as_array()?.iter();
    let package = packages
        .find(|package| package.get("name").and_then(|name| name.as_str()) == Some(name))?;
    Some(package.get("version")?.as_str()?.to_owned())
}

fn required_version(requirements: &str, name: &str) -> Option<String> {
    requirements.lines().find_map(|line| {
        let (package, version) = line.split_once("==")?;
        (package == name).then(|| version.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locked_version_ignores_packages_with_a_longer_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.7\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.7")
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn python_package_needs_an_exact_version() {
        let requirements = "# why\nschemathesis==4.1.0\nhypothesis>=6\n";
        assert_eq!(
            required_version(requirements, "schemathesis").as_deref(),
            Some("4.1.0")
        );
        assert_eq!(required_version(requirements, "hypothesis"), None);
    }
}
