//! A command-line tool, and a check whether the needed version is installed.

use std::fs;

use crate::workspace::Workspace;

/// A tool in the version that this checkout needs.
pub(crate) struct Tool {
    /// The name of the program.
    pub(crate) name: &'static str,
    /// The version: one word in the first line that `--version` prints.
    pub(crate) version: String,
    /// Where the version of the installed program is read.
    pub(crate) version_source: VersionSource,
}

/// Where the version of an installed program is read.
pub(crate) enum VersionSource {
    /// `--version` prints it.
    Program,
    /// The program has no `--version`. `cargo install` lists the version of this package in `target/tools`; programs elsewhere
    /// on `PATH` are not used, because their version is unknown.
    CargoList(&'static str),
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
        if let VersionSource::CargoList(package) = self.version_source {
            let list = fs::read_to_string(workspace.tools(".crates.toml"));
            let exists = workspace.tools("bin").join(self.name).exists();
            return match list {
                Ok(list) if exists => self.compare_list(package, &list),
                _ => Found::Nothing,
            };
        }
        let output = workspace.command(self.name).arg("--version").output();
        match output {
            Ok(output) if output.status.success() => {
                self.compare(&String::from_utf8_lossy(&output.stdout))
            }
            _ => Found::Nothing,
        }
    }

    /// A key of the list looks like `trunk 0.21.14 (registry+https://…)`.
    fn compare_list(&self, package: &str, list: &str) -> Found {
        let list: toml::Table = list.parse().unwrap_or_default();
        let installed = list.get("v1").and_then(toml::Value::as_table);
        let mut keys = installed.into_iter().flat_map(toml::Table::keys);
        let found = keys.find_map(|key| key.strip_prefix(package)?.strip_prefix(' '));
        match found {
            Some(found) if found.split(' ').next() == Some(&self.version) => Found::Right,
            Some(found) => Found::Other(format!("{package} {found}")),
            None => Found::Nothing,
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
            version_source: VersionSource::Program,
        };
        assert_eq!(tool.compare("wasm-bindgen 0.2.13\n"), Found::Right);
        assert_eq!(
            tool.compare("wasm-bindgen 0.2.130\n"),
            Found::Other("wasm-bindgen 0.2.130".to_owned())
        );
    }

    #[test]
    fn version_of_a_program_without_version_option_is_read_from_the_list_of_cargo() {
        let tool = Tool {
            name: "wasm-split-cli",
            version: "0.2.4".to_owned(),
            version_source: VersionSource::CargoList("wasm_split_cli_support"),
        };
        let list = "[v1]\n\"trunk 0.2.4 (registry+x)\" = [\"trunk\"]\n\
                    \"wasm_split_cli_support 0.2.4 (registry+x)\" = [\"wasm-split-cli\"]\n";
        let judge = |list: &str| tool.compare_list("wasm_split_cli_support", list);
        assert_eq!(judge(list), Found::Right);
        let older = list.replace("support 0.2.4", "support 0.2.3");
        assert!(matches!(judge(&older), Found::Other(_)));
        assert_eq!(judge("[v1]\n"), Found::Nothing);
    }
}
