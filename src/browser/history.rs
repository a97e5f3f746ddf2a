//! The address bar, the session history, and the scroll position of its entries.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, ScrollRestoration, Window};

/// An address within this site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// Path, with its leading slash.
    pub path: String,
    /// Query, with its question mark; may be empty.
    pub query: String,
    /// Fragment, without its `#`; may be empty.
    pub fragment: String,
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// The address in the address bar.
pub fn location() -> Location {
    let Some(location) = window().map(|window| window.location()) else {
        return Location::default();
    };
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    Location {
        path: part(location.pathname()),
        query: part(location.search()),
        fragment: part(location.hash()).trim_start_matches('#').to_owned(),
    }
}

/// Sets the address bar to an address of this site, as a new history entry or in place of the current one.
pub fn go(to: &str, replace: bool) {
    let Some(history) = window().and_then(|window| window.history().ok()) else {
        return;
    };
    // Fails only for addresses of other sites.
    let _ = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", Some(to))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(to))
    };
}

/// Turns off the browser's scroll restoration, which would run before the page is fetched. The app restores the
/// position itself.
pub fn disable_scroll_restoration() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// Saves the scroll position in the current history entry.
pub fn save_scroll_position() {
    let Some(window) = window() else { return };
    if let (Ok(history), Ok(y)) = (window.history(), window.scroll_y()) {
        // Browsers limit how often this may be called. When refused, the saved position is slightly out of date.
        let _ = history.replace_state(&JsValue::from_f64(y), "");
    }
}

/// The scroll position saved in the current history entry, in pixels.
pub fn saved_scroll_position() -> Option<f64> {
    window()?.history().ok()?.state().ok()?.as_f64()
}

/// Scrolls the window to `y` pixels from its top.
pub fn scroll_to(y: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// The address within this site that a click leads to. `None`: the browser should handle the click, because it
/// leads to another site, opens a new tab or was handled already.
pub fn clicked_address(event: &MouseEvent) -> Option<Location> {
    let is_plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
        && !event.default_prevented();
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let is_internal = link.origin() == window()?.location().origin().ok()?
        && link.target().is_empty()
        && !link.has_attribute("download");
    (is_plain && is_internal).then(|| Location {
        path: link.pathname(),
        query: link.search(),
        fragment: link.hash().trim_start_matches('#').to_owned(),
    })
}
