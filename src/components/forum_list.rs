//! The list of forums.

use leptos::prelude::*;
use palabre_contract::{Forum, LatestPost};

use super::moment::Ago;
use crate::components::dynamic::{each, when};
use crate::{address::Address, i18n::use_i18n};

/// Forums, each with its description and its newest post.
#[component]
pub fn ForumListView(
    /// The forums, in reading order.
    forums: Vec<Forum>,
) -> impl IntoView {
    let i18n = use_i18n();
    if forums.is_empty() {
        return view! { <p class="list__empty">{i18n.forums_empty}</p> }.into_any();
    }
    let entry = |forum| view! { <ForumEntry forum/> };
    view! {
        <ul class="list" role="list">
            {each(forums, entry)}
        </ul>
    }
    .into_any()
}

#[component]
fn ForumEntry(forum: Forum) -> impl IntoView {
    let i18n = use_i18n();
    let counts = format!(
        "{} · {}",
        i18n.counted(forum.topics, i18n.topics),
        i18n.counted(forum.posts, i18n.posts)
    );
    view! {
        <li class="list__entry" lang=forum.language data-accent=forum.accent.as_ref().map(|_| "")
            style=("--forum-accent", forum.accent)>
            <div class="list__main">
                <h2 class="list__title" dir="auto">
                    <a href=Address::Forum(forum.slug.clone(), None).to_string()>{forum.name}</a>
                </h2>
                <p class="list__about" dir="auto">{forum.description}</p>
                <Latest latest=forum.latest titled=true/>
                <p class="list__meta" lang=i18n.language().tag()>{counts}</p>
            </div>
        </li>
    }
}

/// The newest post: topic, author, time since.
#[component]
pub fn Latest(
    /// The post, if there is one.
    latest: Option<LatestPost>,
    /// Whether to show the title of its topic.
    titled: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let Some(latest) = latest else {
        return view! { <p class="list__latest">{i18n.no_posts_yet}</p> }.into_any();
    };
    let to = Address::Post(latest.post).to_string();
    view! {
        <p class="list__latest">
            {when(titled, || view! { <a href=to.clone() dir="auto">{latest.title}</a> })}
            <span lang=i18n.language().tag()>
                {(i18n.latest_by)(&i18n.pseudo(latest.pseudo))} " · "
                {match titled {
                    true => view! { <Ago at=latest.posted_at/> }.into_any(),
                    false => view! { <a href=to><Ago at=latest.posted_at/></a> }.into_any(),
                }}
            </span>
        </p>
    }
    .into_any()
}
