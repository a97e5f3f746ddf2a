//! A page of a thread as plain HTML.

use maud::{Markup, PreEscaped, html};
use palabre_contract::{
    CustomSmiley, Post, Role, ThreadPage, Timestamp, Withdrawn, topic::POSTS_PER_PAGE,
};
use palabre_markup::{
    Options,
    html::{Picture, Viewer, to_html},
    parse, to_masked_text,
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{Page, ReplyForm, Texts};

/// A page of a thread, with links to the previous and the next page and the form to reply.
pub(in crate::pages) fn thread(thread: &ThreadPage, reply_form: &ReplyForm, texts: Texts) -> Page {
    let (topic, form) = (&thread.topic, texts.form());
    // A withdrawn post may only be read in the thread, not in the description.
    let opening = thread
        .posts
        .first()
        .filter(|post| post.withdrawn.is_none())
        .map_or("", |post| post.body.as_str());
    let description = to_masked_text(&parse(opening, Options { smilies: false }), "…");
    let path = |page: u32| match page {
        1 => format!("/t/{}", topic.id),
        page => format!("/t/{}?page={page}", topic.id),
    };
    let title = match thread.page {
        1 => topic.title.clone(),
        page => format!("{} · {} {page}", topic.title, texts.page),
    };
    let main = html! {
        p class="page__back" lang=(texts.language) {
            a href={ "/f/" (topic.forum.slug) } { (texts.back_to_forum) }
            " " span { (topic.forum.name) }
        }
        header class="page__head" { h1 dir="auto" { (topic.title) } }
        div class="page__bar" {
            (pager(thread, texts.pages, texts))
            @if thread.you.may_write {
                a class="button" lang=(texts.language) href={ "/t/" (topic.id) "/reply" } { (texts.reply) }
            }
        }
        div class="thread" {
            @for post in &thread.posts { (article(post, &thread.smilies, texts)) }
        }
        div class="page__bar" { (pager(thread, texts.pages_below, texts)) }
        @if thread.you.may_write {
            section class="quick-reply" aria-labelledby="quick-reply-title" {
                header class="quick-reply__head" lang=(texts.language) {
                    h2 id="quick-reply-title" { (form.quick_reply) }
                    a href={ "/t/" (topic.id) "/reply" } { (form.full_reply_page) }
                }
                (reply_form.markup(topic, thread.you, texts))
            }
        } @else {
            (reply_form.markup(topic, thread.you, texts))
        }
        p class="page__back" lang=(texts.language) {
            a href={ "/f/" (topic.forum.slug) } { (texts.back_to_forum) }
        }
    };
    Page {
        description: super::excerpt(&description),
        path: Some(path(thread.page)),
        previous: (thread.page > 1).then(|| path(thread.page - 1)),
        next: (thread.page < thread.pages).then(|| path(thread.page + 1)),
        is_article: true,
        ..Page::new(title, main)
    }
}

fn pager(thread: &ThreadPage, label: &str, texts: Texts) -> Markup {
    let first = (thread.page - 1) * POSTS_PER_PAGE + 1;
    let last = thread.posts.last().map_or(first, |post| post.position);
    let link = |page: u32, text: &str, rel: &str| {
        html! {
            @if (1..=thread.pages).contains(&page) {
                a class="pager__word" rel=(rel) href={ "/t/" (thread.topic.id) "?page=" (page) } { (text) }
            }
        }
    };
    html! {
        nav class="pager" lang=(texts.language) aria-label=(label) {
            span class="pager__place" { (first) "–" (last) " " (texts.of) " " (thread.topic.posts) }
            (link(thread.page.wrapping_sub(1), texts.previous_page, "prev"))
            (numbers(thread))
            (link(thread.page + 1, texts.next_page, "next"))
        }
    }
}

/// Up to this number, every page has a link, as in the app.
const MAX_LISTED: u32 = 9;

/// The numbers of the first, the last, the current and the near pages, as links.
fn numbers(thread: &ThreadPage) -> Markup {
    let is_listed = |to: &u32| {
        thread.pages <= MAX_LISTED
            || *to == 1
            || *to == thread.pages
            || to.abs_diff(thread.page) <= 2
    };
    html! {
        @if thread.pages > 1 {
            ol class="pager__pages" role="list" {
                @for to in (1..=thread.pages).filter(is_listed) {
                    li {
                        @let current = (to == thread.page).then_some("page");
                        a href={ "/t/" (thread.topic.id) "?page=" (to) } aria-current=[current] { (to) }
                    }
                }
            }
        }
    }
}

fn article(post: &Post, smilies: &[CustomSmiley], texts: Texts) -> Markup {
    let role = match post.author.role {
        Role::Guest | Role::Member => None,
        Role::Moderator => Some(texts.moderator),
        Role::Administrator => Some(texts.administrator),
    };
    html! {
        article class="post" id={ "p" (post.id) } {
            header class="post__margin" {
                span class="avatar" aria-hidden="true" {}
                p class="post__author" {
                    strong { (post.author.pseudo) }
                    @if let Some(role) = role { span class="post__role" lang=(texts.language) { (role) } }
                }
                p class="post__when" { (date(post.posted_at)) " #" (post.position) }
            }
            div class="post__main" {
                (content(post, smilies, texts))
                // Reserves the height of the post's buttons.
                footer class="post__actions" {}
            }
        }
    }
}

/// Text and signature. For a withdrawn post, only if the visitor may read them.
pub(super) fn content(post: &Post, smilies: &[CustomSmiley], texts: Texts) -> Markup {
    let written = html! {
        div class="prose" {
            @if let Some(icon) = post.icon {
                svg class="message-icon" role="img" aria-label=((texts.form().icon_label)(icon)) {
                    use href={ "/message-icons.svg#" (icon.name()) } {}
                }
            }
            (text(&post.body, post, smilies, texts))
        }
        @if let Some(signature) = &post.signature {
            div class="post__signature prose" { (text(signature, post, smilies, texts)) }
        }
    };
    let Some(who) = post.withdrawn else {
        return written;
    };
    let why = match who {
        Withdrawn::Author => texts.withdrawn_by_author,
        Withdrawn::Moderator => texts.withdrawn_by_moderator,
    };
    html! {
        @if post.body.is_empty() {
            p class="post__withdrawn" lang=(texts.language) { (why) }
        } @else {
            details class="spoiler" { summary lang=(texts.language) { (why) } (written) }
        }
    }
}

fn text(body: &str, post: &Post, smilies: &[CustomSmiley], texts: Texts) -> Markup {
    let picture = |code: &str| {
        let smiley = smilies.iter().find(|smiley| smiley.code() == code)?;
        Some(Picture {
            src: smiley.src.clone(),
            width: smiley.width,
            height: smiley.height,
        })
    };
    let viewer = Viewer {
        picture: &picture,
        spoiler: texts.spoiler,
        links: post.links,
    };
    let document = parse(
        body,
        Options {
            smilies: post.smilies,
        },
    );
    PreEscaped(to_html(&document, &viewer))
}

/// The date as year-month-day, which needs no translation. The app shows it in the reader's language.
pub(super) fn date(at: Timestamp) -> Markup {
    let moment = OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1000)).ok();
    html! {
        @if let Some(moment) = moment {
            time datetime=(moment.format(&Rfc3339).unwrap_or_default()) { (moment.date()) }
        }
    }
}
