//! The drafts stored in this browser. A storage key consists of owner, target and a random suffix, so that neither two
//! people nor two tabs overwrite each other's text. A draft is deleted only after it was sent or its writer emptied it.

use std::cell::RefCell;

use super::{draft::Draft, session::DraftOwner};
use crate::{
    browser::{random, storage},
    json,
};

thread_local! {
    /// Names of the drafts that were written in this document since it was loaded.
    static CURRENT_VISIT: RefCell<Vec<String>> = RefCell::default();
}

/// A stored draft.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDraft {
    /// Its storage key, and the name of the lock held by the tab that writes it.
    pub name: String,
    /// The draft.
    pub draft: Draft,
}

/// Prefix of the names of all drafts of guests, see [`prefix`].
const GUEST_PREFIX: &str = "draft:guest:";

/// Prefix of the names of a target's drafts.
fn prefix(owner: DraftOwner, target: &str) -> String {
    format!("draft:{owner}:{target}:")
}

/// Name for a new draft. `target`: [`Target::key`](super::Target::key).
pub fn new_name(owner: DraftOwner, target: &str) -> String {
    let key = random::idempotency_key();
    // Eight random hexadecimal digits are enough to distinguish the drafts for one target.
    format!("{}{}", prefix(owner, target), &key.as_str()[..8])
}

/// The suffixes of the names of a target's drafts.
fn suffixes(prefix: &str) -> Vec<String> {
    let mut suffixes = storage::keys_with_prefix(prefix);
    // The prefix also matches drafts for longer targets, whose suffix then contains a colon.
    suffixes.retain(|suffix| !suffix.contains(':'));
    suffixes
}

/// Whether there are drafts for a target.
pub fn has(owner: DraftOwner, target: &str) -> bool {
    !suffixes(&prefix(owner, target)).is_empty()
}

/// The drafts for a target, most recent first.
pub fn list(owner: DraftOwner, target: &str) -> Vec<StoredDraft> {
    let prefix = prefix(owner, target);
    let mut found: Vec<StoredDraft> = Vec::new();
    for suffix in suffixes(&prefix) {
        if let Some(stored) = read(format!("{prefix}{suffix}")) {
            let is_older = |other: &StoredDraft| other.draft.saved_at < stored.draft.saved_at;
            let at = found.iter().position(is_older).unwrap_or(found.len());
            found.insert(at, stored);
        }
    }
    found
}

/// Whether anybody's draft for a target is stored in this browser.
pub fn exists(target: &str) -> bool {
    let names = storage::keys_with_prefix("draft:");
    names.iter().any(|name| {
        // The name without its suffix, and without the owner.
        let found = name
            .rsplit_once(':')
            .and_then(|(rest, _)| rest.split_once(':'));
        found.is_some_and(|(_, found)| found == target)
    })
}

/// The draft with this name, if stored.
pub fn read(name: String) -> Option<StoredDraft> {
    let draft = json::from_str(&storage::get(&name)?).ok()?;
    Some(StoredDraft { name, draft })
}

/// Stores a draft.
///
/// # Errors
/// [`storage::NotStored`]: the draft is lost when the page is left.
pub fn save(name: &str, draft: &Draft) -> Result<(), storage::NotStored> {
    let json = serde_json::to_string(draft).map_err(|_| storage::NotStored)?;
    storage::set(name, &json)
}

/// Whether a draft is still there after the page is left.
pub fn is_persistent(name: &str) -> bool {
    storage::is_persistent(name)
}

/// Removes a draft that was sent, emptied, or stored under another name.
pub fn remove(name: &str) {
    storage::remove(name);
}

/// Removes the draft after the server accepted `sent`. If its text was changed since, gives it a new idempotency key
/// instead.
pub fn mark_sent(name: &str, sent: &Draft) {
    let Some(mut stored) = read(name.to_owned()) else {
        return;
    };
    if stored.draft.has_same_text(sent) {
        remove(name);
    } else if stored.draft.key == sent.key {
        stored.draft.key = random::idempotency_key();
        // If this fails, the draft was only in memory before.
        let _ = save(name, &stored.draft);
    }
}

/// Marks a draft as written in this document.
pub fn mark_current_visit(name: &str) {
    CURRENT_VISIT.with_borrow_mut(|names| names.push(name.to_owned()));
}

/// Marks all guest drafts in this browser as written in this document, because their author has just signed up.
pub fn mark_guest_drafts() {
    for suffix in storage::keys_with_prefix(GUEST_PREFIX) {
        mark_current_visit(&format!("{GUEST_PREFIX}{suffix}"));
    }
}

/// Whether a draft was written in this document since it was loaded.
pub fn is_from_this_visit(name: &str) -> bool {
    CURRENT_VISIT.with_borrow(|names| names.iter().any(|known| known == name))
}

/// Whether a draft belongs to a guest.
pub fn is_from_guest(name: &str) -> bool {
    name.starts_with(GUEST_PREFIX)
}
