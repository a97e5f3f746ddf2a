//! The address bar and the history behind it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, ScrollRestoration, Window};

/// What the address bar says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// From the first slash to the query.
    pub path: String,
    /// With its question mark, or empty.
    pub query: String,
    /// Without its hash.
    pub fragment: String,
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// Where the person is now.
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

/// Puts an address of this site into the bar, as a new entry of the history or in place of this one.
pub fn go(to: &str, replace: bool) {
    let Some(history) = window().and_then(|window| window.history().ok()) else {
        return;
    };
    // Fails for an address of another site only, and none is given.
    let _ = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", Some(to))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(to))
    };
}

/// Takes it upon the app to find the place on a page again: the browser would look for it before the
/// page has been fetched.
pub fn disable_scroll_restoration() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// Notes in the history how far down the page the person is.
pub fn save_scroll_position() {
    let Some(window) = window() else { return };
    if let (Ok(history), Ok(y)) = (window.history(), window.scroll_y()) {
        // Browsers limit how often; the place is then a little off.
        let _ = history.replace_state(&JsValue::from_f64(y), "");
    }
}

/// How far down the page the person was when they left this entry of the history.
pub fn saved_scroll_position() -> Option<f64> {
    window()?.history().ok()?.state().ok()?.as_f64()
}

/// Scrolls this far down.
pub fn scroll_to(y: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// The address within this site that a click asks for. `None`: the browser should follow the click by
/// itself, since it leads elsewhere, opens a new tab, or was dealt with already.
pub fn clicked_address(event: &MouseEvent) -> Option<Location> {
    let is_plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
        && !event.default_prevented();
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let stays = link.origin() == window()?.location().origin().ok()?
        && link.target().is_empty()
        && !link.has_attribute("download");
    (is_plain && stays).then(|| Location {
        path: link.pathname(),
        query: link.search(),
        fragment: link.hash().trim_start_matches('#').to_owned(),
    })
}
