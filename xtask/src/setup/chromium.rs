//! The browser of the component and end-to-end tests.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::workspace::Workspace;

use super::debian;

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// A browser and its driver.
pub(crate) struct Chromium {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

/// The programs that `CHROMIUM` and `CHROMEDRIVER` name, else those on `PATH`.
pub(crate) fn find() -> Option<Chromium> {
    let browser = named("CHROMIUM").or_else(|| BROWSERS.into_iter().find_map(on_path))?;
    let driver = named("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?;
    Some(Chromium { browser, driver })
}

/// Finds the browser. On Debian and its derivatives, root installs it if it is missing.
///
/// # Errors
/// When there is none and this command cannot install it.
pub(crate) fn install(workspace: &Workspace, board: &Board) -> Result<Chromium> {
    if let Some(chromium) = find() {
        return Ok(chromium);
    }
    if !debian::can_install(workspace) {
        bail!(
            "the browser tests need Chromium and its chromedriver on PATH, \
             or named by CHROMIUM and CHROMEDRIVER.\n{}",
            advice()
        );
    }
    debian::install(workspace, board, "chromium", "chromium chromium-driver").context(advice())?;
    find().context("apt-get installed Chromium, but it is not on PATH")
}

/// How to install it on this system.
pub(crate) fn advice() -> &'static str {
    if debian::is_debian() {
        "As root: apt-get update && apt-get install chromium chromium-driver"
    } else {
        "Install Chromium (or Chrome) and the chromedriver of the same version."
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|directory| directory.join(program))
        .find(|candidate| candidate.is_file())
}
