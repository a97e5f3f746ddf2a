//! Replaces the old app by the new one.

use std::fs;
use std::path::Path;

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
        fs::rename(dist, &old).with_context(|| format!("cannot move {}", dist.display()))?;
    }
    fs::rename(staging, dist).with_context(|| format!("cannot write {}", dist.display()))?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}
