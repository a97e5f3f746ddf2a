//! `/f/:slug`: the topics of a forum. `?after=`: a pagination key.

use leptos::prelude::*;
use palabre_contract::{Role, TopicPage};

use super::{back, link_button};
use crate::components::dynamic::{dynamic, each, when};
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
    let site = i18n.site();
    let to = |page| Address::InForum(slug.clone(), page).to_string();
    let [smilies, settings, embedding] =
        [ForumPage::Smilies, ForumPage::Settings, ForumPage::Embed].map(to);
    let log = Address::Log(slug.clone(), None).to_string();
    let role = topics.you.role;
    // The pages that the engine has and the reader may open.
    let menu = move || {
        let can = session.capabilities();
        let administers = role >= Role::Administrator;
        let pages = [
            (can.pictures, &smilies, site.forum_smilies),
            (can.moderation, &log, site.log_title),
            (
                administers && can.moderation,
                &settings,
                site.forum_settings,
            ),
            (administers && can.embedding, &embedding, site.embed_title),
        ];
        let pages = pages
            .into_iter()
            .filter(|(is_shown, ..)| role >= Role::Moderator && *is_shown)
            .map(|(_, to, text)| (to.clone(), text))
            .collect::<Vec<_>>();
        (!pages.is_empty()).then(|| {
            view! {
                <details class="menu">
                    <summary class="button">{site.manage}</summary>
                    <ul class="menu__list" role="list">
                        {each(pages, |(to, text)| view! { <li><a href=to>{text}</a></li> })}
                    </ul>
                </details>
            }
        })
    };
    let to = to(ForumPage::NewTopic);
    let older = topics.next.map(|key| {
        let to = Address::Forum(slug.clone(), Some(key));
        link_button(&to, Some("next"), i18n.site().older_topics)
    });
    let at = use_navigation().address().get_untracked();
    let newest = matches!(at, Some(Address::Forum(_, Some(_))))
        .then(|| link_button(&Address::Forum(slug, None), None, i18n.site().newest_topics));
    view! {
        {back(Address::Home.to_string(), i18n.all_forums, String::new())}
        <header class="page__head" lang=topics.forum.language>
            <h1 dir="auto">{topics.forum.name}</h1>
            <p class="page__lead" dir="auto">{topics.forum.description}</p>
        </header>
        <div class="page__acts">
            {when(topics.you.may_write, || view! {
                <a class="button" data-variant="primary" href=to>{site.new_topic}</a>
            })}
            {dynamic(menu)}
        </div>
        <TopicList topics=topics.topics/>
        <div class="page__more">{newest} {older}</div>
    }
}
