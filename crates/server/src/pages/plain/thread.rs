//! A page of a thread.

use maud::{Markup, PreEscaped, html};
use palabre_contract::{
    CustomSmiley, Post, Role, ThreadPage, Timestamp, Withdrawn, topic::POSTS_PER_PAGE,
};
use palabre_markup::{
    Options,
    html::{Picture, Viewer, to_html},
    parse, to_plain_text,
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{Page, Words};

/// The most characters of a description: search engines show no more.
const DESCRIPTION_MAX: usize = 160;

/// A page of a thread, with links to its neighbours.
pub(in crate::pages) fn thread(thread: &ThreadPage, words: Words) -> Page {
    let topic = &thread.topic;
    // Who may read a withdrawn post reads it in its place.
    let opening = thread
        .posts
        .first()
        .filter(|post| post.withdrawn.is_none())
        .map_or("", |post| post.body.as_str());
    let description = to_plain_text(&parse(opening, Options { smilies: false }));
    Page {
        title: topic.title.clone(),
        description: description
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(DESCRIPTION_MAX)
            .collect(),
        main: html! {
            p class="page__back" lang=(words.language) {
                a href={ "/f/" (topic.forum.slug) } { (words.back_to_forum) }
                " " span { (topic.forum.name) }
            }
            header class="page__head" { h1 { (topic.title) } }
            div class="page__bar" {
                (pager(thread, words.pages, words))
                @if thread.you.may_write {
                    a class="button" lang=(words.language) href={ "/t/" (topic.id) "/reply" } { (words.reply) }
                }
            }
            div class="thread" {
                @for post in &thread.posts { (article(post, &thread.smilies, words)) }
            }
            div class="page__bar" { (pager(thread, words.pages_below, words)) }
        },
    }
}

fn pager(thread: &ThreadPage, label: &str, words: Words) -> Markup {
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
        nav class="pager" lang=(words.language) aria-label=(label) {
            span class="pager__place" { (first) "–" (last) " " (words.of) " " (thread.topic.posts) }
            (link(thread.page.wrapping_sub(1), words.previous_page, "prev"))
            (link(thread.page + 1, words.next_page, "next"))
        }
    }
}

fn article(post: &Post, smilies: &[CustomSmiley], words: Words) -> Markup {
    let role = match post.author.role {
        Role::Guest | Role::Member => None,
        Role::Moderator => Some(words.moderator),
        Role::Administrator => Some(words.administrator),
    };
    html! {
        article class="post" id={ "p" (post.id) } {
            header class="post__margin" {
                span class="avatar" aria-hidden="true" {}
                p class="post__author" {
                    strong { (post.author.pseudo) }
                    @if let Some(role) = role { span class="post__role" lang=(words.language) { (role) } }
                }
                p class="post__when" { (moment(post.posted_at)) " #" (post.position) }
            }
            div class="post__main" {
                (said(post, smilies, words))
                // Holds the place of what can be done with a post.
                footer class="post__actions" {}
            }
        }
    }
}

/// Text and signature; of a post that was withdrawn, only where the visitor was sent them.
fn said(post: &Post, smilies: &[CustomSmiley], words: Words) -> Markup {
    let written = html! {
        div class="prose" { (text(&post.body, post, smilies, words)) }
        @if let Some(signature) = &post.signature {
            div class="post__signature prose" { (text(signature, post, smilies, words)) }
        }
    };
    let Some(who) = post.withdrawn else {
        return written;
    };
    let why = match who {
        Withdrawn::Author => words.withdrawn_by_author,
        Withdrawn::Moderator => words.withdrawn_by_moderator,
    };
    html! {
        @if post.body.is_empty() {
            p class="post__withdrawn" lang=(words.language) { (why) }
        } @else {
            details class="spoiler" { summary lang=(words.language) { (why) } (written) }
        }
    }
}

fn text(body: &str, post: &Post, smilies: &[CustomSmiley], words: Words) -> Markup {
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
        spoiler: words.spoiler,
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

/// The day, in a form that no language has to spell. The app writes it out in the reader's own.
fn moment(at: Timestamp) -> Markup {
    let moment = OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1000)).ok();
    html! {
        @if let Some(moment) = moment {
            time datetime=(moment.format(&Rfc3339).unwrap_or_default()) { (moment.date()) }
        }
    }
}
