//! Where the forum is: on the page's own origin, or, for a page of another site, on one of its own.
//!
//! Settled once, before anything is drawn, and the same for everything that this WebAssembly draws.

use std::{borrow::Cow, sync::OnceLock};

static ORIGIN: OnceLock<String> = OnceLock::new();

/// The forum is on another origin than the page, for instance `https://forum.example.org`. Only the first
/// word counts.
pub fn set(origin: String) {
    let _ = ORIGIN.set(origin);
}

/// Scheme and host of the forum, without a slash at the end. Empty: those of the page.
pub fn origin() -> &'static str {
    ORIGIN.get().map_or("", String::as_str)
}

/// The address of something that the forum keeps under a path, such as a picture. An address that is whole
/// stays as it is.
pub fn resource(path: &str) -> Cow<'_, str> {
    match origin() {
        "" => path.into(),
        _ if !path.starts_with('/') => path.into(),
        origin => format!("{origin}{path}").into(),
    }
}

/// The address of a symbol in one of the sprites. Browsers draw no symbol from another origin: on a foreign
/// page the sprites' symbols stand beside what is drawn.
pub fn symbol(sprite: &str, name: &str) -> String {
    if origin().is_empty() {
        format!("/{sprite}.svg#{name}")
    } else {
        format!("#{sprite}-{name}")
    }
}
