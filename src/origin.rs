//! Origin of the forum: that of the page, or another one in a page of another site.
//!
//! Set once, before anything is drawn, for everything that this WebAssembly instance draws.

use std::{borrow::Cow, sync::OnceLock};

static ORIGIN: OnceLock<String> = OnceLock::new();

/// Sets an origin other than the page's, for instance `https://forum.example.org`. Later calls have no effect.
pub fn set(origin: String) {
    let _ = ORIGIN.set(origin);
}

/// Scheme and host of the forum, without a trailing slash. Empty: those of the page.
pub fn origin() -> &'static str {
    ORIGIN.get().map_or("", String::as_str)
}

/// Address of a resource of the forum, such as a picture, from its path. An absolute address is returned unchanged.
pub fn resource(path: &str) -> Cow<'_, str> {
    match origin() {
        "" => path.into(),
        _ if !path.starts_with('/') => path.into(),
        origin => format!("{origin}{path}").into(),
    }
}

/// Address of a symbol in a sprite. Browsers do not draw symbols from another origin, so in pages of other sites the
/// script of the elements copies the symbols into each shadow root.
pub fn symbol(sprite: &str, name: &str) -> String {
    if origin().is_empty() {
        format!("/{sprite}.svg#{name}")
    } else {
        format!("#{sprite}-{name}")
    }
}
