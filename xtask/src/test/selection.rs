//! The steps selected on the command line.

use super::steps::Step;

/// The arguments of `cargo xtask test`.
#[derive(Debug)]
pub(crate) struct Selection {
    steps: Vec<Step>,
    playwright: Vec<String>,
}

impl Selection {
    /// The named steps, or all steps if none is named. `playwright` is passed on to Playwright.
    ///
    /// # Panics
    /// If there is no step of a name: the command line accepts [`step_names`] only.
    pub(crate) fn new(only: &[String], playwright: Vec<String>) -> Self {
        let step = |name: &String| {
            let mut steps = Step::ALL.into_iter();
            let step = steps.find(|step| step.name() == name);
            step.expect("the command line accepts only names of steps")
        };
        let steps = if only.is_empty() {
            Step::ALL.to_vec()
        } else {
            only.iter().map(step).collect()
        };
        Self { steps, playwright }
    }

    /// The selected steps in the order in which they run.
    pub(super) fn steps(&self) -> impl Iterator<Item = Step> {
        Step::ALL
            .into_iter()
            .filter(|step| self.steps.contains(step))
    }

    /// Whether a selected step needs the built app.
    pub(super) fn needs_app(&self) -> bool {
        self.steps().any(Step::needs_app)
    }

    /// Arguments that are passed on to Playwright.
    pub(crate) fn playwright(&self) -> &[String] {
        &self.playwright
    }
}

/// What `--only` accepts.
pub(crate) fn step_names() -> impl Iterator<Item = &'static str> {
    Step::ALL.into_iter().map(Step::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_steps_run_unless_some_are_named() {
        let all = Selection::new(&[], Vec::new());
        assert_eq!(all.steps().count(), Step::ALL.len());
        let some = Selection::new(&["e2e".to_owned(), "unit".to_owned()], Vec::new());
        assert_eq!(
            some.steps().collect::<Vec<_>>(),
            [Step::Unit, Step::EndToEnd]
        );
    }
}
