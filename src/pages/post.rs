//! `/p/:id`: redirects to a post in its thread.

use leptos::prelude::*;
use palabre_contract::Post;

use crate::{
    address,
    state::{use_navigation, use_preferences},
};

pub(super) fn redirect_to_thread(post: Post) -> impl IntoView {
    let navigation = use_navigation();
    let per_page = use_preferences().posts_per_page();
    request_animation_frame(move || navigation.replace(&address::of_post(&post, per_page)));
}
