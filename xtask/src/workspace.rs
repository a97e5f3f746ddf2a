//! Paths: the repository and the directories that the commands write to.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::setup::node_tools;

/// The repository that this command was compiled in.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace of this crate. `CARGO_TARGET_DIR` sets its target directory.
    pub(crate) fn here() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("xtask is in a directory of the workspace")
            .to_owned();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(directory) => root.join(directory),
            None => root.join("target"),
        };
        Self { root, target }
    }

    /// A path inside the repository.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A path inside cargo's target directory.
    pub(crate) fn target(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.target.join(relative)
    }

    /// The release app that the server serves.
    pub(crate) fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// A path among the tools that these commands have installed.
    pub(crate) fn tools(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.target("tools").join(relative)
    }

    /// `PATH`, preceded by the installed tools.
    pub(crate) fn search_path(&self) -> OsString {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let ours = [
            self.tools("bin"),
            self.path(node_tools::DIRECTORY).join("node_modules/.bin"),
        ];
        std::env::join_paths(ours.into_iter().chain(std::env::split_paths(&inherited)))
            .unwrap_or(inherited)
    }

    /// A command that runs at the root of the repository. Installed tools take precedence over `PATH`.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("PATH", self.search_path());
        command
    }

    /// A command of the cargo that runs this process.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut command = self.command(&cargo);
        command.arg(subcommand);
        command
    }
}
