//! The three states of something that is fetched: on its way, there, or not to be had.

use leptos::prelude::*;

use super::failure::Failure;
use crate::{api::Answer, browser::page, i18n::use_i18n};

/// Shows what a resource holds. While another is fetched in its place, the old one stays.
#[component]
pub fn Loaded<T, V>(
    /// What is fetched.
    resource: LocalResource<Answer<T>>,
    /// How many lines to hold the place of while nothing is there yet.
    #[prop(default = 8)]
    lines: usize,
    /// Shows it.
    children: fn(T) -> V,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let on_retry = Callback::new(move |()| resource.refetch());
    let show = move || {
        Suspend::new(async move {
            let answer = resource.await;
            page::end_boot();
            match answer {
                Ok(value) => children(value).into_any(),
                Err(error) => view! { <Failure error on_retry/> }.into_any(),
            }
        })
    };
    view! { <Transition fallback=move || view! { <Placeholder lines/> }>{show}</Transition> }
}

/// Holds the place of text that is on its way.
#[component]
fn Placeholder(lines: usize) -> impl IntoView {
    let i18n = use_i18n();
    let line = |_| view! { <span class="placeholder__line"></span> };
    view! {
        <div class="placeholder" role="status">
            <span class="visually-hidden">{i18n.loading}</span>
            {(0..lines).map(line).collect_view()}
        </div>
    }
}
