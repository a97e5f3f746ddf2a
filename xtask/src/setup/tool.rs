//! A command-line tool, and whether it is installed in the right version.

use crate::workspace::Workspace;

/// A tool in the version that this checkout needs.
pub(crate) struct Tool {
    /// The name of the program.
    pub(crate) name: &'static str,
    /// The version: one word in the first line that `--version` prints.
    pub(crate) version: String,
}

/// The result of looking for a tool.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The needed version.
    Right,
    /// Another version: the first line that it printed.
    Other(String),
    /// No program that runs.
    Nothing,
}

impl Tool {
    /// Runs the program with `--version`: our own copy if there is one, else that on `PATH`.
    pub(crate) fn find(&self, workspace: &Workspace) -> Found {
        let output = workspace.command(self.name).arg("--version").output();
        match output {
            Ok(output) if output.status.success() => {
                self.compare(&String::from_utf8_lossy(&output.stdout))
            }
            _ => Found::Nothing,
        }
    }

    fn compare(&self, printed: &str) -> Found {
        let line = printed.lines().next().unwrap_or_default();
        if line.split_whitespace().any(|word| word == self.version) {
            Found::Right
        } else {
            Found::Other(line.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_with_the_same_prefix_is_another_version() {
        let tool = Tool {
            name: "wasm-bindgen",
            version: "0.2.13".to_owned(),
        };
        assert_eq!(tool.compare("wasm-bindgen 0.2.13\n"), Found::Right);
        assert_eq!(
            tool.compare("wasm-bindgen 0.2.130\n"),
            Found::Other("wasm-bindgen 0.2.130".to_owned())
        );
    }
}
