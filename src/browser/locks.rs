//! Web Locks: exclusive access across the tabs of this browser. The browser releases a lock when its tab closes or
//! crashes.
//!
//! `web-sys` treats this API as unstable, so the part in use is declared here. Browsers provide it in secure contexts
//! only; without it, every tab gets every lock.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Object, Promise, Reflect};

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, options: &Object, callback: &Function) -> Promise;
}

/// A lock held by this tab, released when dropped.
pub struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            // Resolving a promise cannot throw.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Acquires the lock `name`; with `steal`, even if another tab holds it. `None`: another tab holds it. `on_lost` runs
/// when another tab steals it.
pub async fn acquire(name: &str, steal: bool, on_lost: impl FnOnce() + 'static) -> Option<Lock> {
    let Some(manager) = manager() else {
        return Some(Lock(None));
    };
    let (until, release) = promise();
    let (granted, grant) = promise();
    let callback = Closure::once_into_js(move |lock: JsValue| {
        let is_granted = !lock.is_null();
        let _ = grant.call1(&JsValue::UNDEFINED, &is_granted.into());
        // The browser holds the lock until this promise resolves.
        if is_granted {
            until.into()
        } else {
            JsValue::UNDEFINED
        }
    });
    let options = Object::new();
    let option = if steal { "steal" } else { "ifAvailable" };
    let _ = Reflect::set(&options, &option.into(), &true.into());
    let ended = manager.request(name, &options, callback.unchecked_ref());
    wasm_bindgen_futures::spawn_local(async move {
        // Rejected when the lock is stolen.
        if JsFuture::from(ended).await.is_err() {
            on_lost();
        }
    });
    let granted = JsFuture::from(granted).await;
    granted
        .is_ok_and(|granted| granted.is_truthy())
        .then(|| Lock(Some(release)))
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}

/// A promise and the function that resolves it.
fn promise() -> (Promise, Function) {
    let resolve = Rc::new(RefCell::new(None));
    let keep = Rc::clone(&resolve);
    let promise = Promise::new(&mut move |resolve, _| *keep.borrow_mut() = Some(resolve));
    let resolve = resolve.take();
    (
        promise,
        resolve.expect("the promise constructor calls its executor synchronously"),
    )
}
