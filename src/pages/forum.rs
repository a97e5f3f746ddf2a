//! `/f/:slug`: the topics of a forum, `?after=` a key.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use palabre_contract::{ForumSlug, TopicPage};

use crate::{
    api::Client,
    browser::page,
    components::{address, loaded::Loaded, topic_list::TopicList},
    i18n::use_i18n,
};

/// The topics of a forum.
#[component]
pub fn ForumPage() -> impl IntoView {
    let client: Client = expect_context();
    let (params, query) = (use_params_map(), use_query_map());
    let topics = LocalResource::new(move || {
        let slug = ForumSlug(params.with(|params| params.get("slug")).unwrap_or_default());
        let after = query.with(|query| query.get("after"));
        async move { client.topics(&slug, after.as_deref()).await }
    });
    view! { <Loaded resource=topics children=forum/> }
}

fn forum(topics: TopicPage) -> impl IntoView {
    let i18n = use_i18n();
    let slug = topics.forum.slug.clone();
    page::set_title(&topics.forum.name);
    let older = topics.next.map(|key| {
        let key: String = js_sys::encode_uri_component(&key).into();
        let to = format!("{}?after={key}", address::forum(&slug));
        view! { <a class="button" rel="next" href=to>{i18n.older_topics}</a> }
    });
    let is_first = use_query_map().with_untracked(|query| query.get("after").is_none());
    let newest = (!is_first).then(|| {
        view! { <a class="button" href=address::forum(&slug)>{i18n.newest_topics}</a> }
    });
    view! {
        <nav class="page__back">
            <a href=address::HOME>{i18n.all_forums}</a>
        </nav>
        <header class="page__head" lang=topics.forum.language>
            <h1>{topics.forum.name}</h1>
            <p class="page__lead">{topics.forum.description}</p>
        </header>
        <TopicList topics=topics.topics/>
        <nav class="page__more">{newest} {older}</nav>
    }
}
