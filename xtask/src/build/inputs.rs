//! Is `dist/` up to date? It is, when it was built from files of the same names, sizes and times.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// What the app is made of, this crate's own steps included.
const SOURCES: [&str; 16] = [
    ".cargo/config.toml",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
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

/// Where the number of the last build is kept: beside `dist/`, all of whose files are served.
const RECORD: &str = "xtask/dist-inputs";

/// One number for all inputs of a build.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inputs(String);

impl Inputs {
    /// Reads names, sizes and times, and the compiler's version.
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
            .context("rustc does not run; Rust comes from https://rustup.rs")?
            .stdout
            .hash(&mut hasher);
        std::env::var("RUSTFLAGS").ok().hash(&mut hasher);
        Ok(Self(format!("{:016x}", hasher.finish())))
    }

    /// Whether `dist/` was built from these inputs.
    pub(super) fn made_dist(&self, workspace: &Workspace) -> bool {
        // It may have been deleted since.
        workspace.dist().join("index.html").is_file()
            && fs::read_to_string(workspace.target(RECORD)).is_ok_and(|recorded| recorded == self.0)
    }

    /// Keeps the number once `dist/` was built.
    pub(super) fn record(&self, workspace: &Workspace) -> Result<()> {
        fs::write(workspace.target(RECORD), &self.0)?;
        Ok(())
    }

    /// Forgets the number of the last build, before `dist/` becomes another.
    pub(super) fn forget(workspace: &Workspace) -> Result<()> {
        match fs::remove_file(workspace.target(RECORD)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

fn read(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let told = || format!("cannot read {}, of which the app is made", path.display());
    let metadata = fs::metadata(path).with_context(told)?;
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
    for entry in fs::read_dir(path).with_context(told)? {
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
    fn a_file_that_goes_away_changes_the_inputs() {
        let directory = std::env::temp_dir().join(format!("palabre-inputs-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("a.css"), "a").unwrap();
        let alone = fingerprint(&directory);
        fs::write(directory.join("b.css"), "b").unwrap();
        assert_ne!(fingerprint(&directory), alone);
        fs::remove_file(directory.join("b.css")).unwrap();
        assert_eq!(fingerprint(&directory), alone);
        fs::remove_dir_all(&directory).unwrap();
    }
}
