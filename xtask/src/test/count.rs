//! The number of tests, read from the output of the test runners.

use std::ops::AddAssign;

/// The symbols that schemathesis prints before the numbers of passed, failed, erroneous and skipped scenarios.
const SCHEMATHESIS_MARKS: [char; 4] = ['✅', '❌', '🚫', '⏭'];

/// The tests of one step, or of all steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u32,
    pub(super) failed: u32,
    pub(super) skipped: u32,
}

impl Count {
    /// Sums the summary lines of libtest and wasm-bindgen (`test result: ok. 3 passed; 0 failed; ...`), of
    /// Playwright (`  12 passed (3.4s)`, `  1 failed`), of Node (`ℹ pass 12`), and the lines of schemathesis for
    /// its phases (`✅ 22 passed  ❌  4 failed`).
    pub(super) fn in_output(printed: &str) -> Self {
        let mut count = Self::default();
        for line in printed.lines().map(str::trim) {
            if let Some(result) = line.strip_prefix("test result: ") {
                for part in result.split(['.', ';']) {
                    count.add(part);
                }
            } else if let Some(result) = line.strip_prefix("ℹ ") {
                count.add_node(result);
            } else if line.starts_with(SCHEMATHESIS_MARKS) {
                // Not counted: a phase is skipped if it does not apply to an operation.
                let skipped = count.skipped;
                for part in line.split(SCHEMATHESIS_MARKS) {
                    count.add(part);
                }
                count.skipped = skipped;
            } else {
                count.add(line);
            }
        }
        count
    }

    /// A failed check that reports no tests counts as one failure.
    pub(super) fn at_least_one_failed(mut self) -> Self {
        self.failed = self.failed.max(1);
        self
    }

    /// Adds a count such as `12 passed`. Only a time in brackets may follow it.
    fn add(&mut self, text: &str) {
        let mut words = text.split_whitespace();
        let (Some(number), Some(word), rest) = (words.next(), words.next(), words.next()) else {
            return;
        };
        let Ok(number) = number.parse::<u32>() else {
            return;
        };
        if rest.is_some_and(|rest| !rest.starts_with('(')) {
            return;
        }
        match word {
            // "flaky" in Playwright: passed at the second attempt.
            "passed" | "flaky" => self.passed += number,
            "failed" | "interrupted" => self.failed += number,
            "ignored" | "skipped" => self.skipped += number,
            _ => {}
        }
    }

    /// Adds a count such as `pass 12`.
    fn add_node(&mut self, text: &str) {
        let Some((word, number)) = text.split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<u32>() else {
            return;
        };
        match word {
            "pass" => self.passed += number,
            "fail" | "cancelled" => self.failed += number,
            "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u32, failed: u32, skipped: u32) -> Count {
        Count {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn libtest_results_are_summed() {
        let printed = "running 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s\n";
        assert_eq!(Count::in_output(printed), count(5, 1, 1));
    }

    #[test]
    fn playwright_results_are_summed() {
        let printed = "  x  2 [chromium] > reply.spec.ts:9:1 > 3 failed attempts\n\
            \n  1 failed\n    [chromium] > reply.spec.ts:9:1\n  2 skipped\n  12 passed (3.4s)\n";
        assert_eq!(Count::in_output(printed), count(12, 1, 2));
    }

    #[test]
    fn node_results_are_summed() {
        let printed = "✔ a name with pass 9 (0.3ms)\n✖ another (1ms)\nℹ tests 9\nℹ suites 0\nℹ pass 5\n\
            ℹ fail 2\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 52.9\n";
        assert_eq!(Count::in_output(printed), count(5, 3, 1));
    }

    #[test]
    fn schemathesis_phases_are_summed() {
        let printed = " ⏭   Examples (in 0.02s)\n\n     ⏭  26 skipped\n\n ❌  Coverage (in 5.04s)\n\n     \
            ✅ 22 passed  ❌  4 failed\n\n ✅  Stateful (in 2.47s)\n\n     ✅ 43 passed\n\n\
            Failures:\n  ❌ ST202 Schema-valid request rejected: 5\n\n\
            ======================= 5 failures, 3 warnings in 12.69s =======================\n";
        assert_eq!(Count::in_output(printed), count(65, 4, 0));
    }

    #[test]
    fn failed_check_without_tests_counts_once() {
        assert_eq!(
            Count::in_output("error: oh").at_least_one_failed(),
            count(0, 1, 0)
        );
        assert_eq!(count(1, 3, 0).at_least_one_failed(), count(1, 3, 0));
    }
}
