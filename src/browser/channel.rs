//! `BroadcastChannel`: tells the other tabs of this browser, and hears them. It carries no content.

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::BroadcastChannel;

use super::storage;

thread_local! {
    // One for the page: a channel does not hear what it says itself.
    static CHANNEL: Option<BroadcastChannel> =
        BroadcastChannel::new(&storage::full_key("session")).ok();
}

/// Tells the other tabs.
pub fn announce() {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // Only a closed channel throws, and this one is never closed.
            let _ = channel.post_message(&JsValue::NULL);
        }
    });
}

/// Calls `heard` whenever another tab announces something, for as long as the page lives.
pub fn listen(heard: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(heard).into_js_value();
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(heard.unchecked_ref()));
        }
    });
}
