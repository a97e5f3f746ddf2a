//! Views from a part of the bundle that is loaded on demand.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    dynamic::dynamic,
    failure::explain,
    loaded::{Fetching, Show},
    notice::{Notice, Tone},
};
use crate::{api::Answer, i18n::use_i18n, part::Loading};

/// Loads a part and returns its function from `A` to a view.
pub type View<A> = fn() -> Loading<fn(A) -> AnyView>;

/// Loads a part and renders its view of `props`. If the part cannot be loaded, shows a notice with a button to try again; the
/// rest of the page is not affected.
pub fn lazily<A>(part: View<A>, props: A) -> AnyView
where
    A: Clone + 'static,
{
    loaded(Box::new(move || {
        let props = props.clone();
        Box::pin(async move {
            let render = part().await?;
            Ok(Rc::new(move || render(props.clone())) as Show)
        })
    }))
}

/// Not generic, so the bundle contains it once.
fn loaded(load: Box<dyn Fn() -> Fetching>) -> AnyView {
    let i18n = use_i18n();
    let answer = RwSignal::new_local(None::<Answer<Show>>);
    let load = StoredValue::new_local(load);
    let start = move || {
        answer.set(None);
        let loading = load.with_value(|load| load());
        leptos::task::spawn_local(async move {
            // Fails if the view was removed in the meantime.
            let _ = answer.try_set(Some(loading.await));
        });
    };
    start();
    let shown = move || match answer.get() {
        None => view! { <p role="status">{i18n.loading}</p> }.into_any(),
        Some(Ok(show)) => show(),
        Some(Err(error)) => view! {
            <Notice tone=Tone::Failure>
                <p>{explain(i18n, &error)}</p>
                <button class="button" type="button" on:click=move |_| start()>{i18n.retry}</button>
            </Notice>
        }
        .into_any(),
    };
    dynamic(shown).into_any()
}
