//! How many tests ran, read from what the runners print.

use std::ops::AddAssign;

/// What schemathesis puts before the number of scenarios that passed, failed, could not run, were skipped.
const SCHEMATHESIS_MARKS: [char; 4] = ['✅', '❌', '🚫', '⏭'];

/// Tests of one step, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u32,
    pub(super) failed: u32,
    pub(super) skipped: u32,
}

impl Count {
    /// Sums the summary lines of libtest and of wasm-bindgen (`test result: ok. 3 passed; 0 failed; ...`)
    /// and of Playwright (`  12 passed (3.4s)`, `  1 failed`), and schemathesis' lines for its phases
    /// (`✅ 22 passed  ❌  4 failed`).
    pub(super) fn in_output(printed: &str) -> Self {
        let mut count = Self::default();
        for line in printed.lines().map(str::trim) {
            if let Some(result) = line.strip_prefix("test result: ") {
                for part in result.split(['.', ';']) {
                    count.add(part);
                }
            } else if line.starts_with(SCHEMATHESIS_MARKS) {
                // What it calls skipped are phases that an operation gives nothing for.
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

    /// A check without tests that fails is one failure.
    pub(super) fn at_least_one_failed(mut self) -> Self {
        self.failed = self.failed.max(1);
        self
    }

    /// Adds `12 passed` and the like, with at most a time in brackets behind it.
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
            // Playwright: passed at the second attempt.
            "passed" | "flaky" => self.passed += number,
            "failed" | "interrupted" => self.failed += number,
            "ignored" | "skipped" => self.skipped += number,
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
    fn results_of_several_test_programs_are_summed() {
        let printed = "running 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s\n";
        assert_eq!(Count::in_output(printed), count(5, 1, 1));
    }

    #[test]
    fn the_summary_of_playwright_is_understood() {
        let printed = "  x  2 [chromium] > reply.spec.ts:9:1 > 3 failed attempts\n\
            \n  1 failed\n    [chromium] > reply.spec.ts:9:1\n  2 skipped\n  12 passed (3.4s)\n";
        assert_eq!(Count::in_output(printed), count(12, 1, 2));
    }

    #[test]
    fn the_phases_of_schemathesis_are_summed() {
        let printed = " ⏭   Examples (in 0.02s)\n\n     ⏭  26 skipped\n\n ❌  Coverage (in 5.04s)\n\n     \
            ✅ 22 passed  ❌  4 failed\n\n ✅  Stateful (in 2.47s)\n\n     ✅ 43 passed\n\n\
            Failures:\n  ❌ ST202 Schema-valid request rejected: 5\n\n\
            ======================= 5 failures, 3 warnings in 12.69s =======================\n";
        assert_eq!(Count::in_output(printed), count(65, 4, 0));
    }

    #[test]
    fn a_failed_check_without_tests_counts_once() {
        assert_eq!(
            Count::in_output("error: oh").at_least_one_failed(),
            count(0, 1, 0)
        );
        assert_eq!(count(1, 3, 0).at_least_one_failed(), count(1, 3, 0));
    }
}
