//! Whether the reader watches a topic, and a button to start or end it.

use leptos::prelude::*;
use palabre_contract::TopicId;

use super::dynamic::dynamic;
use crate::{api::Client, i18n::use_i18n};

/// Says whether replies to the topic are mailed to the reader, with a button to change it.
#[component]
pub fn Watching(
    /// The topic.
    topic: TopicId,
    /// Whether it is watched.
    watched: bool,
) -> impl IntoView {
    let site = use_i18n().site();
    let client: Client = expect_context();
    let watched = RwSignal::new(watched);
    let on_click = move |_| {
        let call = client.set_watch(topic, !watched.get_untracked()).text();
        leptos::task::spawn_local(async move {
            // If this fails, the text and the button keep saying what is the case.
            if call.await.is_ok() {
                // Fails if the page was left meanwhile.
                let _ = watched.try_update(|watched| *watched = !*watched);
            }
        });
    };
    let state = move || watched.get().then_some(site.watched);
    let label = move || {
        if watched.get() {
            site.unwatch
        } else {
            site.watch
        }
    };
    view! {
        <span class="watching">
            <span role="status">{dynamic(state)}</span>
            <button class="button" data-variant="quiet" type="button" on:click=on_click>{dynamic(label)}</button>
        </span>
    }
}
