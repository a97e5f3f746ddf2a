//! The place of a reply form whose part of the bundle is loaded when somebody writes.
//!
//! Until then the plain form of the server's HTML stands there, if the document has one, and posts without the app. It is
//! replaced only while nobody is using its controls, and never after it was submitted.

use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;

use super::{
    dynamic::dynamic,
    failure::explain,
    notice::{Notice, Tone},
    reply_form::takeover::{Form, form, keep},
};
use crate::{
    api::ApiError,
    browser::plain_form::PlainForm,
    i18n::use_i18n,
    part,
    state::{Request, ServerForm, Target, draft_storage, use_server_form},
};

part!(
    app writing,
    /// Loads the form.
    pub form_part: fn(Form) -> AnyView = form
);
part!(app writing, keep_part: fn((PlainForm, Target)) = keep);

/// The form to reply. `at_once`: load it even if nobody has started to write.
pub fn lazy_form(props: Form, at_once: bool) -> AnyView {
    let i18n = use_i18n();
    let (handle, ..) = props;
    let target = handle.target();
    let server_form = use_server_form();
    let plain = server_form.and_then(|store| store.get(&target));
    let has_plain = plain.is_some();
    let plain = StoredValue::new_local(plain);
    let slot = NodeRef::<html::Div>::new();
    // Set when the form may take over.
    let render = RwSignal::new(None::<fn(Form) -> AnyView>);
    let loaded = StoredValue::new(None::<fn(Form) -> AnyView>);
    let is_loading = StoredValue::new(false);
    let failure = RwSignal::new(None::<ApiError>);

    let take_over = move || {
        let is_idle = plain.try_with_value(|plain| plain.as_ref().is_none_or(PlainForm::is_idle));
        if let (Some(true), Some(Some(form))) = (is_idle, loaded.try_get_value())
            && render.get_untracked().is_none()
        {
            render.set(Some(form));
        }
    };
    // As a task of its own, so that the events of one action of the person are not separated.
    let take_over_soon = move || set_timeout(take_over, std::time::Duration::ZERO);
    let load = Callback::new(move |()| {
        if is_loading.get_value() {
            return;
        }
        is_loading.set_value(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            let answer = form_part().await;
            let _ = is_loading.try_set_value(false);
            match answer {
                Ok(form) if has_plain => {
                    let _ = loaded.try_set_value(Some(form));
                    take_over_soon();
                }
                Ok(form) => drop(render.try_set(Some(form))),
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    });
    // The server does not know a language that was chosen in this browser only.
    let is_foreign = plain.with_value(|plain| {
        (plain.as_ref()).is_some_and(|plain| plain.language() != i18n.language().tag())
    });
    if at_once || !has_plain || is_foreign || draft_storage::exists(&target.key()) {
        load.run(());
    }
    Effect::new(move |_| {
        let requests = handle.requests();
        if render.with(Option::is_some) || requests.with(Vec::is_empty) {
            return;
        }
        plain.with_value(|plain| {
            if let Some(plain) = plain
                && requests.with_untracked(|requests| requests.contains(&Request::Focus))
            {
                plain.focus();
            }
        });
        load.run(());
    });
    if let Some(store) = server_form.filter(|_| has_plain) {
        Effect::new(move |_| {
            if let (Some(slot), Some(plain)) = (slot.get(), plain.get_value()) {
                plain.move_into(&slot);
                // The person started before the app.
                if plain.is_written() || plain.focused().is_some() {
                    load.run(());
                }
            }
        });
        let ends = [
            "pointerup",
            "pointercancel",
            "keyup",
            "compositionend",
            "pageshow",
        ]
        .map(|name| {
            window_event_listener_untyped(name, move |_| {
                if loaded.try_get_value().flatten().is_some() {
                    take_over_soon();
                }
            })
        });
        on_cleanup(move || {
            for listener in ends {
                listener.remove();
            }
            keep_if_written(store, target);
        });
    }
    let on_start = move |_: JsValue| load.run(());
    let form = move || match render.get() {
        Some(render) => render(props.clone()),
        None if has_plain => view! {
            <div node_ref=slot on:focusin=move |event| on_start(event.into())
                on:pointerdown=move |event| on_start(event.into())></div>
        }
        .into_any(),
        None => view! {
            <div class="form-skeleton" role="status" hidden=move || failure.with(Option::is_some)>
                <span class="visually-hidden">{i18n.loading}</span>
            </div>
        }
        .into_any(),
    };
    let failed = move || {
        failure.get().map(|error| {
            view! {
                <Notice tone=Tone::Failure>
                    <p>{explain(i18n, &error)}</p>
                    <button class="button" type="button" on:click=move |_| load.run(())>{i18n.retry}</button>
                </Notice>
            }
        })
    };
    // The notice is below the plain form, so that the form does not move while somebody writes in it.
    view! { {dynamic(form)} {dynamic(failed)} }.into_any()
}

/// Stores the text of the plain form when its page is left, unless it was submitted.
fn keep_if_written(store: ServerForm, target: Target) {
    let Some(plain) = store
        .get(&target)
        .filter(|plain| plain.is_written() && !plain.is_sent())
    else {
        return;
    };
    leptos::task::spawn_local(async move {
        // If the part cannot be loaded, the form stays in `ServerForm` and is shown when the person comes back.
        if let Ok(keep) = keep_part().await
            && !plain.is_shown()
        {
            keep((plain, target));
            store.forget();
        }
    });
}
