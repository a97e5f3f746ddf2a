//! The embed's entry: what `embed/script/embed.js`, the script of the custom elements, calls.
//!
//! One WebAssembly draws all elements of a page. They share who is signed in; everything else is an
//! element's own. The script sees to the element, its shadow root and its attributes, and to what only the
//! page around can do; what stands in the element is drawn here, by the components of the app.

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
    /// What is drawn, at the place of its number; one that was taken away leaves its place empty.
    static MOUNTED: RefCell<Vec<Option<Box<dyn Any>>>> = const { RefCell::new(Vec::new()) };
}

fn main() {
    page::report_panics();
}

/// Says where the forum is, before anything else is called. `origin`: its scheme and host, in a page of
/// another site; empty in a page of the forum's own. `framed`: that page stands in a frame of another site.
#[wasm_bindgen(js_name = setOrigin)]
pub fn set_origin(origin: String, framed: bool) {
    if !origin.is_empty() {
        origin::set(origin);
        Identity::Bearer(None).activate();
    } else if framed {
        Identity::Framed.activate();
    }
}

/// Draws what `settings`, the JSON of [`Settings`], ask for into an element, and answers with a number by
/// which it is taken away again. `events` is called with the name of what happens there and the JSON of more.
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

/// Takes away what was drawn under that number.
#[wasm_bindgen]
pub fn unmount(number: u32) {
    let gone =
        MOUNTED.with_borrow_mut(|mounted| mounted.get_mut(number as usize).and_then(Option::take));
    // Outside of the borrow: what goes away may have a last word.
    drop(gone);
}

/// Somebody has signed in: `token` stands for their session for this host.
#[wasm_bindgen(js_name = signIn)]
pub fn sign_in(token: String) {
    session::sign_in(token);
}
