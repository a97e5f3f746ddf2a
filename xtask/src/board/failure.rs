//! A command that failed, and its output.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitStatus;

/// How many lines of the output are shown. The log file contains all of them.
const TAIL_LINES: usize = 60;

/// The error of [`Board::run`](super::Board::run).
#[derive(Debug)]
pub(crate) struct CommandFailed {
    pub(super) title: String,
    pub(super) program: String,
    pub(super) status: ExitStatus,
    /// Standard output and standard error, in the order of arrival.
    pub(crate) printed: String,
    pub(super) log: PathBuf,
}

impl CommandFailed {
    /// The last lines of the output, indented.
    pub(super) fn tail(&self) -> String {
        let skipped = self.printed.lines().count().saturating_sub(TAIL_LINES);
        let lines = self.printed.lines().skip(skipped);
        lines.map(|line| format!("    {line}\n")).collect()
    }
}

impl fmt::Display for CommandFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} ended with {}. Complete output: {}",
            self.title,
            self.program,
            self.status,
            self.log.display()
        )
    }
}

impl Error for CommandFailed {}
