//! `localStorage`. Touching it can throw (a private window, a foreign frame) and writing can fail (no
//! room left): reading then finds nothing, and writing says so.

use web_sys::Storage;

use crate::origin::origin;

/// Every key of Palabre starts with this, and with the forum's origin where that is not the page's: a host
/// page has keys of its own, and may show more than one forum.
fn whole(key: &str) -> String {
    match origin() {
        "" => format!("palabre:{key}"),
        origin => format!("palabre:{origin}:{key}"),
    }
}

/// The browser would not keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKept;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What is kept under `key`.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(&whole(key)).ok()?
}

/// Keeps `value` under `key`.
///
/// # Errors
/// [`NotKept`]: storage is forbidden or full.
pub fn set(key: &str, value: &str) -> Result<(), NotKept> {
    storage()
        .and_then(|storage| storage.set_item(&whole(key), value).ok())
        .ok_or(NotKept)
}

/// Keeps nothing under `key` any more.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // It only fails where there is nothing to remove.
        let _ = storage.remove_item(&whole(key));
    }
}
