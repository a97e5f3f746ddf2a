//! `/f/:slug/log`: who did what in a forum.

use leptos::prelude::*;
use palabre_contract::{LogEntry, LogPage};

use super::head;
use crate::{
    address::Address, api::Client, components::moment::Moment, i18n::use_i18n,
    state::use_navigation,
};

pub(super) fn log_page(page: LogPage) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let slug = use_navigation().forum();
    let back = Address::Forum(slug.clone(), None).to_string();
    let is_empty = page.entries.is_empty();
    let entries = RwSignal::new(page.entries);
    let next = RwSignal::new(page.next);
    let on_older = move |_| {
        let call = client.log(&slug, next.get_untracked());
        leptos::task::spawn_local(async move {
            // Should the server not be reached, the button stays.
            if let Ok(older) = call.await {
                entries.update(|entries| entries.extend(older.entries));
                next.set(older.next);
            }
        });
    };
    view! {
        <p class="page__back"><a href=back>{i18n.back_to_forum}</a></p>
        {head(i18n.log_title, i18n.log_lead)}
        {is_empty.then(|| view! { <p class="list__empty">{i18n.log_empty}</p> })}
        <ol class="list" role="list">
            <For each=move || entries.get() key=|entry| entry.id children=log_entry/>
        </ol>
        <p hidden=move || next.get().is_none()>
            <button class="button" type="button" on:click=on_older>{i18n.log_older}</button>
        </p>
    }
    .into_any()
}

fn log_entry(entry: LogEntry) -> AnyView {
    let i18n = use_i18n();
    let to = match (entry.post, entry.topic) {
        (Some(post), _) => Some(Address::Post(post)),
        (None, topic) => topic.map(|topic| Address::Thread(topic, 1)),
    };
    let subject = match to {
        Some(to) => view! { <a href=to.to_string()>{entry.subject}</a> }.into_any(),
        None => view! { <span>{entry.subject}</span> }.into_any(),
    };
    view! {
        <li class="list__entry" data-row="">
            <span><strong>{entry.pseudo}</strong> " " {(i18n.act)(entry.act)} " " {subject}</span>
            <span class="list__meta"><Moment at=entry.at/></span>
        </li>
    }
    .into_any()
}
