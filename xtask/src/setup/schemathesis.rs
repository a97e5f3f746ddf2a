//! Schemathesis, which asks the server what the description of its API promises, and the Python it runs on.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::workspace::Workspace;

use super::debian;
use super::pins;

/// The oldest Python that the pinned version runs on, as its major and minor number.
const OLDEST_PYTHON: (u32, u32) = (3, 11);

/// What a Python must bring to make an environment with pip in it; Debian packs it apart.
const MAKES_ENVIRONMENTS: &str = "import venv, ensurepip";

/// The installed program, where it is the pinned one and runs.
pub(crate) fn find(workspace: &Workspace) -> Option<PathBuf> {
    let wanted = fs::read(requirements(workspace)).ok()?;
    let installed = fs::read(stamp(workspace)).ok()?;
    let program = environment(workspace).join("bin/schemathesis");
    // The Python that the environment was made from may be gone.
    let runs = workspace
        .command(&program.to_string_lossy())
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success());
    (installed == wanted && runs).then_some(program)
}

/// Installs it into a virtual environment below `target/tools` where it is missing, and on Debian as root
/// the Python as well.
///
/// # Errors
/// When there is no fit Python, or the Python package index cannot be reached.
pub(crate) fn install(workspace: &Workspace, board: &Board) -> Result<PathBuf> {
    if let Some(program) = find(workspace) {
        return Ok(program);
    }
    if !python_fits(workspace) {
        if !debian::can_install(workspace) {
            bail!("schemathesis runs on Python. {}", advice());
        }
        debian::install(workspace, board, "python", "python3 python3-venv").context(advice())?;
        if !python_fits(workspace) {
            bail!("apt-get installed a Python that does not fit. {}", advice());
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
    find(workspace).context("pip installed schemathesis, yet it does not run")
}

/// The version that this checkout asks for.
///
/// # Errors
/// When `tests/schemathesis/requirements.txt` names none.
pub(crate) fn version(workspace: &Workspace) -> Result<String> {
    pins::python_package(workspace, "schemathesis")
}

/// Whether `python3` is new enough and can make environments.
pub(crate) fn python_fits(workspace: &Workspace) -> bool {
    let (major, minor) = OLDEST_PYTHON;
    let question =
        format!("{MAKES_ENVIRONMENTS}, sys; sys.exit(sys.version_info < ({major}, {minor}))");
    let asked = workspace
        .command("python3")
        .args(["-c", &question])
        .output();
    asked.is_ok_and(|asked| asked.status.success())
}

/// How to get a Python that fits, for this system.
pub(crate) fn advice() -> String {
    let (major, minor) = OLDEST_PYTHON;
    let need = format!("Python {major}.{minor} or newer is needed, with its venv and pip");
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
