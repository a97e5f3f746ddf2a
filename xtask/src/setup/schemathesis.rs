//! Schemathesis, which tests the server against the description of its API, and its Python.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::workspace::Workspace;

use super::debian;
use super::pins;

/// The oldest Python that the pinned version supports: major and minor number.
const OLDEST_PYTHON: (u32, u32) = (3, 11);

/// The modules that create a virtual environment with pip. Debian packages them separately.
const IMPORT_VENV: &str = "import venv, ensurepip";

/// The installed program, if it has the pinned version and runs.
pub(crate) fn find(workspace: &Workspace) -> Option<PathBuf> {
    let wanted = fs::read(requirements(workspace)).ok()?;
    let installed = fs::read(stamp(workspace)).ok()?;
    let program = environment(workspace).join("bin/schemathesis");
    // The Python that created the environment may have been removed.
    let runs = workspace
        .command(&program.to_string_lossy())
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success());
    (installed == wanted && runs).then_some(program)
}

/// Installs it in a virtual environment in `target/tools` if it is missing. On Debian, root installs Python as
/// well.
///
/// # Errors
/// When there is no suitable Python, or the Python package index cannot be reached.
pub(crate) fn install(workspace: &Workspace, board: &Board) -> Result<PathBuf> {
    if let Some(program) = find(workspace) {
        return Ok(program);
    }
    if !python_is_suitable(workspace) {
        if !debian::can_install(workspace) {
            bail!("schemathesis needs Python. {}", advice());
        }
        debian::install(workspace, board, "python", "python3 python3-venv").context(advice())?;
        if !python_is_suitable(workspace) {
            bail!("the Python of apt-get is not suitable. {}", advice());
        }
    }
    let environment = environment(workspace);
    let mut venv = workspace.command("python3");
    venv.args(["-m", "venv", "--clear"]).arg(&environment);
    board.run("python environment", &mut venv)?;
    let requirements = requirements(workspace);
    let mut pip = workspace.command(&environment.join("bin/python").to_string_lossy());
    pip.args(["-m", "pip", "install", "--disable-pip-version-check"])
        .args(["--no-input", "--requirement"])
        .arg(&requirements);
    board.run("schemathesis", &mut pip).with_context(|| {
        format!(
            "pip could not install {}. Is the Python package index reachable?",
            requirements.display()
        )
    })?;
    fs::copy(&requirements, stamp(workspace))?;
    find(workspace).context("pip installed schemathesis, but it does not run")
}

/// The version that this checkout needs.
///
/// # Errors
/// When `tests/schemathesis/requirements.txt` has none.
pub(crate) fn version(workspace: &Workspace) -> Result<String> {
    pins::python_package(workspace, "schemathesis")
}

/// Whether `python3` is new enough and can create virtual environments.
pub(crate) fn python_is_suitable(workspace: &Workspace) -> bool {
    let (major, minor) = OLDEST_PYTHON;
    let script = format!("{IMPORT_VENV}, sys; sys.exit(sys.version_info < ({major}, {minor}))");
    let output = workspace.command("python3").args(["-c", &script]).output();
    output.is_ok_and(|output| output.status.success())
}

/// How to install a suitable Python on this system.
pub(crate) fn advice() -> String {
    let (major, minor) = OLDEST_PYTHON;
    let need = format!("Python {major}.{minor} or newer is needed, with venv and pip");
    if debian::is_debian() {
        format!("{need}. As root: apt-get update && apt-get install python3 python3-venv")
    } else {
        format!("{need}: https://www.python.org")
    }
}

fn requirements(workspace: &Workspace) -> PathBuf {
    workspace.path(pins::PYTHON_REQUIREMENTS)
}

fn environment(workspace: &Workspace) -> PathBuf {
    workspace.tools("schemathesis")
}

fn stamp(workspace: &Workspace) -> PathBuf {
    environment(workspace).join("installed-requirements.txt")
}
