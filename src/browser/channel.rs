//! `BroadcastChannel`: notifies the other tabs of this browser. Messages have no content.

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::BroadcastChannel;

use super::storage;

thread_local! {
    // One per page: a channel does not receive its own messages.
    static CHANNEL: Option<BroadcastChannel> =
        BroadcastChannel::new(&storage::full_key("session")).ok();
}

/// Notifies the other tabs.
pub fn announce() {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // Only a closed channel throws, and this one is never closed.
            let _ = channel.post_message(&JsValue::NULL);
        }
    });
}

/// Calls `on_message` whenever another tab announces something, until the page is left.
pub fn listen(on_message: impl Fn() + 'static) {
    let on_message = Closure::<dyn Fn()>::new(on_message).into_js_value();
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(on_message.unchecked_ref()));
        }
    });
}
