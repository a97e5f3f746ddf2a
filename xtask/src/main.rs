//! The developer's commands, `cargo xtask <command>`: set up, build, serve, test, measure.
//!
//! A machine needs Rust (by rustup) and Node. The commands install everything else in pinned versions, or use
//! what is on `PATH` if its version matches.
//!
//! | module | contents |
//! |---|---|
//! | [`cli`] | commands and flags |
//! | [`setup`] | the wasm target, trunk, wasm-bindgen, npm packages, Chromium, schemathesis |
//! | [`build`] | the app: trunk, then one style sheet, minified scripts, `.br` and `.gz` beside each file |
//! | [`server`] | compiles `palabre-server` and configures it |
//! | [`serve`], [`dev`] | run the release build, or run with reload |
//! | [`test`] | every check that a change has to pass, in one table |
//! | [`size`], [`bench`] | download size compared with `xtask/budget.toml`; speed and memory |
//! | [`screenshots`] | takes the pictures of `docs/screenshots` again |
//! | [`doctor`] | what is missing and how to get it |
//! | [`board`], [`supervise`] | progress while commands run; long-running children and ctrl-C |
//!
//! Versions are pinned in these files: trunk in `setup/pins.rs`, wasm-bindgen in `Cargo.lock`, wasm-opt, esbuild
//! and parsers in `xtask/node/package.json`, Playwright and axe in `tests/e2e/package.json`, TypeScript in
//! `embed/package.json`, schemathesis in `tests/schemathesis/requirements.txt`.

mod bench;
mod board;
mod build;
mod cli;
mod dev;
mod doctor;
mod screenshots;
mod serve;
mod server;
mod setup;
mod size;
mod supervise;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use cli::Task;
use workspace::Workspace;

fn main() -> ExitCode {
    run(cli::task()).unwrap_or_else(|error| {
        eprintln!("\nerror: {}", explain(&error));
        ExitCode::FAILURE
    })
}

fn run(task: Task) -> Result<ExitCode> {
    let workspace = Workspace::here();
    match task {
        Task::Serve => serve::run(&workspace),
        Task::Dev => dev::run(&workspace),
        Task::Build => build::run(&workspace),
        Task::Test(selection) => Ok(test::run(&workspace, &selection)),
        Task::Size => size::run(&workspace),
        Task::Bench(only, rounds) => bench::run(&workspace, only, rounds),
        Task::Screenshots => screenshots::run(&workspace),
        Task::Doctor => Ok(doctor::run(&workspace)),
    }
}

/// An error and its causes, outermost first. anyhow's own `{:?}` would add a backtrace.
fn explain(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join("\n\n")
}
