//! `/f/:slug`: the topics of a forum, `?after=` a key.

use leptos::prelude::*;
use palabre_contract::{Role, TopicPage};

use crate::components::dynamic::when;
use crate::{
    address::{Address, Room},
    browser::page,
    components::topic_list::TopicList,
    i18n::use_i18n,
    state::use_navigation,
};

pub(super) fn forum_page(topics: TopicPage) -> impl IntoView {
    let i18n = use_i18n();
    let slug = topics.forum.slug.clone();
    page::set_title(&topics.forum.name);
    page::use_accent(topics.forum.accent.clone());
    let log = Address::Log(slug.clone(), None).to_string();
    let room_of = slug.clone();
    let to = move |room, label: &'static str| {
        let to = Address::InForum(room_of.clone(), room).to_string();
        view! { <a class="button" href=to>{label}</a> }
    };
    let older = topics.next.map(|key| {
        let to = Address::Forum(slug.clone(), Some(key)).to_string();
        view! { <a class="button" rel="next" href=to>{i18n.site().older_topics}</a> }
    });
    let at = use_navigation().address().get_untracked();
    let newest = matches!(at, Some(Address::Forum(_, Some(_)))).then(|| {
        let to = Address::Forum(slug, None).to_string();
        view! { <a class="button" href=to>{i18n.site().newest_topics}</a> }
    });
    view! {
        <p class="page__back">
            <a href=Address::Home.to_string()>{i18n.all_forums}</a>
        </p>
        <header class="page__head" lang=topics.forum.language>
            <h1>{topics.forum.name}</h1>
            <p class="page__lead">{topics.forum.description}</p>
        </header>
        <div class="page__acts">
            {(topics.you.may_write).then(|| to(Room::NewTopic, i18n.site().new_topic))}
            {when(topics.you.role >= Role::Moderator, || view! {
                {to(Room::Smilies, i18n.site().forum_smilies)}
                <a class="button" href=log.clone()>{i18n.site().log_title}</a>
            })}
            {when(topics.you.role >= Role::Administrator, || view! {
                {to(Room::Settings, i18n.site().forum_settings)}
                {to(Room::Embed, i18n.site().embed_title)}
            })}
        </div>
        <TopicList topics=topics.topics/>
        <div class="page__more">{newest} {older}</div>
    }
}
