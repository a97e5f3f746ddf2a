//! `cargo xtask test`: every check that a change has to pass, and a table of the results.
//!
//! The release app is built in the background while the native checks run, which takes about as long.
//! A failed check does not stop the others.

mod count;
mod description;
mod selection;
mod server;
mod steps;
mod summary;

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::board::{Board, CommandFailed};
use crate::build;
use crate::workspace::Workspace;

use count::Count;
pub(crate) use selection::{Selection, step_names};
use steps::{Outcome, Step};
use summary::Summary;

/// Runs the selected steps. Failed checks appear in the table and in the exit code.
pub(crate) fn run(workspace: &Workspace, selection: &Selection) -> ExitCode {
    let board = Board::new(workspace);
    let mut summary = Summary::default();
    thread::scope(|scope| {
        let app = selection.needs_app().then(|| {
            scope.spawn(|| {
                let since = Instant::now();
                (build::app(workspace, &board), since.elapsed())
            })
        });
        for step in selection.steps().filter(|step| !step.needs_app()) {
            perform(step, workspace, &board, selection, &mut summary);
        }
        let Some(app) = app else { return };
        let (built, took) = app
            .join()
            .expect("a step returns errors and does not panic");
        record(
            Step::App,
            built.map(|()| Outcome::Passed(Count::default())),
            took,
            &board,
            &mut summary,
        );
        for step in selection.steps().filter(|step| step.needs_app()) {
            if step == Step::App {
                continue;
            }
            if summary.failed(Step::App) && step != Step::Components {
                let not_built = Err(anyhow!("the app was not built"));
                record(step, not_built, Duration::ZERO, &board, &mut summary);
            } else {
                perform(step, workspace, &board, selection, &mut summary);
            }
        }
    });
    print!("\n{summary}");
    if summary.is_green() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn perform(
    step: Step,
    workspace: &Workspace,
    board: &Board,
    selection: &Selection,
    summary: &mut Summary,
) {
    let since = Instant::now();
    let outcome = step.run(workspace, board, selection.playwright());
    record(step, outcome, since.elapsed(), board, summary);
}

fn record(
    step: Step,
    outcome: Result<Outcome>,
    took: Duration,
    board: &Board,
    summary: &mut Summary,
) {
    let outcome = outcome.unwrap_or_else(|error| {
        board.note(&crate::explain(&error));
        let printed = error
            .downcast_ref::<CommandFailed>()
            .map_or("", |failure| failure.printed.as_str());
        Outcome::Failed(Count::in_output(printed).at_least_one_failed())
    });
    summary.add(step, outcome, took);
}
