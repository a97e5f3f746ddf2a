//! A custom smiley.

use leptos::prelude::*;
use palabre_contract::CustomSmiley;

/// The picture of a custom smiley, spoken as its name.
#[component]
pub fn CustomSmileyImage(
    /// Which one.
    smiley: CustomSmiley,
) -> impl IntoView {
    view! {
        <img
            class="custom-smiley"
            src=smiley.src.clone()
            alt=smiley.name.clone()
            title=smiley.code()
            width=smiley.width
            height=smiley.height
            loading="lazy"
        />
    }
}
