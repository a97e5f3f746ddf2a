//! A small list of a forum's newest replies, one per topic. The list itself is a part of the bundle, because most elements
//! are threads.

use std::rc::Rc;

use leptos::prelude::*;
use palabre::{
    api::{Answer, Call, Client},
    components::{
        dynamic::each,
        forum_list::Latest,
        loaded::{Fetching, Loaded, Show},
    },
    i18n::use_i18n,
    part,
};
use palabre_contract::{LatestPost, TopicPage};
use web_sys::HtmlElement;

use super::{
    container::Container,
    events::{Events, use_events},
    settings::Settings,
    thread::reporting_errors,
};

part!(elements latest, list_part: fn(&str) -> Answer<Show> = read);

/// Default number of replies.
const DEFAULT_LENGTH: usize = 5;

/// The number of replies to list.
#[derive(Clone, Copy)]
struct Length(usize);

/// The list for the forum of the settings.
pub fn latest(settings: Settings, container: HtmlElement) -> AnyView {
    let i18n = use_i18n();
    let events = use_events();
    let length = settings.posts as usize;
    provide_context(Length(if length == 0 { DEFAULT_LENGTH } else { length }));
    provide_context(Container(StoredValue::new_local(container)));
    let forum = settings.slug();
    // Load the part while the replies are fetched.
    leptos::task::spawn_local(async { drop(list_part().await) });
    let fetch = Box::new(move || {
        let text = Client.topics(&forum, None).text();
        let fetching: Fetching = Box::pin(async move {
            let text = text.await?;
            (list_part().await?)(&text)
        });
        reporting_errors(i18n, events, fetching)
    });
    let label = match settings.label {
        label if label.is_empty() => i18n.latest_replies.to_owned(),
        label => label,
    };
    let on_shown = Callback::new(move |()| Events::ready(events));
    view! {
        <section class="embed__body" aria-label=label>
            <Loaded fetch on_shown/>
        </section>
    }
    .into_any()
}

/// Decodes a page of topics; the result renders it.
fn read(text: &str) -> Answer<Show> {
    let loaded = Call::<TopicPage>::decode(text)?;
    Ok(Rc::new(move || list(loaded.clone())))
}

fn list(loaded: TopicPage) -> AnyView {
    let Length(length) = expect_context();
    expect_context::<Container>().set_accent(loaded.forum.accent.as_deref());
    let mut replies: Vec<LatestPost> = loaded
        .topics
        .into_iter()
        .map(|topic| topic.latest)
        .collect();
    replies.sort_by_key(|reply| std::cmp::Reverse(reply.posted_at));
    replies.truncate(length);
    let entry = |reply| view! { <li class="list__entry" part="entry"><Latest latest=Some(reply) titled=true/></li> };
    view! {
        <ul class="list latest" role="list" lang=loaded.forum.language>{each(replies, entry)}</ul>
    }
    .into_any()
}
