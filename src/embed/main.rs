//! Entry points of the embed, called by the script of the custom elements (`embed/script/engine.js`).
//!
//! One WebAssembly instance draws all elements of a page. They share the session; everything else belongs to one
//! element. The script handles the element, its shadow root, its attributes and the layout of the host page. This crate
//! draws the element's content with the app's components.

mod container;
mod events;
mod grant;
mod latest;
mod messages;
mod session;
mod settings;
mod thread;
mod writing;

use std::{any::Any, cell::RefCell};

use leptos::{mount::mount_to, prelude::*};
use palabre::{
    api::{Client, Identity},
    browser::page,
    components::lazily::lazily,
    i18n::I18n,
    json, origin,
    state::{CustomSmilies, FreshPost},
};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlElement, js_sys::Function};

use self::{
    events::Events,
    session::Shared,
    settings::{Kind, Settings},
};

thread_local! {
    /// Mounted elements, indexed by their number. `None` after unmounting.
    static MOUNTED: RefCell<Vec<Option<Box<dyn Any>>>> = const { RefCell::new(Vec::new()) };
}

fn main() {
    page::report_panics();
}

/// Sets the forum's origin. Call it before anything else. `origin`: scheme and host of the forum in a page of another
/// site, empty in a page of the forum. `framed`: that page of the forum is in a frame of another site.
#[wasm_bindgen(js_name = setOrigin)]
pub fn set_origin(origin: String, framed: bool) {
    if !origin.is_empty() {
        origin::set(origin);
        Identity::Bearer(None).activate();
    } else if framed {
        Identity::Framed.activate();
    }
}

/// Draws the content described by `settings`, the JSON of [`Settings`], into an element. Returns a number for
/// [`unmount`]. `listener` is called with the name of each event and its data as JSON.
#[wasm_bindgen]
pub fn mount(into: HtmlElement, settings: &str, listener: Function) -> u32 {
    let settings: Settings = json::from_str(settings).unwrap_or_default();
    let shared = Shared::get(settings.language());
    let events = Events::new(listener);
    let container = into.clone();
    let handle = shared.owner.with(|| {
        mount_to(into, move || {
            I18n::provide(settings.language());
            provide_context(Client);
            provide_context(FreshPost::default());
            provide_context(events);
            CustomSmilies::provide(Client);
            session::provide_sign_in_method(events);
            match settings.kind {
                Kind::Thread => thread::thread(settings, container),
                Kind::Latest => latest::latest(settings, container),
                Kind::Grant => lazily(writing::grant_part, settings),
            }
        })
    });
    shared.start();
    MOUNTED.with_borrow_mut(|mounted| {
        mounted.push(Some(Box::new(handle)));
        mounted.len() as u32 - 1
    })
}

/// Removes the content with this number.
#[wasm_bindgen]
pub fn unmount(number: u32) {
    let gone =
        MOUNTED.with_borrow_mut(|mounted| mounted.get_mut(number as usize).and_then(Option::take));
    // Dropped after the borrow ends, because cleanup handlers may access `MOUNTED`.
    drop(gone);
}

/// Signs in on the host page with a session token.
#[wasm_bindgen(js_name = signIn)]
pub fn sign_in(token: String) {
    session::sign_in(token);
}
