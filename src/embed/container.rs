//! The container of an element's content.

use leptos::prelude::*;
use palabre::browser::page;
use web_sys::HtmlElement;

/// The node in the shadow root into which the element's content is drawn.
#[derive(Clone, Copy)]
pub struct Container(pub StoredValue<HtmlElement, LocalStorage>);

impl Container {
    /// Applies a forum's accent colour.
    pub fn set_accent(self, accent: Option<&str>) {
        self.0
            .with_value(|container| page::set_accent(container, accent));
    }
}
