//! `localStorage`. Touching it can throw (a private window, a foreign frame) and writing can fail (no
//! room left). What the browser refuses is kept in memory instead, until the page is left.

use std::cell::RefCell;

use web_sys::Storage;

use crate::origin::origin;

thread_local! {
    /// What the browser refused to keep.
    static REFUSED: RefCell<Vec<(String, String)>> = RefCell::default();
}

/// Every key of Palabre starts with this, and with the forum's origin where that is not the page's: a host
/// page has keys of its own, and may show more than one forum.
pub(super) fn full_key(key: &str) -> String {
    match origin() {
        "" => format!("palabre:{key}"),
        origin => format!("palabre:{origin}:{key}"),
    }
}

/// The browser would not keep it: it is gone once the page is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotStored;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What is kept under `key`.
pub fn get(key: &str) -> Option<String> {
    let key = full_key(key);
    let refused = REFUSED.with_borrow(|refused| {
        let found = refused.iter().find(|(known, _)| *known == key);
        found.map(|(_, value)| value.clone())
    });
    refused.or_else(|| storage()?.get_item(&key).ok()?)
}

/// Whether what is kept under `key` outlives the page.
pub fn is_persistent(key: &str) -> bool {
    let key = full_key(key);
    REFUSED.with_borrow(|refused| refused.iter().all(|(known, _)| *known != key))
}

/// Keeps `value` under `key`.
///
/// # Errors
/// [`NotStored`]: storage is forbidden or full.
pub fn set(key: &str, value: &str) -> Result<(), NotStored> {
    let key = full_key(key);
    let stored = storage().and_then(|storage| storage.set_item(&key, value).ok());
    REFUSED.with_borrow_mut(|refused| {
        refused.retain(|(known, _)| *known != key);
        if stored.is_none() {
            refused.push((key, value.to_owned()));
        }
    });
    stored.ok_or(NotStored)
}

/// Keeps nothing under `key` any more.
pub fn remove(key: &str) {
    let key = full_key(key);
    if let Some(storage) = storage() {
        // It only fails where there is nothing to remove.
        let _ = storage.remove_item(&key);
    }
    REFUSED.with_borrow_mut(|refused| refused.retain(|(known, _)| *known != key));
}

/// The rests of the keys that begin with `prefix`, in no order.
pub fn keys_with_prefix(prefix: &str) -> Vec<String> {
    let prefix = full_key(prefix);
    let mut found: Vec<String> = Vec::new();
    let mut note = |key: &str| {
        if let Some(rest) = key.strip_prefix(&prefix)
            && !found.iter().any(|known| known == rest)
        {
            found.push(rest.to_owned());
        }
    };
    if let Some(storage) = storage() {
        for index in 0..storage.length().unwrap_or(0) {
            if let Ok(Some(key)) = storage.key(index) {
                note(&key);
            }
        }
    }
    REFUSED.with_borrow(|refused| {
        for (key, _) in refused {
            note(key);
        }
    });
    found
}
