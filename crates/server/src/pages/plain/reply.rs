//! The reply page of a topic as plain HTML: the form, and the newest posts below it.

use maud::{Markup, html};
use palabre_contract::{CustomSmiley, Post, TopicReview, topic::POSTS_PER_PAGE, topic::page_of};

use super::{
    Page, ReplyForm, Texts,
    thread::{content, date},
};

/// The reply page.
pub(in crate::pages) fn reply(review: &TopicReview, reply_form: &ReplyForm, texts: Texts) -> Page {
    let (topic, form) = (&review.topic, texts.form());
    let back = |with_forum: bool| {
        html! {
            p class="page__back" lang=(texts.language) {
                a href={ "/f/" (topic.forum.slug) } { (texts.back_to_forum) } " "
                a href={ "/t/" (topic.id) } { (form.back_to_topic) }
                @if with_forum { " " span { (topic.forum.name) } }
            }
        }
    };
    let main = html! {
        header class="page__head" {
            p class="page__forum" { (topic.forum.name) }
            (back(false))
            h1 lang=(texts.language) { (form.add_reply) }
            p class="page__lead" { a href={ "/t/" (topic.id) } { (topic.title) } }
        }
        (reply_form.markup(topic, review.you, texts))
        section class="review" aria-labelledby="review-title" {
            h2 id="review-title" lang=(texts.language) { (form.latest_replies) }
            // Reserves the height of the app's search.
            div class="review__bar reserved" aria-hidden="true" { span class="input" {} }
            ol class="review__entries" role="list" {
                @for post in &review.posts { (entry(post, &review.smilies, texts)) }
            }
        }
        (back(false))
    };
    Page::new(format!("{} · {}", form.add_reply, topic.title), main)
}

fn entry(post: &Post, smilies: &[CustomSmiley], texts: Texts) -> Markup {
    html! {
        li class="review__entry" data-post={ "p" (post.id) } {
            header class="review__head" {
                span class="avatar" aria-hidden="true" {}
                strong { (post.author.pseudo) } " "
                a href=(address(post)) { (date(post.posted_at)) }
                // Reserves the height of the app's button to quote.
                span class="button reserved" data-variant="quiet" aria-hidden="true" { "\u{a0}" }
            }
            div id={ "review-" (post.id) } class="review__body" { (content(post, smilies, texts)) }
        }
    }
}

/// The address of a post in its thread.
pub(in crate::pages) fn address(post: &Post) -> String {
    let (topic, id) = (post.topic, post.id);
    match page_of(post.position, POSTS_PER_PAGE) {
        1 => format!("/t/{topic}#p{id}"),
        page => format!("/t/{topic}?page={page}#p{id}"),
    }
}
