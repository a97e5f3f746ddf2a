//! Replaces the old app by the new one.

use std::path::Path;
use std::{fs, io};

use anyhow::{Context, Result};

/// Moves `staging` to `dist`. A running server misses its files only between two renames.
///
/// # Errors
/// When a directory cannot be moved.
pub(super) fn replace(staging: &Path, dist: &Path) -> Result<()> {
    let old = staging.with_extension("replaced");
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    if dist.exists() {
        move_directory(dist, &old).with_context(|| format!("cannot move {}", dist.display()))?;
    }
    move_directory(staging, dist).with_context(|| format!("cannot write {}", dist.display()))?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

/// Moves a directory. Where `target` is on another file system than the workspace, its files are copied.
fn move_directory(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            copy_directory(from, to)?;
            fs::remove_dir_all(from)
        }
        outcome => outcome,
    }
}

fn copy_directory(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_directory(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
