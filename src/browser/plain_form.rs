//! The plain form of the server's HTML: a reply form that posts without the app.

use std::iter;

use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Node,
    js_sys::Promise,
};

use super::{page, text_area::Caret};

#[wasm_bindgen]
extern "C" {
    type Container;

    /// Moves a node without resetting its state: focus, selection, scroll position. Not in every browser.
    #[wasm_bindgen(method, catch, js_name = moveBefore)]
    fn move_before(this: &Container, node: &Node, next: Option<&Node>) -> Result<(), JsValue>;
}

/// The form that the server wrote.
#[derive(Clone, Debug)]
pub struct PlainForm(HtmlFormElement);

impl PlainForm {
    /// The form of this document, if it has one.
    pub fn find() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let form = document.get_element_by_id("plain-form")?;
        Some(Self(form.dyn_into().ok()?))
    }

    /// A form of the app with the same controls.
    pub const fn of(form: HtmlFormElement) -> Self {
        Self(form)
    }

    /// The path that it posts to.
    pub fn path(&self) -> String {
        self.0.get_attribute("action").unwrap_or_default()
    }

    /// The language of its texts, as a BCP 47 tag.
    pub fn language(&self) -> String {
        self.0.lang()
    }

    /// The text area.
    pub fn area(&self) -> Option<HtmlTextAreaElement> {
        self.control("textarea")
    }

    /// The first descendant that matches a selector.
    pub fn control<T: JsCast>(&self, selector: &str) -> Option<T> {
        self.0.query_selector(selector).ok()??.dyn_into().ok()
    }

    /// Whether the text area contains text.
    pub fn is_written(&self) -> bool {
        self.area()
            .is_some_and(|area| !area.value().trim().is_empty())
    }

    /// Whether a choice differs from the server's, or the server wrote the form after a refusal.
    pub fn is_changed(&self) -> bool {
        let is_refused = self
            .control::<Element>(".notice, [aria-invalid=true]")
            .is_some();
        let boxes = self
            .0
            .query_selector_all("[type=radio], [type=checkbox]")
            .ok();
        let mut index = 0;
        let mut next = || {
            let node = boxes.as_ref()?.item(index)?;
            index += 1;
            node.dyn_into::<HtmlInputElement>().ok()
        };
        is_refused
            || iter::from_fn(&mut next).any(|input| input.checked() != input.default_checked())
    }

    /// Whether it was submitted and the browser waits for the answer. Marked by `boot.js`, which runs before the app.
    pub fn is_sent(&self) -> bool {
        self.0.has_attribute("data-sent")
    }

    /// Whether an input method is composing text in it. Marked by `boot.js`.
    pub fn is_composing(&self) -> bool {
        self.0.has_attribute("data-composing")
    }

    /// Resolves when no input method composes text in it.
    pub async fn composition_end(&self) {
        if self.is_composing() {
            let ended = Promise::new(&mut |resolve, _| {
                // Cannot fail.
                let _ = (self.0).add_event_listener_with_callback("compositionend", &resolve);
            });
            // Is never rejected.
            let _ = JsFuture::from(ended).await;
        }
    }

    /// Whether it can be replaced without losing an action of the person: it is not being sent, no input method composes
    /// text, and none of its controls is held down.
    pub fn is_idle(&self) -> bool {
        let is_held = self.control::<Element>(":active").is_some();
        !(self.is_sent() || self.is_composing() || is_held)
    }

    /// Whether it is in the document.
    pub fn is_shown(&self) -> bool {
        self.0.is_connected()
    }

    /// Focuses the text area and scrolls it into view.
    pub fn focus(&self) {
        if let Some(area) = self.area() {
            area.scroll_into_view();
            page::focus(&area);
        }
    }

    /// Moves the form into an element. Focus, selection and scroll position stay.
    pub fn move_into(&self, container: &Element) {
        let target: &Container = container.unchecked_ref();
        if target.move_before(&self.0, None).is_ok() {
            return;
        }
        // Browsers without `moveBefore`, or a form that was not in the document.
        let focused = self.focused();
        let caret = self.area().map(|area| Caret::read(&area));
        // Fails only if the container is within the form.
        let _ = container.append_child(&self.0);
        if let (Some(area), Some(caret)) = (self.area(), caret) {
            caret.restore(&area);
        }
        if let Some(focused) = focused {
            page::focus_in_place(&focused);
        }
    }

    /// The focused control.
    pub fn focused(&self) -> Option<HtmlElement> {
        self.control(":focus")
    }
}

/// A selector of the control that corresponds to `control` in the app's form.
pub fn selector(control: &HtmlElement) -> Option<String> {
    let attribute = |name| control.get_attribute(name);
    let Some(name) = attribute("name") else {
        return (attribute("type")? == "submit").then(|| "[type=submit]".to_owned());
    };
    Some(match attribute("type").as_deref() {
        Some("radio") => {
            let value = attribute("value").unwrap_or_default();
            format!("[name={name}][value=\"{value}\"]")
        }
        _ => format!("[name={name}]"),
    })
}
