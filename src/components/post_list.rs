//! The posts of a page.

use leptos::prelude::*;
use palabre_contract::Post;

use super::{
    dynamic::{dynamic, each},
    post_card::PostCard,
};
use crate::state::{Thread, use_fresh_post};

/// The posts of the page. A changed post is rendered again; adding a post renders only the posts that were added after the
/// page was loaded.
#[component]
pub fn PostList(
    /// The thread, with the posts of its current page.
    thread: Thread,
    /// Whether the newest post is first.
    #[prop(optional)]
    newest_first: bool,
) -> impl IntoView {
    let fresh = use_fresh_post();
    let card = move |post: RwSignal<Post>| {
        let id = post.with_untracked(|post| post.id);
        let fresh = Signal::derive(move || fresh.is(id));
        dynamic(move || view! { <PostCard post=post.get() fresh/> })
    };
    let ordered = move |mut posts: Vec<RwSignal<Post>>| {
        if newest_first {
            posts.reverse();
        }
        each(posts, card)
    };
    let loaded = untrack(|| thread.posts());
    let count = loaded.len();
    let loaded = ordered(loaded);
    let added = dynamic(move || ordered(thread.posts().split_off(count)));
    view! {
        <div class="thread" part="thread">
            {if newest_first {
                view! { {added} {loaded} }.into_any()
            } else {
                view! { {loaded} {added} }.into_any()
            }}
        </div>
    }
}
