//! The smilies that were used last in a forum, kept in this browser.

use palabre_contract::ForumSlug;

use crate::browser::storage;

/// How many are kept.
const KEPT: usize = 24;

fn key(forum: &ForumSlug) -> String {
    format!("smilies:{}", forum.0)
}

/// Their codes, the last one used first.
pub(super) fn recent(forum: &ForumSlug) -> Vec<String> {
    let kept = storage::get(&key(forum)).unwrap_or_default();
    kept.lines().map(str::to_owned).collect()
}

/// Takes note that one is used.
pub(super) fn remember(forum: &ForumSlug, code: &str) {
    let mut codes = recent(forum);
    codes.retain(|known| known != code);
    codes.insert(0, code.to_owned());
    codes.truncate(KEPT);
    // Where the browser keeps nothing, nothing was used last.
    let _ = storage::set(&key(forum), &codes.join("\n"));
}
