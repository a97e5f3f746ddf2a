//! Recently used smilies of a forum, stored in this browser.

use palabre_contract::ForumSlug;

use crate::browser::storage;

/// The maximum number of stored codes.
const MAX: usize = 24;

fn key(forum: &ForumSlug) -> String {
    format!("smilies:{}", forum.0)
}

/// Their codes, the most recent first.
pub(super) fn recent(forum: &ForumSlug) -> Vec<String> {
    let stored = storage::get(&key(forum)).unwrap_or_default();
    stored.lines().map(str::to_owned).collect()
}

/// Records that a smiley was used.
pub(super) fn remember(forum: &ForumSlug, code: &str) {
    let mut codes = recent(forum);
    codes.retain(|known| known != code);
    codes.insert(0, code.to_owned());
    codes.truncate(MAX);
    // Without storage, the group of recent smilies stays empty.
    let _ = storage::set(&key(forum), &codes.join("\n"));
}
