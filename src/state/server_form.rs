//! The plain form of the server's HTML, from the start of the app until the app's form replaces it.

use leptos::{ev, prelude::*};

use super::draft::Target;
use crate::{
    address::Address,
    browser::{page, plain_form::PlainForm},
};

/// The plain form of this document. Outlives the page that shows it, because it may contain text that is not stored yet.
#[derive(Clone, Copy)]
pub struct ServerForm(StoredValue<Option<PlainForm>, LocalStorage>);

impl ServerForm {
    /// Finds the form of the document and provides it in context.
    pub fn provide() -> Self {
        let store = Self(StoredValue::new_local(PlainForm::find()));
        let on_unload = window_event_listener(ev::beforeunload, move |event| {
            // Its page was left without storing the text: only the browser can warn.
            let is_lost = store.0.with_value(|form| {
                (form.as_ref()).is_some_and(|form| !form.is_shown() && form.is_written())
            });
            if is_lost {
                event.prevent_default();
            }
        });
        on_cleanup(move || on_unload.remove());
        provide_context(store);
        store
    }

    /// The form, if it posts to `target`.
    pub fn get(self, target: &Target) -> Option<PlainForm> {
        let Target::Reply(topic) = target else {
            return None;
        };
        let path = Address::Reply(*topic).to_string();
        self.0.get_value().filter(|form| form.path() == path)
    }

    /// Resolves when no input method composes text in it.
    pub async fn composition_end(self) {
        if let Some(form) = self.0.get_value() {
            form.composition_end().await;
        }
    }

    /// The distance of the focused control from the top of the window.
    pub fn focus_position(self) -> Option<f64> {
        let focused = self.0.get_value()?.focused()?;
        Some(page::top(&focused))
    }

    /// Scrolls so that the focused control is where it was.
    pub fn restore_focus_position(self, position: Option<f64>) {
        let focused = self.0.get_value().and_then(|form| form.focused());
        if let (Some(focused), Some(position)) = (focused, position) {
            page::scroll_to_top(&focused, position);
        }
    }

    /// Forgets the form, whose text now belongs to a draft.
    pub fn forget(self) {
        self.0.set_value(None);
    }
}

/// The plain form in context. `None`: in a page of another site.
pub fn use_server_form() -> Option<ServerForm> {
    use_context()
}
