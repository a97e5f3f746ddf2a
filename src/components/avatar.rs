//! The picture of an author.

use leptos::prelude::*;

use crate::{browser::text, origin::resource};

/// The author's picture, or initials on a colour derived from the name. Hidden from screen readers: the name is beside it.
#[component]
pub fn Avatar(
    /// The author's name.
    pseudo: String,
    /// The address of the picture.
    src: Option<String>,
) -> impl IntoView {
    match src {
        Some(src) => view! {
            <img class="avatar" src=resource(&src).into_owned() alt="" width="48" height="48" loading="lazy"/>
        }
        .into_any(),
        None => view! {
            <span class="avatar" aria-hidden="true" data-tint=tint(&pseudo)>
                {initials(&pseudo)}
            </span>
        }
        .into_any(),
    }
}

/// The first letters of the first two words.
fn initials(pseudo: &str) -> String {
    let words = pseudo.split(|c: char| !c.is_alphanumeric());
    let firsts = words.filter_map(|word| word.chars().next());
    text::upper(&firsts.take(2).collect::<String>())
}

/// One of the eight tints of the style sheet, always the same one for a name.
fn tint(pseudo: &str) -> u32 {
    pseudo
        .chars()
        .fold(7u32, |sum, c| sum.wrapping_mul(31).wrapping_add(c.into()))
        % 8
}
