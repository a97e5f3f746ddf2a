//! `/f/:slug/new` and `/p/:id/edit`: creating a topic, editing a post.

use leptos::prelude::*;
use palabre_contract::{Post, Posted, TopicPage, TopicReview};

use super::{back, back_to_forum, head};
use crate::{
    address,
    api::Client,
    browser::page,
    components::{
        lazily::lazily,
        lazy_form::form_part,
        loaded::{Loaded, fetching},
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::{
        FormHandle, Target, use_custom_smilies, use_fresh_post, use_navigation, use_preferences,
    },
};

/// `/f/:slug/new`
pub(super) fn new_topic_page(topics: TopicPage) -> impl IntoView {
    let i18n = use_i18n();
    let slug = topics.forum.slug;
    page::use_accent(topics.forum.accent);
    let form = if topics.you.may_write {
        let form = FormHandle::provide(Target::Topic(slug.clone()), topics.you, |_| None);
        lazily(form_part, (form, slug.clone(), use_on_posted()))
    } else {
        view! { <Notice tone=Tone::Info>{i18n.may_not_write}</Notice> }.into_any()
    };
    view! {
        {back_to_forum(slug, topics.forum.name)}
        {head(i18n.site().new_topic, "")}
        {form}
    }
}

/// `/p/:id/edit`
pub(super) fn edit_page(post: Post) -> impl IntoView {
    let client: Client = expect_context();
    let topic = post.topic;
    provide_context(post);
    // The forum and its smilies are not in the post but in its topic.
    let fetch = Box::new(move || fetching(client.review(topic), edit_form));
    view! { <Loaded fetch/> }
}

fn edit_form(review: TopicReview) -> impl IntoView {
    let i18n = use_i18n();
    let post: Post = expect_context();
    let to = address::of_post(&post, use_preferences().posts_per_page());
    use_custom_smilies().add(&review.smilies);
    page::use_accent(review.topic.forum.accent);
    let form = FormHandle::provide(Target::Edit(post), review.you, |_| None);
    let form = lazily(form_part, (form, review.topic.forum.slug, use_on_posted()));
    view! {
        {back(to, i18n.site().back_to_topic, review.topic.title)}
        {head(i18n.site().edit_title, "")}
        {form}
    }
}

/// Callback of the form: goes to the post in its thread.
pub(super) fn use_on_posted() -> Callback<Posted> {
    let (fresh, navigation) = (use_fresh_post(), use_navigation());
    let per_page = use_preferences().posts_per_page();
    Callback::new(move |posted: Posted| {
        fresh.mark(posted.post.id);
        navigation.go(&address::of_post(&posted.post, per_page));
    })
}
