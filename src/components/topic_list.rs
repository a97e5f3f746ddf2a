//! The topics of a forum.

use leptos::prelude::*;
use palabre_contract::Topic;

use super::{
    forum_list::Latest,
    icon::{Icon, MessageIconImage},
};
use crate::components::dynamic::{each, given, when};
use crate::{address::Address, i18n::use_i18n, state::use_preferences};

/// Topics, each with its icon, its number of replies and its newest post.
#[component]
pub fn TopicList(
    /// The topics, in reading order.
    topics: Vec<Topic>,
) -> impl IntoView {
    let i18n = use_i18n();
    if topics.is_empty() {
        return view! { <p class="list__empty">{i18n.site().forum_empty}</p> }.into_any();
    }
    let entry = |topic| view! { <TopicEntry topic/> };
    view! {
        <ul class="list" data-density="compact" role="list">
            {each(topics, entry)}
        </ul>
    }
    .into_any()
}

#[component]
fn TopicEntry(topic: Topic) -> impl IntoView {
    let i18n = use_i18n();
    let pages = topic.pages(use_preferences().posts_per_page());
    let meta = format!(
        "{} · {}",
        (i18n.site().opened_by)(&i18n.pseudo(topic.author.pseudo)),
        i18n.counted(topic.posts - 1, i18n.replies)
    );
    view! {
        <li class="list__entry">
            <span class="list__icon">
                {given(topic.icon, |icon| view! { <MessageIconImage icon/> })}
            </span>
            <div class="list__main">
                <h2 class="list__title" dir="auto">
                    <a href=Address::Thread(topic.id, 1).to_string()>{topic.title}</a>
                    {when(topic.pinned, || view! { <TopicMark icon="pin" label=i18n.site().pinned/> })}
                    {when(topic.locked, || view! { <TopicMark icon="lock" label=i18n.locked/> })}
                </h2>
                <p class="list__meta">
                    {meta}
                    {when(pages > 1, || view! {
                        " · "
                        <a href=Address::Thread(topic.id, pages).to_string()>{(i18n.page)(pages)}</a>
                    })}
                </p>
            </div>
            <Latest latest=Some(topic.latest) titled=false/>
        </li>
    }
}

/// An icon beside a title for the state of the topic.
#[component]
pub fn TopicMark(
    /// The name of the icon.
    icon: &'static str,
    /// What it means, for the tooltip and screen readers.
    label: &'static str,
) -> impl IntoView {
    view! {
        <span class="mark" title=label>
            <Icon name=icon/>
            <span class="visually-hidden">{label}</span>
        </span>
    }
}
