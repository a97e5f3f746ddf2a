//! Which steps the developer asked for.

use anyhow::{Result, bail};

use super::steps::Step;

/// The arguments of `cargo xtask test`.
#[derive(Debug)]
pub(super) struct Selection {
    steps: Vec<Step>,
    playwright: Vec<String>,
}

impl Selection {
    /// Without `--only`, all steps.
    ///
    /// # Errors
    /// On an unknown argument or step.
    pub(super) fn of(arguments: &[String]) -> Result<Self> {
        let mut steps = Vec::new();
        let mut playwright = Vec::new();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--only" => steps.push(step(arguments.next().map_or("", String::as_str))?),
                "--" => playwright = arguments.by_ref().cloned().collect(),
                other => bail!("test does not know {other:?}. {}", known()),
            }
        }
        if steps.is_empty() {
            steps = Step::ALL.to_vec();
        }
        Ok(Self { steps, playwright })
    }

    /// The steps in their order of running.
    pub(super) fn steps(&self) -> impl Iterator<Item = Step> {
        Step::ALL
            .into_iter()
            .filter(|step| self.steps.contains(step))
    }

    /// Whether one of them comes after the build of the app.
    pub(super) fn needs_app(&self) -> bool {
        self.steps().any(Step::needs_app)
    }

    /// What goes to Playwright as it is.
    pub(super) fn playwright(&self) -> &[String] {
        &self.playwright
    }
}

fn step(name: &str) -> Result<Step> {
    match Step::ALL.into_iter().find(|step| step.name() == name) {
        Some(step) => Ok(step),
        None => bail!("test has no step {name:?}. {}", known()),
    }
}

fn known() -> String {
    let names = Step::ALL.map(Step::name);
    format!(
        "It takes --only <step> and -- <Playwright arguments>; the steps: {}",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(arguments: &[&str]) -> Result<Selection> {
        let arguments: Vec<String> = arguments
            .iter()
            .map(|&argument| argument.to_owned())
            .collect();
        Selection::of(&arguments)
    }

    #[test]
    fn everything_runs_unless_steps_are_named() {
        assert_eq!(selection(&[]).unwrap().steps().count(), Step::ALL.len());
        let some = selection(&["--only", "e2e", "--only", "unit"]).unwrap();
        assert_eq!(
            some.steps().collect::<Vec<_>>(),
            [Step::Unit, Step::EndToEnd]
        );
    }

    #[test]
    fn what_follows_two_dashes_is_for_playwright() {
        let selection = selection(&["--only", "e2e", "--", "--only", "-g"]).unwrap();
        assert_eq!(selection.playwright(), ["--only", "-g"]);
    }

    #[test]
    fn a_step_that_does_not_exist_is_an_error_that_names_those_that_do() {
        let error = selection(&["--only", "lint"]).unwrap_err().to_string();
        assert!(error.contains("clippy-wasm"), "{error}");
    }
}
