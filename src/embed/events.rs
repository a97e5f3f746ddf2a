//! What happens in an element, reporting_errors to the script of the elements.

use leptos::prelude::*;
use palabre::{api::ApiError, components::failure::explain, i18n::I18n};
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::js_sys::Function;

/// Calls the script.
#[derive(Clone, Copy)]
pub struct Events(StoredValue<Function, LocalStorage>);

/// A post that was sent.
#[derive(Serialize)]
struct Reply {
    post: i64,
    topic: i64,
    address: String,
}

impl Events {
    /// Calls this function with a name and the JSON of more.
    pub fn new(call: Function) -> Self {
        Self(StoredValue::new_local(call))
    }

    /// It can be read.
    pub fn ready(self) {
        self.call("ready", "null");
    }

    /// It is about to grow: the form was loaded after the thread was shown.
    pub fn grows(self) {
        self.call("grows", "null");
    }

    /// A post was sent, and stands at that address.
    pub fn reply(self, post: &palabre_contract::Post, address: String) {
        let reply = Reply {
            post: post.id.0,
            topic: post.topic.0,
            address,
        };
        self.call("reply", &serde_json::to_string(&reply).unwrap_or_default());
    }

    /// It could not be loaded.
    pub fn error(self, i18n: I18n, error: &ApiError) {
        let why = explain(i18n, error);
        self.call("error", &serde_json::to_string(&why).unwrap_or_default());
    }

    /// Somebody wants to sign in: the window can only be opened right now, while they press the button.
    pub fn sign_in(self) {
        self.call("sign-in", "null");
    }

    /// A session for the host was granted.
    pub fn granted(self, token: &str) {
        self.call("granted", &serde_json::to_string(token).unwrap_or_default());
    }

    fn call(self, name: &str, more: &str) {
        let _ = self.0.try_with_value(|call| {
            // What the script makes of it is the script's to answer for.
            let _ = call.call2(
                &JsValue::NULL,
                &JsValue::from_str(name),
                &JsValue::from_str(more),
            );
        });
    }
}

/// What the element tells the script with.
pub fn use_events() -> Events {
    expect_context()
}
