//! A custom smiley.

use leptos::prelude::*;
use palabre_contract::{CustomSmiley, Speech};

use crate::{origin::resource, state::use_preferences};

/// The picture of a custom smiley, spoken as its reader wants. One that moves is held still for those
/// whose device asks for that.
#[component]
pub fn CustomSmileyImage(
    /// Which one.
    smiley: CustomSmiley,
) -> impl IntoView {
    picture(
        &smiley,
        use_preferences().get_untracked(|chosen| chosen.speech),
        Some(smiley.code()),
    )
}

/// The same where many are drawn at once, in something that is named by their codes already: no more
/// than a browser needs.
pub fn bare_picture(smiley: &CustomSmiley, speech: Speech) -> AnyView {
    picture(smiley, speech, None)
}

/// `title`: the code, for a picture that stands in a text.
fn picture(smiley: &CustomSmiley, speech: Speech, title: Option<String>) -> AnyView {
    let spoken = match speech {
        Speech::Word => smiley.name.clone(),
        Speech::Code => smiley.code(),
        Speech::Silent => String::new(),
    };
    let is_silent = spoken.is_empty();
    // The server has the first frame, too.
    let src = resource(&smiley.src).into_owned();
    let still = smiley.animated.then(|| format!("{src}?still"));
    let image = view! {
        <img
            class="custom-smiley"
            // Those that are drawn at once are in view.
            loading=title.is_some().then_some("lazy")
            src=src
            aria-hidden=is_silent.then_some("true")
            alt=spoken
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
