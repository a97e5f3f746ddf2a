//! Checks whether `dist/` is up to date: built from files with the same names, sizes and modification times.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// The files and directories that the app is built from, including the steps of this crate.
const SOURCES: [&str; 17] = [
    ".cargo/config.toml",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "src",
    "style",
    "public",
    "embed/script",
    "crates/contract/Cargo.toml",
    "crates/contract/src",
    "crates/markup/Cargo.toml",
    "crates/markup/src",
    "xtask/node",
    "xtask/src/build",
    "xtask/src/setup",
];

/// Where the hash of the last build is stored: outside of `dist/`, all of whose files are served.
const RECORD: &str = "xtask/dist-inputs";

/// A hash of all inputs of a build.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inputs(String);

impl Inputs {
    /// Hashes names, sizes and modification times, and the compiler's version.
    ///
    /// # Errors
    /// When a source is missing or `rustc` does not run.
    pub(super) fn of(workspace: &Workspace) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for source in SOURCES {
            read(&workspace.path(source), &mut hasher)?;
        }
        let rustc = workspace.command("rustc").arg("--version").output();
        rustc
            .context("rustc does not run: install Rust from https://rustup.rs")?
            .stdout
            .hash(&mut hasher);
        std::env::var("RUSTFLAGS").ok().hash(&mut hasher);
        Ok(Self(format!("{:016x}", hasher.finish())))
    }

    /// Whether `dist/` was built from these inputs.
    pub(super) fn match_dist(&self, workspace: &Workspace) -> bool {
        // `dist/` may have been deleted since.
        workspace.dist().join("index.html").is_file()
            && fs::read_to_string(workspace.target(RECORD)).is_ok_and(|recorded| recorded == self.0)
    }

    /// Stores the hash once `dist/` was built.
    pub(super) fn record(&self, workspace: &Workspace) -> Result<()> {
        fs::write(workspace.target(RECORD), &self.0)?;
        Ok(())
    }

    /// Deletes the hash of the last build, before `dist/` changes.
    pub(super) fn forget(workspace: &Workspace) -> Result<()> {
        match fs::remove_file(workspace.target(RECORD)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

fn read(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let context = || format!("cannot read {}, an input of the build", path.display());
    let metadata = fs::metadata(path).with_context(context)?;
    path.hash(hasher);
    if !metadata.is_dir() {
        metadata.len().hash(hasher);
        metadata
            .modified()
            .unwrap_or(SystemTime::UNIX_EPOCH)
            .hash(hasher);
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).with_context(context)? {
        let entry = entry?;
        if entry.file_name() != "node_modules" {
            entries.push(entry.path());
        }
    }
    entries.sort();
    entries.iter().try_for_each(|entry| read(entry, hasher))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(directory: &Path) -> u64 {
        let mut hasher = DefaultHasher::new();
        read(directory, &mut hasher).unwrap();
        hasher.finish()
    }

    #[test]
    fn added_or_removed_file_changes_the_hash() {
        let directory = std::env::temp_dir().join(format!("palabre-inputs-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("a.css"), "a").unwrap();
        let before = fingerprint(&directory);
        fs::write(directory.join("b.css"), "b").unwrap();
        assert_ne!(fingerprint(&directory), before);
        fs::remove_file(directory.join("b.css")).unwrap();
        assert_eq!(fingerprint(&directory), before);
        fs::remove_dir_all(&directory).unwrap();
    }
}
