//! `localStorage`. Access can throw (private windows, frames in other sites) and writing can fail (quota exceeded).
//! What the browser does not store is kept in memory until the page is left.

use std::cell::RefCell;

use web_sys::Storage;

use crate::origin::origin;

thread_local! {
    /// Keys and values that the browser did not store.
    static REFUSED: RefCell<Vec<(String, String)>> = RefCell::default();
}

/// Storage key with a prefix. In a page of another site, which has keys of its own and may show several forums, the
/// prefix includes the forum's origin.
pub(super) fn full_key(key: &str) -> String {
    match origin() {
        "" => format!("palabre:{key}"),
        origin => format!("palabre:{origin}:{key}"),
    }
}

/// The browser did not store the value. It is lost when the page is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotStored;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The value of `key`.
pub fn get(key: &str) -> Option<String> {
    let key = full_key(key);
    let refused = REFUSED.with_borrow(|refused| {
        let found = refused.iter().find(|(known, _)| *known == key);
        found.map(|(_, value)| value.clone())
    });
    refused.or_else(|| storage()?.get_item(&key).ok()?)
}

/// Whether the value of `key` is still there after the page is left.
pub fn is_persistent(key: &str) -> bool {
    let key = full_key(key);
    REFUSED.with_borrow(|refused| refused.iter().all(|(known, _)| *known != key))
}

/// Stores `value` under `key`.
///
/// # Errors
/// [`NotStored`]: storage is disabled or full.
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

/// Removes `key`.
pub fn remove(key: &str) {
    let key = full_key(key);
    if let Some(storage) = storage() {
        // Fails only if storage is disabled, and then nothing is stored.
        let _ = storage.remove_item(&key);
    }
    REFUSED.with_borrow_mut(|refused| refused.retain(|(known, _)| *known != key));
}

/// The keys that start with `prefix`, without it, in no particular order.
pub fn keys_with_prefix(prefix: &str) -> Vec<String> {
    let prefix = full_key(prefix);
    let mut found: Vec<String> = Vec::new();
    let mut add = |key: &str| {
        if let Some(rest) = key.strip_prefix(&prefix)
            && !found.iter().any(|known| known == rest)
        {
            found.push(rest.to_owned());
        }
    };
    if let Some(storage) = storage() {
        for index in 0..storage.length().unwrap_or(0) {
            if let Ok(Some(key)) = storage.key(index) {
                add(&key);
            }
        }
    }
    REFUSED.with_borrow(|refused| {
        for (key, _) in refused {
            add(key);
        }
    });
    found
}
