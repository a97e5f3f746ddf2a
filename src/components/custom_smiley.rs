//! Images of custom smilies.

use leptos::prelude::*;
use palabre_contract::{CustomSmiley, Speech};

use crate::{origin::resource, state::use_preferences};

/// A custom smiley in a text; the reader chooses its text alternative. An animated one is shown as its first frame to readers
/// whose system asks for reduced motion.
#[component]
pub fn CustomSmileyImage(
    /// Which one.
    smiley: CustomSmiley,
) -> impl IntoView {
    image(
        &smiley,
        use_preferences().get_untracked(|chosen| chosen.speech),
        Some(smiley.code()),
    )
}

/// A custom smiley without a tooltip and without lazy loading, for a grid of buttons that have both the code as their title
/// and are in view.
pub fn image_without_title(smiley: &CustomSmiley, speech: Speech) -> AnyView {
    image(smiley, speech, None)
}

/// `title`: the tooltip; its presence also enables lazy loading.
fn image(smiley: &CustomSmiley, speech: Speech, title: Option<String>) -> AnyView {
    let alternative = match speech {
        Speech::Word => smiley.name.clone(),
        Speech::Code => smiley.code(),
        Speech::Silent => String::new(),
    };
    let is_silent = alternative.is_empty();
    // With `?still`, the server sends the first frame.
    let src = resource(&smiley.src).into_owned();
    let still = smiley.animated.then(|| format!("{src}?still"));
    let image = view! {
        <img
            class="custom-smiley"
            loading=title.is_some().then_some("lazy")
            src=src
            aria-hidden=is_silent.then_some("true")
            alt=alternative
            title=title
            width=smiley.width
            height=smiley.height
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
