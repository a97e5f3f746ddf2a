//! The element in the shadow root that everything is drawn into.

use leptos::prelude::*;
use palabre::browser::page;
use web_sys::HtmlElement;

/// The element that everything stands in.
#[derive(Clone, Copy)]
pub struct Container(pub StoredValue<HtmlElement, LocalStorage>);

impl Container {
    /// Gives it the accent of a forum.
    pub fn accent(self, accent: Option<&str>) {
        self.0
            .with_value(|container| page::set_accent(container, accent));
    }
}
