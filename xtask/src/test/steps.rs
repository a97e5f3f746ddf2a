//! The checks, one function each.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::board::{Board, Printed};
use crate::build::with_progress;
use crate::server::{self, Profile};
use crate::setup::{chromium, node_tools, wasm_target};
use crate::size;
use crate::workspace::Workspace;

use super::count::Count;
use super::description;

/// A check that a change has to pass. Checks run in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Format,
    Clippy,
    ClippyWasm,
    Unit,
    Script,
    Description,
    App,
    Size,
    Components,
    EndToEnd,
}

/// The result of a step.
#[derive(Debug)]
pub(super) enum Outcome {
    Passed(Count),
    Failed(Count),
    /// Why there was nothing to check.
    Skipped(&'static str),
}

impl Step {
    pub(super) const ALL: [Self; 10] = [
        Self::Format,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Unit,
        Self::Script,
        Self::Description,
        Self::App,
        Self::Size,
        Self::Components,
        Self::EndToEnd,
    ];

    /// The name for `--only`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Format => "fmt",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Unit => "unit",
            Self::Script => "script",
            Self::Description => "schemathesis",
            Self::App => "app",
            Self::Size => "size",
            Self::Components => "components",
            Self::EndToEnd => "e2e",
        }
    }

    /// Whether the step runs after the build in the background: it needs the built app, or, as the component
    /// tests, a tool that the build installs.
    pub(super) fn needs_app(self) -> bool {
        matches!(
            self,
            Self::App | Self::Size | Self::Components | Self::EndToEnd
        )
    }

    /// Runs the step. `playwright`: additional arguments of the end-to-end tests.
    pub(super) fn run(
        self,
        workspace: &Workspace,
        board: &Board,
        playwright: &[String],
    ) -> Result<Outcome> {
        match self {
            Self::Format => format(workspace, board),
            Self::Clippy => clippy(workspace, board),
            Self::ClippyWasm => clippy_wasm(workspace, board),
            Self::Unit => unit(workspace, board),
            Self::Script => script(workspace, board),
            Self::Description => description::check(workspace, board),
            Self::App => Ok(Outcome::Passed(Count::default())),
            Self::Size => measure(workspace, board),
            Self::Components => components(workspace, board),
            Self::EndToEnd => end_to_end(workspace, board, playwright),
        }
    }
}

fn format(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    let mut cargo = workspace.cargo("fmt");
    board.run("format", cargo.args(["--all", "--", "--check"]))?;
    Ok(Outcome::Passed(Count::default()))
}

fn clippy(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    let mut cargo = workspace.cargo("clippy");
    cargo.args(["--workspace", "--exclude", "palabre", "--all-targets"]);
    cargo.args(["--", "-D", "warnings"]);
    board.run("clippy", with_progress(&mut cargo))?;
    Ok(Outcome::Passed(Count::default()))
}

fn clippy_wasm(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    wasm_target::install(workspace, board)?;
    let mut cargo = workspace.cargo("clippy");
    cargo.args(["--package", "palabre", "--target", wasm_target::TRIPLE]);
    cargo.args(["--all-targets", "--", "-D", "warnings"]);
    board.run("clippy of the app", with_progress(&mut cargo))?;
    Ok(Outcome::Passed(Count::default()))
}

fn unit(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    let mut cargo = workspace.cargo("test");
    cargo.args(["--workspace", "--exclude", "palabre", "--no-fail-fast"]);
    let printed = board.run("unit tests", with_progress(&mut cargo))?;
    Ok(counted(&printed))
}

/// Checks the types of the custom elements' script, then runs its unit tests and those of the build scripts.
fn script(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    node_tools::install(workspace, board)?;
    node_tools::install_typescript(workspace, board)?;
    let mut tsc = workspace.command("node");
    tsc.arg(workspace.path("embed/node_modules/typescript/bin/tsc"))
        .arg("--project")
        .arg(workspace.path("embed/tsconfig.json"));
    board.run("types of the script", &mut tsc)?;
    let mut node = workspace.command("node");
    node.args(["--test", "--test-reporter=spec"])
        .args(script_tests(&workspace.path("embed/test"))?)
        .args(script_tests(&workspace.path("xtask/node"))?);
    let printed = board.run("script tests", &mut node)?;
    Ok(counted(&printed))
}

/// The test files of a directory. Node would find them too, but by rules that differ between its versions.
fn script_tests(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.to_string_lossy().contains(".test.") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn measure(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    let report = size::Report::of(workspace)?;
    board.note(&report.to_string());
    let over = report.over_budget();
    if !over.is_empty() {
        bail!("over the budget of xtask/budget.toml: {}", over.join(", "));
    }
    Ok(Outcome::Passed(Count::default()))
}

fn components(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    if !mentions(&workspace.path("src"), "wasm_bindgen_test")
        && !mentions(&workspace.path("tests"), "wasm_bindgen_test")
    {
        return Ok(Outcome::Skipped("no component test yet"));
    }
    let chromium = chromium::install(workspace, board)?;
    let mut cargo = workspace.cargo("test");
    cargo
        .args(["--package", "palabre", "--target", wasm_target::TRIPLE])
        // Without doc tests, which do not run in a browser.
        .args(["--tests", "--no-fail-fast"])
        .env("CHROMEDRIVER", chromium.driver)
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            workspace.path("tests/webdriver.json"),
        );
    let printed = board.run("component tests", with_progress(&mut cargo))?;
    Ok(counted(&printed))
}

fn end_to_end(workspace: &Workspace, board: &Board, playwright: &[String]) -> Result<Outcome> {
    let chromium = chromium::install(workspace, board)?;
    node_tools::install_e2e(workspace, board)?;
    let server = server::build(workspace, board, Profile::Dev)?;
    let directory = workspace.path("tests/e2e");
    let mut command = workspace.command("node");
    command
        .current_dir(&directory)
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .args(playwright)
        .env("CHROMIUM", chromium.browser)
        .env("PALABRE_SERVER", server)
        .env("PALABRE_DIST", workspace.dist());
    let printed = board.run("end-to-end tests", &mut command)?;
    Ok(counted(&printed))
}

fn counted(printed: &Printed) -> Outcome {
    Outcome::Passed(Count::in_output(&printed.0))
}

/// Whether a Rust file below a directory contains a word.
fn mentions(directory: &Path, word: &str) -> bool {
    let Ok(entries) = fs::read_dir(directory) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return !path.ends_with("node_modules") && mentions(&path, word);
        }
        path.extension().is_some_and(|extension| extension == "rs")
            && fs::read_to_string(&path).is_ok_and(|source| source.contains(word))
    })
}
