//! `/t/:id/reply`: the reply form, followed by the topic review.

use leptos::prelude::*;
use palabre_contract::TopicReview;

use super::write::use_on_posted;
use crate::{
    address::Address,
    browser::{page, selection},
    components::{closed::Closed, lazy_form::lazy_form, review::Review},
    i18n::use_i18n,
    state::{FormHandle, Target, use_custom_smilies},
};

pub(super) fn reply_page(review: TopicReview) -> impl IntoView {
    let i18n = use_i18n();
    let topic = review.topic;
    use_custom_smilies().add(&review.smilies);
    page::set_title(&format!("{} · {}", i18n.site().add_reply, topic.title));
    let back = move |forum: String| {
        view! {
            <p class="page__back">
                <a href=forum>{i18n.site().back_to_forum}</a>
                <a href=Address::Thread(topic.id, 1).to_string()>{i18n.site().back_to_topic}</a>
            </p>
        }
    };
    let forum = Address::Forum(topic.forum.slug.clone(), None).to_string();
    let you = review.you;
    let form = you
        .may_write
        .then(|| FormHandle::provide(Target::Reply(topic.id), you, selection::in_post));
    page::use_accent(topic.forum.accent.clone());
    view! {
        <header class="page__head">
            <p class="page__forum">{topic.forum.name.clone()}</p>
            {back(forum.clone())}
            <h1>{i18n.site().add_reply}</h1>
            <p class="page__lead">
                <a href=Address::Thread(topic.id, 1).to_string()>{topic.title.clone()}</a>
            </p>
        </header>
        {match form {
            Some(form) => lazy_form((form, topic.forum.slug, use_on_posted()), true),
            None => view! { <Closed locked=topic.locked target=Target::Reply(topic.id)/> }.into_any(),
        }}
        <Review posts=review.posts/>
        {back(forum)}
    }
}
