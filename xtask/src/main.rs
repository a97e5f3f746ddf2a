//! The developer's one command, `cargo xtask <command>`: set-up, build, serve, test, measure.
//!
//! A machine needs Rust (by rustup) and Node; everything else is fetched here in pinned versions,
//! or taken from `PATH` where the right version is there already.
//!
//! | room | what lives there |
//! |---|---|
//! | [`setup`] | the wasm target, trunk, wasm-bindgen, wasm-opt, esbuild, Chromium, schemathesis, the packages of the e2e tests |
//! | [`build`] | the app: trunk, then one sheet, minified scripts, `.br` and `.gz` beside each file |
//! | [`server`] | which binary of `palabre-server`, with which settings |
//! | [`serve`], [`dev`] | run what was built, or run with reload |
//! | [`test`] | every check a change has to pass, as one table |
//! | [`size`], [`bench`] | bytes against `xtask/budget.toml`, and time |
//! | [`doctor`] | what is missing and how to get it |
//! | [`board`], [`supervise`] | progress while commands run; long-running children and ctrl-C |
//!
//! Pinned versions: trunk in `setup/cargo_tools.rs`, wasm-bindgen in `Cargo.lock`, wasm-opt and esbuild in
//! `xtask/node/package.json`, Playwright and axe in `tests/e2e/package.json`, schemathesis in
//! `tests/schemathesis/requirements.txt`.

mod bench;
mod board;
mod build;
mod dev;
mod doctor;
mod serve;
mod server;
mod setup;
mod size;
mod supervise;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use workspace::Workspace;

const USAGE: &str = "\
usage: cargo xtask <command>

  serve    set up, build, and run the forum with its sample content
  dev      the same with reload: trunk serve before the server
  build    set up and build the release app into dist/
  test     every check: format, clippy, unit, component and end-to-end tests, the API against
           its description, size budget
             --only <step>     one step (repeat for several)
             -- <arguments>    handed to Playwright
  size     weigh the release app against xtask/budget.toml
  bench    time the markup parser and the app in a browser, and the server's memory
             --only <markup|browser|uploads>
  doctor   what this machine has, what it lacks, how to get it";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {}", explain(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let workspace = Workspace::here();
    let Some((command, rest)) = arguments.split_first() else {
        bail!("which command?\n\n{USAGE}");
    };
    match command.as_str() {
        "serve" => no_arguments(rest).and_then(|()| serve::run(&workspace)),
        "dev" => no_arguments(rest).and_then(|()| dev::run(&workspace)),
        "build" => no_arguments(rest).and_then(|()| build::run(&workspace)),
        "test" => test::run(&workspace, rest),
        "size" => no_arguments(rest).and_then(|()| size::run(&workspace)),
        "bench" => bench::run(&workspace, rest),
        "doctor" => no_arguments(rest).map(|()| doctor::run(&workspace)),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command {other:?}\n\n{USAGE}"),
    }
}

/// An error and its causes, outermost first. (anyhow's own `{:?}` would add a backtrace.)
fn explain(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join("\n\n")
}

fn no_arguments(rest: &[String]) -> Result<()> {
    match rest.first() {
        Some(argument) => bail!("this command takes no argument, but got {argument:?}\n\n{USAGE}"),
        None => Ok(()),
    }
}
