//! File names with a hash of the content, so that browsers may cache the files forever.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The hash for the name of a file with this content. `xtask/node/page.mjs` renames the files of the app's page.
pub(super) fn digest(content: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}
