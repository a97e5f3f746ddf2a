//! "Dernières réponses": the newest posts under the form, to read and to quote while answering.

use leptos::prelude::*;
use palabre_contract::{Post, rules};

use super::{
    avatar::Avatar,
    dynamic::dynamic,
    moment::Moment,
    post_card::{PostBody, QuoteButton},
};
use crate::{address, i18n::use_i18n, state::use_preferences};

/// Characters from which a post is likely longer than the 20 lines that are shown of it.
const LONG_CHARACTERS: u32 = 1_400;
/// Lines from which it is.
const LONG_LINES: usize = 20;

/// The newest posts, newest first, each in full; long ones are folded.
#[component]
pub fn Review(
    /// The posts, newest first.
    posts: Vec<Post>,
) -> impl IntoView {
    let i18n = use_i18n();
    let entry = |post| view! { <ReviewEntry post/> };
    view! {
        <section class="review" aria-labelledby="review-title">
            <h2 id="review-title">{i18n.latest_replies}</h2>
            <ol class="review__entries" role="list">
                {posts.into_iter().map(entry).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn ReviewEntry(post: Post) -> impl IntoView {
    let i18n = use_i18n();
    let is_long =
        rules::length(&post.body) > LONG_CHARACTERS || post.body.lines().count() > LONG_LINES;
    let (folded, set_folded) = signal(is_long);
    let body_id = format!("review-{}", post.id);
    let fold = is_long.then(|| {
        view! {
            <button
                class="button"
                data-variant="link"
                type="button"
                aria-expanded=move || (!folded.get()).to_string()
                aria-controls=body_id.clone()
                on:click=move |_| set_folded.update(|folded| *folded = !*folded)
            >
                {dynamic(move || if folded.get() { i18n.show_all } else { i18n.fold })}
            </button>
        }
    });
    view! {
        <li class="review__entry">
            <header class="review__head">
                <Avatar pseudo=post.author.pseudo.clone() src=post.author.avatar.clone()/>
                <strong>{post.author.pseudo.clone()}</strong>
                <a href=address::of_post(&post, use_preferences().posts_per_page())><Moment at=post.posted_at/></a>
                <QuoteButton post=post.clone()/>
            </header>
            <div id=body_id class="review__body" data-folded=move || folded.get().then_some("")>
                <PostBody post/>
            </div>
            {fold}
        </li>
    }
}
