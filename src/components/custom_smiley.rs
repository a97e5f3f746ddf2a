//! A custom smiley.

use leptos::prelude::*;
use palabre_contract::{CustomSmiley, Speech};

use crate::state::use_preferences;

/// The picture of a custom smiley, spoken as its reader wants. One that moves is held still for those
/// whose device asks for that.
#[component]
pub fn CustomSmileyImage(
    /// Which one.
    smiley: CustomSmiley,
) -> impl IntoView {
    let code = smiley.code();
    let spoken = match use_preferences().now(|chosen| chosen.speech) {
        Speech::Word => smiley.name,
        Speech::Code => code.clone(),
        Speech::Silent => String::new(),
    };
    let is_silent = spoken.is_empty();
    // The server has the first frame, too.
    let still = smiley.animated.then(|| format!("{}?still", smiley.src));
    let image = view! {
        <img
            class="custom-smiley"
            src=smiley.src
            aria-hidden=is_silent.then_some("true")
            alt=spoken
            title=code
            width=smiley.width
            height=smiley.height
            loading="lazy"
            decoding="async"
        />
    };
    match still {
        None => image.into_any(),
        Some(still) => view! {
            <picture>
                <source media="(prefers-reduced-motion: reduce)" srcset=still/>
                {image}
            </picture>
        }
        .into_any(),
    }
}
