//! `/t/:id/reply`: the reply page, with the newest posts below the form.

use leptos::prelude::*;
use palabre_contract::{Posted, TopicReview};

use crate::{
    address::{self, Address},
    browser::page,
    components::{
        notice::{Notice, Tone},
        reply_form::ReplyForm,
        review::Review,
    },
    i18n::use_i18n,
    state::{Composer, use_fresh_post, use_navigation, use_pictures},
};

pub(super) fn reply_page(review: TopicReview) -> impl IntoView {
    let i18n = use_i18n();
    let topic = review.topic;
    use_pictures().learn(&review.smilies);
    page::set_title(&format!("{} · {}", i18n.add_reply, topic.title));
    let back = move |forum: String| {
        view! {
            <p class="page__back">
                <a href=forum>{i18n.back_to_forum}</a>
                <a href=Address::Thread(topic.id, 1).to_string()>{i18n.back_to_topic}</a>
            </p>
        }
    };
    let forum = Address::Forum(topic.forum.slug.clone(), None).to_string();
    let composer = (!topic.locked).then(|| Composer::provide(topic.id));
    view! {
        <header class="page__head">
            <p class="page__forum">{topic.forum.name.clone()}</p>
            {back(forum.clone())}
            <h1>{i18n.add_reply}</h1>
            <p class="page__lead">
                <a href=Address::Thread(topic.id, 1).to_string()>{topic.title.clone()}</a>
            </p>
        </header>
        {match composer {
            Some(composer) => {
                let on_posted = use_on_posted();
                view! { <ReplyForm composer forum=topic.forum.slug on_posted/> }.into_any()
            }
            None => view! { <Notice tone=Tone::Info>{i18n.topic_is_locked}</Notice> }.into_any(),
        }}
        <Review posts=review.posts/>
        {back(forum)}
    }
}

/// Goes to the reply in its thread.
fn use_on_posted() -> Callback<Posted> {
    let (fresh, navigation) = (use_fresh_post(), use_navigation());
    Callback::new(move |posted: Posted| {
        fresh.mark(posted.post.id);
        navigation.go(&address::of_post(&posted.post));
    })
}
