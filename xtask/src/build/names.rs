//! File names that follow the content, so that browsers may cache the files forever.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The hash in the name of a file. `xtask/node/page.mjs` names the files of the app's page.
pub(super) fn digest(content: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}
