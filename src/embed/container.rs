//! The element in the shadow root that everything is drawn into.

use leptos::prelude::*;
use palabre::browser::page;
use web_sys::HtmlElement;

/// The element that everything stands in.
#[derive(Clone, Copy)]
pub struct Frame(pub StoredValue<HtmlElement, LocalStorage>);

impl Frame {
    /// Gives it the accent of a forum.
    pub fn accent(self, accent: Option<&str>) {
        self.0.with_value(|frame| page::set_accent(frame, accent));
    }
}
