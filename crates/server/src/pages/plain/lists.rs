//! The list of forums, and a forum's list of topics, with the structure and the classes of the app's
//! `src/components/forum_list.rs` and `topic_list.rs`.

use maud::{Markup, html};
use palabre_contract::{
    Forum, ForumList, LatestPost, Role, Timestamp, Topic, TopicPage, topic::POSTS_PER_PAGE,
};

use super::{Page, Texts, field::icon, moment::ago};

/// The page `/`.
pub(in crate::pages) fn home(list: &ForumList, now: Timestamp, texts: Texts) -> Page {
    let words = texts.site();
    let names: Vec<_> = list.forums.iter().map(|forum| &*forum.name).collect();
    let count = u32::try_from(list.forums.len()).unwrap_or(u32::MAX);
    let main = html! {
        header class="page__head" {
            h1 { (list.name) }
            p class="page__lead" { (words.forums.of(texts.language, count)) }
        }
        @if list.forums.is_empty() {
            p class="list__empty" { (words.forums_empty) }
        } @else {
            ul class="list" role="list" {
                @for forum in &list.forums { (forum_entry(forum, now, texts)) }
            }
        }
    };
    Page {
        description: super::excerpt(&names.join(" · ")),
        path: Some("/".into()),
        ..Page::new(list.name.clone(), main)
    }
}

fn forum_entry(forum: &Forum, now: Timestamp, texts: Texts) -> Markup {
    let (words, language) = (texts.site(), texts.language);
    html! {
        li class="list__entry" lang=(forum.language) {
            div class="list__main" {
                h2 class="list__title" dir="auto" { a href={ "/f/" (forum.slug) } { (forum.name) } }
                p class="list__about" dir="auto" { (forum.description) }
                @match &forum.latest {
                    None => p class="list__latest" { (words.nothing_yet) },
                    Some(latest) => p class="list__latest" {
                        a href={ "/p/" (latest.post) } dir="auto" { (latest.title) }
                        span lang=(language) {
                            (words.by) (latest.pseudo) " · " (ago(language, latest.posted_at, now))
                        }
                    },
                }
                p class="list__meta" lang=(language) {
                    (words.topics.of(language, forum.topics)) " · " (words.posts.of(language, forum.posts))
                }
            }
        }
    }
}

/// The page `/f/SLUG`. `after`: the pagination key in its address.
pub(in crate::pages) fn forum(
    topics: &TopicPage,
    after: Option<&str>,
    now: Timestamp,
    texts: Texts,
) -> Page {
    let (words, forum) = (texts.site(), &topics.forum);
    let path = format!("/f/{}", forum.slug);
    let page_after = |key: &str| format!("{path}?after={key}");
    let next = topics.next.as_deref().map(page_after);
    let is_at_least = |role: Role| topics.you.role >= role;
    let link = |page: &str, text: &str| {
        html! { li { a href={ (path) "/" (page) } { (text) } } }
    };
    let main = html! {
        p class="page__back" { a href="/" { (words.all_forums) } }
        header class="page__head" lang=(forum.language) {
            h1 dir="auto" { (forum.name) }
            p class="page__lead" dir="auto" { (forum.description) }
        }
        div class="page__acts" {
            @if topics.you.may_write {
                a class="button" data-variant="primary" href={ (path) "/new" } { (words.new_topic) }
            }
            @if is_at_least(Role::Moderator) {
                details class="menu" {
                    summary class="button" { (words.manage) }
                    ul class="menu__list" role="list" {
                        (link("smilies", words.smilies))
                        (link("log", words.log))
                        @if is_at_least(Role::Administrator) {
                            (link("settings", words.settings))
                            (link("embed", words.embed))
                        }
                    }
                }
            }
        }
        @if topics.topics.is_empty() {
            p class="list__empty" { (words.topics_empty) }
        } @else {
            ul class="list" data-density="compact" role="list" {
                @for topic in &topics.topics { (topic_entry(topic, now, texts)) }
            }
        }
        div class="page__more" {
            @if after.is_some() { a class="button" href=(path) { (words.newest_topics) } }
            @if let Some(next) = &next { a class="button" href=(next) rel="next" { (words.older_topics) } }
        }
    };
    Page {
        description: super::excerpt(&forum.description),
        next,
        path: Some(after.map_or_else(|| path.clone(), page_after)),
        ..Page::new(forum.name.clone(), main)
    }
}

fn topic_entry(topic: &Topic, now: Timestamp, texts: Texts) -> Markup {
    let (words, language) = (texts.site(), texts.language);
    let pages = topic.pages(POSTS_PER_PAGE);
    let LatestPost {
        post,
        pseudo,
        posted_at,
        ..
    } = &topic.latest;
    html! {
        li class="list__entry" {
            span class="list__icon" {
                @if let Some(icon) = topic.icon {
                    svg class="message-icon" aria-hidden="true" {
                        use href={ "/message-icons.svg#" (icon.name()) } {}
                    }
                }
            }
            div class="list__main" {
                h2 class="list__title" {
                    a href={ "/t/" (topic.id) } { (topic.title) }
                    @if topic.pinned { (mark("pin", words.pinned)) }
                    @if topic.locked { (mark("lock", words.locked)) }
                }
                p class="list__meta" {
                    (words.opened_by) (topic.author.pseudo) " · "
                    (words.replies.of(language, topic.posts.saturating_sub(1)))
                    @if pages > 1 {
                        " · " a href={ "/t/" (topic.id) "?page=" (pages) } { (words.page) (pages) }
                    }
                }
            }
            p class="list__latest" {
                span lang=(language) {
                    (words.by) (pseudo) " · " a href={ "/p/" (post) } { (ago(language, *posted_at, now)) }
                }
            }
        }
    }
}

/// An icon beside a title for the state of the topic.
fn mark(name: &str, label: &str) -> Markup {
    html! {
        span class="mark" title=(label) {
            (icon(name))
            span class="visually-hidden" { (label) }
        }
    }
}
