//! The document around the app: title, language, theme, accent colour, focus and scrolling.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// Logs panics to the console.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
    }));
}

/// Removes the loading screen once the app runs. If the server rendered a readable page, that stays until
/// [`end_boot`].
pub fn end_boot_screen() {
    let is_readable = |boot: &Element| boot.query_selector(".site").ok().flatten().is_some();
    if let Some(boot) = boot().filter(|boot| !is_readable(boot)) {
        boot.remove();
    }
}

/// Removes everything that was shown before the first page was drawn.
pub fn end_boot() {
    if let Some(boot) = boot() {
        boot.remove();
    }
}

fn boot() -> Option<Element> {
    document()?.get_element_by_id("boot")
}

/// The name of the site, which the server puts into the document.
pub fn site_name() -> String {
    document()
        .and_then(|document| {
            document
                .query_selector("meta[name=application-name]")
                .ok()?
        })
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_else(|| "Palabre".into())
}

/// Sets the document's title: the page's, followed by the site's.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        let site = site_name();
        if title == site {
            document.set_title(title);
        } else {
            document.set_title(&format!("{title} · {site}"));
        }
    }
}

/// Sets the document's language, as a BCP 47 tag.
pub fn set_language(tag: &str) {
    if let Some(root) = root() {
        // Fails only for an invalid name.
        let _ = root.set_attribute("lang", tag);
    }
}

/// Sets `data-…` on the root element, for the style sheets. `None` removes it.
pub fn set_data(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        let name = format!("data-{name}");
        let _ = match value {
            Some(value) => root.set_attribute(&name, value),
            None => root.remove_attribute(&name),
        };
    }
}

/// The browser's preferred languages, best first, as BCP 47 tags.
pub fn languages() -> Vec<String> {
    web_sys::window()
        .map(|window| {
            window
                .navigator()
                .languages()
                .iter()
                .filter_map(|tag| tag.as_string())
                .collect()
        })
        .unwrap_or_default()
}

/// The origin of the document, for absolute links.
pub fn origin() -> Option<String> {
    web_sys::window()?.location().origin().ok()
}

/// Reloads the document.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Scrolls the element to the top of the window and focuses it, so that keyboard and screen reader continue there. Does
/// nothing if there is no such element.
pub fn jump_to_id(id: &str) {
    if let Some(element) = by_id(id) {
        jump_to(&element);
    }
}

/// Focuses the element without scrolling. Does nothing if there is no such element.
pub fn focus_id(id: &str) {
    if let Some(element) = by_id(id) {
        focus_in_place(&element);
    }
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Like [`jump_to_id`], for an element.
pub fn jump_to(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focus_in_place(element);
}

/// Focuses the page's content without scrolling.
pub fn focus_content() {
    focus_id("content");
}

/// The distance of an element from the top of the window, in pixels.
pub fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Scrolls the window so that an element has this distance from its top.
pub fn scroll_to_top(element: &Element, wanted: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_by_with_x_and_y(0.0, top(element) - wanted);
    }
}

/// Focuses an element without scrolling.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Fails only for an element that is not in the document.
    let _ = element.focus_with_options(&options);
}

/// Focuses an element and scrolls it into view.
pub fn focus(element: &HtmlElement) {
    // Fails only for an element that is not in the document.
    let _ = element.focus();
}

/// After the next rendering, focuses the outcome of a form: the first invalid field, else the notice.
pub fn show_outcome(form: Element) {
    leptos::prelude::request_animation_frame(move || {
        let found = |selector| form.query_selector(selector).ok().flatten();
        let outcome = found("[aria-invalid=true]").or_else(|| found(".notice"));
        if let Some(outcome) = outcome.and_then(|outcome| outcome.dyn_into::<HtmlElement>().ok()) {
            focus(&outcome);
        }
    });
}

/// Applies a forum's accent colour to the document until the current owner is disposed of.
pub fn use_accent(accent: Option<String>) {
    let root = || root().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let (Some(accent), Some(element)) = (accent, root()) else {
        return;
    };
    set_accent(&element, Some(&accent));
    leptos::prelude::on_cleanup(move || {
        if let Some(element) = root() {
            set_accent(&element, None);
        }
    });
}

/// Sets the accent colour of an element, or removes it. The style sheet chooses the lightness.
pub fn set_accent(element: &HtmlElement, accent: Option<&str>) {
    // Fails only for an invalid name.
    let _ = match accent {
        Some(accent) => element
            .style()
            .set_property("--forum-accent", accent)
            .and_then(|()| element.set_attribute("data-accent", "")),
        None => element
            .style()
            .remove_property("--forum-accent")
            .and_then(|_| element.remove_attribute("data-accent")),
    };
}

/// Whether the focus is in a form field, where single-key shortcuts must not apply.
pub fn is_writing() -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        })
}
