//! Files named after their content, so that a browser may keep them for ever.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::scripts::at_root;

/// Renames the scripts, sheets and wasm at the root of the app, and follows their names through the page.
/// trunk's own hashes are replaced: they were taken before wasm-opt and minification.
///
/// # Errors
/// When a file cannot be renamed.
pub(super) fn follow_content(staging: &Path, page: &mut String) -> Result<()> {
    for extension in ["js", "css", "wasm"] {
        for file in at_root(staging, extension)? {
            let old = file
                .file_name()
                .and_then(|name| name.to_str())
                .context("a file name that is not UTF-8")?;
            let content = fs::read(&file)?;
            let new = format!("{}-{:016x}.{extension}", stem(old), digest(&content));
            if page.contains(&format!("/{old}\"")) {
                fs::rename(&file, staging.join(&new))?;
                *page = page.replace(&format!("/{old}\""), &format!("/{new}\""));
            }
        }
    }
    Ok(())
}

/// Tells the boot script how long the wasm is: the `Content-Length` it sees is that of the compressed file.
///
/// # Errors
/// When the page names no wasm, or one that is not there.
pub(super) fn tell_wasm_size(staging: &Path, page: &mut String) -> Result<()> {
    let mark = "data-wasm=\"/";
    let Some(start) = page.find(mark) else {
        bail!("the page has no boot script: see pattern_script in Trunk.toml");
    };
    let name = page[start + mark.len()..].split('"').next();
    let file = staging.join(name.unwrap_or_default());
    let size = fs::metadata(&file)
        .with_context(|| format!("no {}", file.display()))?
        .len();
    page.insert_str(start, &format!("data-size=\"{size}\" "));
    Ok(())
}

/// `palabre-0123456789abcdef_bg.wasm` is `palabre`.
fn stem(name: &str) -> &str {
    let end = name.find(['-', '.']).unwrap_or(name.len());
    &name[..end]
}

/// The number that a file is named after.
pub(super) fn digest(content: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_has_no_hash_and_no_extension() {
        assert_eq!(stem("palabre-0123456789abcdef_bg.wasm"), "palabre");
        assert_eq!(stem("boot.js"), "boot");
    }
}
