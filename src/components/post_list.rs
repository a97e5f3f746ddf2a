//! The posts of a page, in reading order.

use leptos::prelude::*;
use palabre_contract::Post;

use super::{
    dynamic::{dynamic, each},
    post_card::PostCard,
};
use crate::state::{Thread, use_fresh_post};

/// Every post of the page. One that changes is drawn anew, and so are those that were added since; the
/// others stay as they are.
#[component]
pub fn PostList(
    /// The page that is being read.
    thread: Thread,
    /// The newest post first.
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
