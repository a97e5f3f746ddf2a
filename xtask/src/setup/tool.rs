//! One command-line tool: is it there, in the right version?

use crate::workspace::Workspace;

/// A tool in the version that this checkout wants.
pub(crate) struct Tool {
    /// The name of the program.
    pub(crate) name: &'static str,
    /// The version as `--version` prints it, one word of its first line.
    pub(crate) version: String,
}

/// What was found under a tool's name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The wanted version.
    Right,
    /// Something else; the first line that it printed.
    Other(String),
    /// Nothing that runs.
    Nothing,
}

impl Tool {
    /// Asks the program for its version: ours under `target/tools` first, then `PATH`.
    pub(crate) fn find(&self, workspace: &Workspace) -> Found {
        let output = workspace.command(self.name).arg("--version").output();
        match output {
            Ok(output) if output.status.success() => {
                self.judge(&String::from_utf8_lossy(&output.stdout))
            }
            _ => Found::Nothing,
        }
    }

    fn judge(&self, printed: &str) -> Found {
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
    fn only_the_very_version_is_right() {
        let tool = Tool {
            name: "wasm-bindgen",
            version: "0.2.13".to_owned(),
        };
        assert_eq!(tool.judge("wasm-bindgen 0.2.13\n"), Found::Right);
        assert_eq!(
            tool.judge("wasm-bindgen 0.2.130\n"),
            Found::Other("wasm-bindgen 0.2.130".to_owned())
        );
    }
}
