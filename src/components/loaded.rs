//! The three states of something that is fetched: on its way, there, or not to be had.

use std::{future::ready, pin::Pin, rc::Rc};

use leptos::prelude::*;
use serde::de::DeserializeOwned;

use super::dynamic::{dynamic, each};
use super::failure::Failure;
use crate::{
    api::{Answer, Call, TextFuture},
    i18n::use_i18n,
};

/// Something on its way, along with how to show it.
///
/// Whatever is fetched, this is the one type that waits for it: a type of its own for every kind of page
/// would put the whole machinery of waiting into the bundle once more.
pub type Fetching = Pin<Box<dyn Future<Output = Answer<Show>>>>;

/// Shows what was fetched.
pub type Show = Rc<dyn Fn() -> AnyView>;

/// Waits for the answer to a call, for `show` to show.
pub fn fetching<T, V>(call: Call<T>, show: fn(T) -> V) -> Fetching
where
    T: DeserializeOwned + Clone + 'static,
    V: IntoView + 'static,
{
    let read = move |text: &str| {
        let value = Call::<T>::decode(text)?;
        Ok(Rc::new(move || show(value.clone()).into_any()) as Show)
    };
    waiting(call.text(), Box::new(read))
}

/// Reads an answer.
type Read = Box<dyn Fn(&str) -> Answer<Show>>;

fn waiting(text: TextFuture, read: Read) -> Fetching {
    Box::pin(async move { read(&text.await?) })
}

/// Shows what does not have to be fetched.
pub fn at_once<V: IntoView + 'static>(show: impl Fn() -> V + 'static) -> Fetching {
    Box::pin(ready(Ok(Rc::new(move || show().into_any()) as Show)))
}

/// Fetches once more what the nearest [`Loaded`] shows.
#[derive(Clone, Copy)]
pub struct Reload(Callback<()>);

impl Reload {
    /// Fetches once more. What is shown stays until the new answer is there.
    pub fn run(self) {
        self.0.run(());
    }
}

/// What reloads the page that is shown.
pub fn use_reload() -> Reload {
    expect_context()
}

/// Shows what is fetched. While another is fetched in its place, the old one stays.
///
/// Leptos' own resources bring channels, locks and transitions along, of which nothing here would use any:
/// some seven kilobytes of the bundle.
#[component]
pub fn Loaded(
    /// Fetches it; called anew whenever a signal that it reads changes.
    fetch: Box<dyn Fn() -> Fetching>,
    /// It is there, or known not to be had.
    #[prop(optional)]
    on_shown: Option<Callback<()>>,
) -> impl IntoView {
    let is_busy = RwSignal::new(true);
    let answer = RwSignal::new_local(None::<(Answer<Show>, u32)>);
    let again = RwSignal::new(0u32);
    // The newest question: the answer to an older one comes too late.
    let turn = StoredValue::new(0u32);
    // Counts the pages that were shown; the same one that is fetched once more is the same page.
    let pages = StoredValue::new(0u32);
    Effect::new(move |before: Option<u32>| {
        let again = again.get();
        if before.is_none_or(|before| before == again) {
            pages.update_value(|pages| *pages += 1);
        }
        let fetching = fetch();
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            let given = fetching.await;
            if turn.try_get_value() == Some(mine) {
                is_busy.set(false);
                answer.set(Some((given, pages.get_value())));
            }
        });
        again
    });
    let on_retry = Callback::new(move |()| again.update(|again| *again += 1));
    let shown = move || {
        // Here and not above: for what is shown, and not for what this stands in, which may have one, too.
        provide_context(Reload(on_retry));
        let Some((answer, page)) = answer.get() else {
            return view! { <Placeholder/> }.into_any();
        };
        if let Some(on_shown) = on_shown {
            on_shown.run(());
        }
        match answer {
            // Leptos draws a view over the one before where both are of one type, and a field would keep
            // what was typed on another page, a password in a field for a name. So pages that follow each
            // other are of different types.
            Ok(show) if page % 2 == 0 => (show(),).into_any(),
            Ok(show) => show(),
            Err(error) => view! { <Failure error on_retry/> }.into_any(),
        }
    };
    view! {
        <div class="loaded" aria-busy=move || is_busy.get().to_string()>
            {dynamic(shown)}
        </div>
    }
}

/// Holds the place of text that is on its way.
#[component]
fn Placeholder() -> impl IntoView {
    let i18n = use_i18n();
    let line = |_| view! { <span class="placeholder__line"></span> };
    view! {
        <div class="placeholder" role="status">
            <span class="visually-hidden">{i18n.loading}</span>
            {each(0..16, line)}
        </div>
    }
}
