//! The drafts that this browser stores. Each is stored under its owner, its target and a number of its own, so
//! that neither two people nor two tabs overwrite each other's text. Nothing here deletes a draft that was not
//! sent or emptied by its writer.

use std::cell::RefCell;

use super::{draft::Draft, session::DraftOwner};
use crate::{
    browser::{random, storage},
    json,
};

thread_local! {
    /// The drafts that were written in this page, since it was loaded.
    static CURRENT_VISIT: RefCell<Vec<String>> = RefCell::default();
}

/// A stored draft.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDraft {
    /// Its storage key; also the name of the lock that the tab writing it holds.
    pub name: String,
    /// The draft, as it was stored.
    pub draft: Draft,
}

/// What the names of the drafts for a target begin with.
fn prefix(owner: DraftOwner, target: &str) -> String {
    format!("draft:{owner}:{target}:")
}

/// The name of a new draft. `target`: [`Target::key`](super::Target::key).
pub fn new_name(owner: DraftOwner, target: &str) -> String {
    let key = random::idempotency_key();
    // The first of its random digits suffice to tell the drafts for one target apart.
    format!("{}{}", prefix(owner, target), &key.as_str()[..8])
}

/// The drafts for a target, the one stored last first.
pub fn list(owner: DraftOwner, target: &str) -> Vec<StoredDraft> {
    let prefix = prefix(owner, target);
    let numbers = storage::keys_with_prefix(&prefix);
    let mut found: Vec<StoredDraft> = Vec::new();
    // A longer target may begin like this one; its rest holds another colon.
    for number in numbers.iter().filter(|number| !number.contains(':')) {
        if let Some(stored) = read(format!("{prefix}{number}")) {
            let is_older = |other: &StoredDraft| other.draft.saved_at < stored.draft.saved_at;
            let at = found.iter().position(is_older).unwrap_or(found.len());
            found.insert(at, stored);
        }
    }
    found
}

/// The draft of that name.
pub fn read(name: String) -> Option<StoredDraft> {
    let draft = json::from_str(&storage::get(&name)?).ok()?;
    Some(StoredDraft { name, draft })
}

/// Stores a draft.
///
/// # Errors
/// [`storage::NotStored`]: the person has to be told.
pub fn save(name: &str, draft: &Draft) -> Result<(), storage::NotStored> {
    let json = serde_json::to_string(draft).map_err(|_| storage::NotStored)?;
    storage::set(name, &json)
}

/// Whether a draft outlives the page.
pub fn is_persistent(name: &str) -> bool {
    storage::is_persistent(name)
}

/// Removes a draft: it was sent, emptied, or stored under another name.
pub fn remove(name: &str) {
    storage::remove(name);
}

/// The server has what `sent` says: removes the draft, or, where it was changed since, gives what is left a key
/// of its own.
pub fn mark_sent(name: &str, sent: &Draft) {
    let Some(mut stored) = read(name.to_owned()) else {
        return;
    };
    if stored.draft.has_same_text(sent) {
        remove(name);
    } else if stored.draft.key == sent.key {
        stored.draft.key = random::idempotency_key();
        // Where it cannot be stored, it was not stored before either.
        let _ = save(name, &stored.draft);
    }
}

/// Notes that a draft is written in this page.
pub fn mark_current_visit(name: &str) {
    CURRENT_VISIT.with_borrow_mut(|names| names.push(name.to_owned()));
}

/// Notes that whoever wrote without an account in this browser has an account now: what they wrote is theirs.
pub fn note_sign_up() {
    for number in storage::under("draft:guest:") {
        note_visit(&format!("draft:guest:{number}"));
    }
}

/// Whether a draft was written in this page, since it was loaded.
pub fn is_from_this_visit(name: &str) -> bool {
    CURRENT_VISIT.with_borrow(|names| names.iter().any(|known| known == name))
}

/// Whether a draft was written without an account.
pub fn is_from_guest(name: &str) -> bool {
    name.starts_with("draft:guest:")
}
