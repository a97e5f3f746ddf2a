//! Progress of the commands: a live line shows the running steps, and each finished step gets a line.
//! After a failure, the end of its output follows. The complete output is in `target/xtask/logs`.

mod failure;
mod lines;

use std::fs::{self, File};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

pub(crate) use failure::CommandFailed;
use lines::{Line, cargo_progress, read_lines};

/// Interval at which the live line is redrawn in a terminal.
const LIVE_EVERY: Duration = Duration::from_millis(250);
/// Interval at which it is printed if the output is not a terminal.
const LOGGED_EVERY: Duration = Duration::from_secs(20);
/// A live line that wraps cannot be erased. Narrower terminals are rare.
const TERMINAL_COLUMNS: usize = 110;

/// The running steps. Shared by the threads that run them.
#[derive(Clone)]
pub(crate) struct Board {
    steps: Arc<Mutex<Vec<Step>>>,
    logs: PathBuf,
    terminal: bool,
}

struct Step {
    title: String,
    since: Instant,
    /// The last line of output.
    latest: String,
}

/// The output of a successful command: standard output and standard error, in the order of arrival.
pub(crate) struct Printed(pub(crate) String);

impl Board {
    /// An empty board. Its thread redraws the live line as long as the process runs.
    pub(crate) fn new(workspace: &Workspace) -> Self {
        let board = Self {
            steps: Arc::default(),
            logs: workspace.target("xtask/logs"),
            terminal: std::io::stderr().is_terminal(),
        };
        let redrawn = board.clone();
        thread::spawn(move || redrawn.redraw());
        board
    }

    /// Prints a line above the live line.
    pub(crate) fn note(&self, line: &str) {
        let _steps = self.lock();
        self.erase();
        eprintln!("{line}");
    }

    /// Runs a command as a step. If it fails, its output is shown immediately, because other steps may run for minutes.
    ///
    /// # Errors
    /// When the program cannot be started, or [`CommandFailed`].
    pub(crate) fn run(&self, title: &str, command: &mut Command) -> Result<Printed> {
        self.show_failure(self.step(title, || self.capture(title, command)))
    }

    /// Runs a command as a step and, if it fails, an alternative. The step fails only if both do.
    ///
    /// # Errors
    /// As [`run`](Self::run), for the second command.
    pub(crate) fn run_either(
        &self,
        title: &str,
        first: &mut Command,
        second: &mut Command,
    ) -> Result<Printed> {
        let either = || {
            self.capture(title, first)
                .or_else(|_| self.capture(title, second))
        };
        self.show_failure(self.step(title, either))
    }

    fn show_failure(&self, outcome: Result<Printed>) -> Result<Printed> {
        if let Err(error) = &outcome
            && let Some(failure) = error.downcast_ref::<CommandFailed>()
        {
            self.note(&failure.tail());
        }
        outcome
    }

    /// Runs a function as a step.
    pub(crate) fn step<T>(&self, title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let since = Instant::now();
        self.lock().push(Step {
            title: title.to_owned(),
            since,
            latest: String::new(),
        });
        let outcome = work();
        let mut steps = self.lock();
        steps.retain(|step| step.title != title);
        self.erase();
        let mark = if outcome.is_ok() { "done" } else { "FAILED" };
        eprintln!("{mark:>8}  {title}  ({})", clock(since.elapsed()));
        outcome
    }

    fn capture(&self, title: &str, command: &mut Command) -> Result<Printed> {
        fs::create_dir_all(&self.logs)?;
        let log_path = self.logs.join(format!("{}.log", file_name(title)));
        let mut log = File::create(&log_path)
            .with_context(|| format!("cannot write {}", log_path.display()))?;
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {program} (is it installed?)"))?;

        let (lines, received) = mpsc::channel();
        let out = child.stdout.take().expect("standard output is piped");
        let err = child.stderr.take().expect("standard error is piped");
        let errors = lines.clone();
        thread::spawn(move || read_lines(out, &lines));
        thread::spawn(move || read_lines(err, &errors));

        let mut printed = String::new();
        for line in received {
            self.show(title, line.text());
            if let Line::Output(text) = line {
                writeln!(log, "{text}")?;
                printed.push_str(&text);
                printed.push('\n');
            }
        }
        let status = child.wait()?;
        if status.success() {
            return Ok(Printed(printed));
        }
        Err(CommandFailed {
            title: title.to_owned(),
            program,
            status,
            printed,
            log: log_path,
        }
        .into())
    }

    fn show(&self, title: &str, text: &str) {
        let text = cargo_progress(text).trim();
        if text.is_empty() {
            return;
        }
        if let Some(step) = self.lock().iter_mut().find(|step| step.title == title) {
            step.latest = text.to_owned();
        }
    }

    fn redraw(&self) {
        let pause = if self.terminal {
            LIVE_EVERY
        } else {
            LOGGED_EVERY
        };
        loop {
            thread::sleep(pause);
            let steps = self.lock();
            if steps.is_empty() {
                continue;
            }
            let width = if self.terminal {
                TERMINAL_COLUMNS / steps.len()
            } else {
                usize::MAX
            };
            let shown: Vec<String> = steps.iter().map(|step| step.line(width)).collect();
            if self.terminal {
                eprint!("\r\x1b[2K{}", shown.join(" | "));
            } else {
                eprintln!("     ...  {}", shown.join(" | "));
            }
        }
    }

    fn erase(&self) {
        if self.terminal {
            eprint!("\r\x1b[2K");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Step>> {
        // The list stays consistent when another step panics.
        self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Step {
    fn line(&self, width: usize) -> String {
        let line = format!(
            "{} {} {}",
            clock(self.since.elapsed()),
            self.title,
            self.latest
        );
        line.chars().take(width).collect()
    }
}

/// A readable duration: `8.4 s`, `3 min 05 s`.
pub(crate) fn clock(span: Duration) -> String {
    let seconds = span.as_secs();
    if seconds < 60 {
        format!("{:.1} s", span.as_secs_f32())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

fn file_name(title: &str) -> String {
    title
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '.' {
                c
            } else {
                '-'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_above_a_minute_are_shown_in_minutes() {
        assert_eq!(clock(Duration::from_millis(8400)), "8.4 s");
        assert_eq!(clock(Duration::from_secs(185)), "3 min 05 s");
    }
}
