//! Events of an element, sent to the script of the elements.

use leptos::prelude::*;
use palabre::{api::ApiError, components::failure::explain, i18n::I18n};
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::js_sys::Function;

/// Sends events of one element to the script.
#[derive(Clone, Copy)]
pub struct Events(StoredValue<Function, LocalStorage>);

/// Data of the event `reply`.
#[derive(Serialize)]
struct Reply {
    post: i64,
    topic: i64,
    address: String,
}

impl Events {
    /// `listener`: called with the name of each event and its data as JSON.
    pub fn new(listener: Function) -> Self {
        Self(StoredValue::new_local(listener))
    }

    /// The content is drawn.
    pub fn ready(self) {
        self.send("ready", "null");
    }

    /// The element is about to grow: the form was loaded after the thread was drawn.
    pub fn grows(self) {
        self.send("grows", "null");
    }

    /// A post was created; `address` is its permalink.
    pub fn reply(self, post: &palabre_contract::Post, address: String) {
        let reply = Reply {
            post: post.id.0,
            topic: post.topic.0,
            address,
        };
        self.send("reply", &serde_json::to_string(&reply).unwrap_or_default());
    }

    /// The content could not be loaded.
    pub fn error(self, i18n: I18n, error: &ApiError) {
        let why = explain(i18n, error);
        self.send("error", &serde_json::to_string(&why).unwrap_or_default());
    }

    /// Asks the script to open the sign-in window. Call it in a click handler: browsers block windows opened later.
    pub fn sign_in(self) {
        self.send("sign-in", "null");
    }

    /// A session for the host was granted; `token` is its session token.
    pub fn granted(self, token: &str) {
        self.send("granted", &serde_json::to_string(token).unwrap_or_default());
    }

    fn send(self, name: &str, data: &str) {
        let _ = self.0.try_with_value(|listener| {
            // Errors in the script are not handled here.
            let _ = listener.call2(
                &JsValue::NULL,
                &JsValue::from_str(name),
                &JsValue::from_str(data),
            );
        });
    }
}

/// The element's events, from context.
pub fn use_events() -> Events {
    expect_context()
}
