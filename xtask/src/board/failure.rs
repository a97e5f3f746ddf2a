//! A command that ended with a failure, and what it said.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitStatus;

/// How many lines of the output are shown; the log file has them all.
const TAIL_LINES: usize = 60;

/// The error of [`Board::run`](super::Board::run).
#[derive(Debug)]
pub(crate) struct CommandFailed {
    pub(super) title: String,
    pub(super) program: String,
    pub(super) status: ExitStatus,
    /// Standard output and errors as they came.
    pub(crate) printed: String,
    pub(super) log: PathBuf,
}

impl fmt::Display for CommandFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: {} ended with {}\n",
            self.title, self.program, self.status
        )?;
        let skipped = self.printed.lines().count().saturating_sub(TAIL_LINES);
        for line in self.printed.lines().skip(skipped) {
            writeln!(f, "    {line}")?;
        }
        write!(f, "\nThe whole output: {}", self.log.display())
    }
}

impl Error for CommandFailed {}
