//! `/t/:id/reply`: the reply page, with the newest posts below the form.

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use palabre_contract::{Posted, TopicId, TopicReview};

use crate::{
    api::Client,
    browser::page,
    components::{
        address,
        loaded::Loaded,
        notice::{Notice, Tone},
        reply_form::ReplyForm,
        review::Review,
    },
    i18n::use_i18n,
    state::{Composer, use_fresh_post, use_pictures},
};

/// Answers a topic.
#[component]
pub fn ReplyPage() -> impl IntoView {
    let client: Client = expect_context();
    let params = use_params_map();
    let topic = Memo::new(move |_| {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok())
    });
    let review = LocalResource::new(move || {
        let topic = topic.get();
        async move { client.review(topic.unwrap_or(TopicId(0))).await }
    });
    view! { <Loaded resource=review lines=16 children=reply_page/> }
}

fn reply_page(review: TopicReview) -> impl IntoView {
    let i18n = use_i18n();
    let topic = review.topic;
    use_pictures().learn(&review.smilies);
    page::set_title(&format!("{} · {}", i18n.add_reply, topic.title));
    let back = move |forum: String| {
        view! {
            <nav class="page__back">
                <a href=forum>{i18n.back_to_forum}</a>
                <a href=address::thread(topic.id, 1)>{i18n.back_to_topic}</a>
            </nav>
        }
    };
    let forum = address::forum(&topic.forum.slug);
    let composer = (!topic.locked).then(|| Composer::provide(topic.id));
    view! {
        <header class="page__head">
            <p class="page__forum">{topic.forum.name.clone()}</p>
            {back(forum.clone())}
            <h1>{i18n.add_reply}</h1>
            <p class="page__lead">
                <a href=address::thread(topic.id, 1)>{topic.title.clone()}</a>
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
    let fresh = use_fresh_post();
    let navigate = use_navigate();
    Callback::new(move |posted: Posted| {
        fresh.mark(posted.post.id);
        navigate(&address::post(&posted.post), Default::default());
    })
}
