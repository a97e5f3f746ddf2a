//! `/f/:slug`: the topics of a forum. `?after=`: a pagination key.

use leptos::prelude::*;
use palabre_contract::{Role, TopicPage};

use super::{back, link_button};
use crate::components::dynamic::{dynamic, when};
use crate::{
    address::{Address, ForumPage},
    browser::page,
    components::topic_list::TopicList,
    i18n::use_i18n,
    state::{use_navigation, use_session},
};

pub(super) fn forum_page(topics: TopicPage) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let slug = topics.forum.slug.clone();
    page::set_title(&topics.forum.name);
    page::use_accent(topics.forum.accent.clone());
    let log = Address::Log(slug.clone(), None);
    let forum = slug.clone();
    let to = move |page, label: &'static str| {
        link_button(&Address::InForum(forum.clone(), page), None, label)
    };
    let older = topics.next.map(|key| {
        let to = Address::Forum(slug.clone(), Some(key));
        link_button(&to, Some("next"), i18n.site().older_topics)
    });
    let at = use_navigation().address().get_untracked();
    let newest = matches!(at, Some(Address::Forum(_, Some(_))))
        .then(|| link_button(&Address::Forum(slug, None), None, i18n.site().newest_topics));
    let new_topic = (topics.you.may_write).then(|| to(ForumPage::NewTopic, i18n.site().new_topic));
    let staff_links = move || {
        let can = session.capabilities();
        let [moderates, administers] =
            [Role::Moderator, Role::Administrator].map(|role| topics.you.role >= role);
        view! {
            {when(moderates && can.pictures, || to(ForumPage::Smilies, i18n.site().forum_smilies))}
            {when(moderates && can.moderation, || link_button(&log, None, i18n.site().log_title))}
            {when(administers && can.moderation, || to(ForumPage::Settings, i18n.site().forum_settings))}
            {when(administers && can.embedding, || to(ForumPage::Embed, i18n.site().embed_title))}
        }
    };
    view! {
        {back(Address::Home.to_string(), i18n.all_forums, String::new())}
        <header class="page__head" lang=topics.forum.language>
            <h1>{topics.forum.name}</h1>
            <p class="page__lead">{topics.forum.description}</p>
        </header>
        <div class="page__acts">
            {new_topic}
            {dynamic(staff_links)}
        </div>
        <TopicList topics=topics.topics/>
        <div class="page__more">{newest} {older}</div>
    }
}
