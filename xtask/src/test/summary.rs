//! The table of results, and its last line with the number of tests.

use std::fmt;
use std::time::Duration;

use crate::board::clock;

use super::count::Count;
use super::steps::{Outcome, Step};

/// The result of each step.
#[derive(Default)]
pub(super) struct Summary(Vec<(Step, Outcome, Duration)>);

impl Summary {
    pub(super) fn add(&mut self, step: Step, outcome: Outcome, took: Duration) {
        self.0.push((step, outcome, took));
    }

    pub(super) fn failed(&self, step: Step) -> bool {
        let mut entries = self.0.iter();
        entries.any(|(done, outcome, _)| *done == step && matches!(outcome, Outcome::Failed(_)))
    }

    pub(super) fn is_green(&self) -> bool {
        self.total().failed == 0
    }

    fn total(&self) -> Count {
        let mut total = Count::default();
        for (_, outcome, _) in &self.0 {
            if let Outcome::Passed(count) | Outcome::Failed(count) = outcome {
                total += *count;
            }
        }
        total
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<12} {:<8} {:>14}  tests", "step", "result", "time")?;
        for (step, outcome, took) in &self.0 {
            let (result, tests) = match outcome {
                Outcome::Passed(count) => ("ok", numbers(*count)),
                Outcome::Failed(count) => ("FAILED", numbers(*count)),
                Outcome::Skipped(reason) => ("skipped", (*reason).to_owned()),
            };
            let line = format!(
                "{:<12} {result:<8} {:>14}  {tests}",
                step.name(),
                clock(*took)
            );
            writeln!(f, "{}", line.trim_end())?;
        }
        let total = self.total();
        writeln!(f, "\n{} passed, {} failed", total.passed, total.failed)
    }
}

fn numbers(count: Count) -> String {
    let numbers = [
        (count.passed, "passed"),
        (count.failed, "failed"),
        (count.skipped, "skipped"),
    ];
    let shown: Vec<String> = numbers
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_line_sums_the_tests_of_all_steps() {
        let mut summary = Summary::default();
        let count = |passed, failed| Count {
            passed,
            failed,
            skipped: 0,
        };
        summary.add(Step::Unit, Outcome::Passed(count(40, 0)), Duration::ZERO);
        summary.add(Step::Components, Outcome::Skipped("none"), Duration::ZERO);
        summary.add(Step::EndToEnd, Outcome::Failed(count(2, 1)), Duration::ZERO);
        assert_eq!(
            summary.to_string().lines().last(),
            Some("42 passed, 1 failed")
        );
        assert!(!summary.is_green());
        assert!(summary.failed(Step::EndToEnd) && !summary.failed(Step::Unit));
    }
}
