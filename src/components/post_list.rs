//! The posts of a page, in reading order.

use leptos::prelude::*;
use palabre_contract::Post;

use super::post_card::PostCard;
use crate::state::{Thread, use_fresh_post};

/// Every post of the page; one that is added later joins them without drawing the others anew.
#[component]
pub fn PostList(
    /// The page that is being read.
    thread: Thread,
) -> impl IntoView {
    let posts = thread.posts();
    let fresh = use_fresh_post();
    let card = move |post: Post| {
        let id = post.id;
        let is_fresh = Signal::derive(move || fresh.is(id));
        view! { <PostCard post fresh=is_fresh/> }
    };
    view! {
        <div class="thread">
            <For each=move || posts.get() key=|post| (post.id, post.withdrawn.is_some()) children=card/>
        </div>
    }
}
