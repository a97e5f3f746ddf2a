//! `/p/:id`: leads on to where a post stands in its thread.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};
use palabre_contract::{Post, PostId};

use crate::{
    api::Client,
    components::{address, loaded::Loaded},
};

/// Leads on to a post.
#[component]
pub fn PostPage() -> impl IntoView {
    let client: Client = expect_context();
    let params = use_params_map();
    let post = LocalResource::new(move || {
        let post = params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok());
        async move { client.post(post.unwrap_or(PostId(0))).await }
    });
    view! { <Loaded resource=post lines=24 children=lead_on/> }
}

fn lead_on(post: Post) -> impl IntoView {
    // In place of this address, so that the way back does not lead here again.
    let options = NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    };
    let (navigate, to) = (use_navigate(), address::post(&post));
    request_animation_frame(move || navigate(&to, options));
}
