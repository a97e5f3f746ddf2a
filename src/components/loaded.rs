//! The three states of fetched content: loading, loaded, failed.

use std::{future::ready, pin::Pin, rc::Rc};

use leptos::prelude::*;
use serde::de::DeserializeOwned;

use super::dynamic::{dynamic, each};
use super::failure::Failure;
use crate::{
    api::{Answer, Call, TextFuture},
    i18n::use_i18n,
};

/// A request whose answer is a function that renders the content.
///
/// The type is the same for every kind of content, so the bundle contains the code that waits only once.
pub type Fetching = Pin<Box<dyn Future<Output = Answer<Show>>>>;

/// Renders the fetched content.
pub type Show = Rc<dyn Fn() -> AnyView>;

/// A call whose decoded answer `show` renders.
pub fn fetching<T, V>(call: Call<T>, show: fn(T) -> V) -> Fetching
where
    T: DeserializeOwned + Clone + 'static,
    V: IntoView + 'static,
{
    let read = move |text: &str| {
        let value = Call::<T>::decode(text)?;
        Ok(Rc::new(move || show(value.clone()).into_any()) as Show)
    };
    fetch_text(call.text(), Box::new(read))
}

/// Decodes the text of an answer.
type Read = Box<dyn Fn(&str) -> Answer<Show>>;

/// Not generic, so the bundle contains it once.
fn fetch_text(text: TextFuture, read: Read) -> Fetching {
    Box::pin(async move { read(&text.await?) })
}

/// Content that needs no request.
pub fn at_once<V: IntoView + 'static>(show: impl Fn() -> V + 'static) -> Fetching {
    Box::pin(ready(Ok(Rc::new(move || show().into_any()) as Show)))
}

/// Fetches the content of the nearest [`Loaded`] again.
#[derive(Clone, Copy)]
pub struct Reload(Callback<()>);

impl Reload {
    /// Fetches again. The old content stays visible until the answer arrives.
    pub fn run(self) {
        self.0.run(());
    }
}

/// The [`Reload`] of the nearest [`Loaded`].
pub fn use_reload() -> Reload {
    expect_context()
}

/// Fetches content and shows it. While the next content is fetched, the old one stays visible.
///
/// Does not use the resources of Leptos: their channels, locks and transitions are not needed here and would add about
/// seven kilobytes to the bundle.
#[component]
pub fn Loaded(
    /// Starts a request; called again whenever a signal that it reads changes.
    fetch: Box<dyn Fn() -> Fetching>,
    /// Called when the content or an error is shown.
    #[prop(optional)]
    on_shown: Option<Callback<()>>,
) -> impl IntoView {
    let is_busy = RwSignal::new(true);
    let answer = RwSignal::new_local(None::<(Answer<Show>, u32)>);
    let reloads = RwSignal::new(0u32);
    // The number of the newest request; answers to older ones are dropped.
    let newest = StoredValue::new(0u32);
    // Counts the pages that were requested; a reload is the same page.
    let pages = StoredValue::new(0u32);
    Effect::new(move |before: Option<u32>| {
        let reload = reloads.get();
        if before.is_none_or(|before| before == reload) {
            pages.update_value(|pages| *pages += 1);
        }
        let fetching = fetch();
        let request = newest.get_value() + 1;
        newest.set_value(request);
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            let fetched = fetching.await;
            if newest.try_get_value() == Some(request) {
                is_busy.set(false);
                answer.set(Some((fetched, pages.get_value())));
            }
        });
        reload
    });
    let on_retry = Callback::new(move |()| reloads.update(|reloads| *reloads += 1));
    let shown = move || {
        // Provided here, so that only the content sees it: an enclosing `Loaded` provides its own.
        provide_context(Reload(on_retry));
        let Some((answer, page)) = answer.get() else {
            return view! { <Placeholder/> }.into_any();
        };
        if let Some(on_shown) = on_shown {
            on_shown.run(());
        }
        match answer {
            // If two views have the same type, Leptos reuses the elements of the first, and a field would keep what was
            // typed on the previous page: a password in a name field. So consecutive pages alternate between two types.
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

/// Grey lines while text is loading.
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
