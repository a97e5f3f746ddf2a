//! The page around the app: its title, language and theme, the place it is scrolled to.

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

/// Prints a panic's message on the console before the app stops.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
    }));
}

/// Takes away what stood there until the app was there; a page that can be read already stays until
/// [`end_boot`].
pub fn end_boot_screen() {
    let is_readable = |boot: &Element| boot.query_selector(".site").ok().flatten().is_some();
    if let Some(boot) = boot().filter(|boot| !is_readable(boot)) {
        boot.remove();
    }
}

/// Takes away whatever stood there until the first page was there.
pub fn end_boot() {
    if let Some(boot) = boot() {
        boot.remove();
    }
}

fn boot() -> Option<Element> {
    document()?.get_element_by_id("boot")
}

/// The name of the site, which its server puts into the page.
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

/// Names the page, in the tab and in the history.
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

/// Says which language the page is in, as a BCP 47 tag.
pub fn set_language(tag: &str) {
    if let Some(root) = root() {
        // Only an invalid name fails.
        let _ = root.set_attribute("lang", tag);
    }
}

/// Sets `data-theme` on the root, or takes it away: the system's theme then holds.
pub fn set_theme(theme: Option<&str>) {
    if let Some(root) = root() {
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// The languages the reader asks for, best first, as BCP 47 tags.
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

/// The origin that the page came from, for links that leave the page.
pub fn origin() -> Option<String> {
    web_sys::window()?.location().origin().ok()
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Scrolls the element to the top of the window and gives it the focus, so that reading goes on there
/// by eye, by keyboard and by screen reader. Where there is no such element, nothing moves.
pub fn jump_to_id(id: &str) {
    let element = document()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        jump_to(&element);
    }
}

/// The same, for an element that is at hand.
pub fn jump_to(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    focus_in_place(element);
}

/// Gives the focus to the content of the page, where it stands.
pub fn focus_content() {
    let content = document().and_then(|document| document.get_element_by_id("content"));
    if let Some(content) = content.and_then(|content| content.dyn_into::<HtmlElement>().ok()) {
        focus_in_place(&content);
    }
}

fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Only an element that is not in the page refuses the focus.
    let _ = element.focus_with_options(&options);
}

/// Gives the focus to an element and brings it into view.
pub fn focus(element: &HtmlElement) {
    // Only an element that is not in the page refuses the focus.
    let _ = element.focus();
}

/// Takes the keyboard to what came of a form: the first field with a fault, else what is said of the
/// whole. Once the page was drawn anew.
pub fn show_outcome(form: Element) {
    leptos::prelude::request_animation_frame(move || {
        let found = |what| form.query_selector(what).ok().flatten();
        let outcome = found("[aria-invalid=true]").or_else(|| found(".notice"));
        if let Some(outcome) = outcome.and_then(|outcome| outcome.dyn_into::<HtmlElement>().ok()) {
            focus(&outcome);
        }
    });
}

/// Gives the page a forum's accent colour, for as long as the current owner lives.
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

/// Gives an element a forum's accent colour, or its own back. The lightness of the colour is the style
/// sheet's to choose.
pub fn set_accent(element: &HtmlElement, accent: Option<&str>) {
    // Only an invalid name fails.
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

/// Whether keys go into a text the person is writing, where no shortcut may fire.
pub fn is_writing() -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        })
}
