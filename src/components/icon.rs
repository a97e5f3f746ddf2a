//! Images from the three sprites: the interface's line icons, the message icons and the built-in smilies.

use leptos::prelude::*;
use palabre_contract::{MessageIcon, Speech};
use palabre_markup::Smiley;

use crate::{i18n::use_i18n, origin, state::use_preferences};

/// A line icon of the interface. Hidden from screen readers: the control that contains it has a name.
#[component]
pub fn Icon(
    /// The symbol in `public/icons.svg`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=origin::symbol("icons", name)></use>
        </svg>
    }
}

/// A message icon; its name is the text alternative.
#[component]
pub fn MessageIconImage(
    /// Which one.
    icon: MessageIcon,
) -> impl IntoView {
    let label = (use_i18n().icon_label)(icon);
    view! {
        <svg class="message-icon" role="img" aria-label=label>
            <use href=origin::symbol("message-icons", icon.name())></use>
        </svg>
    }
}

/// A built-in smiley; the reader chooses its text alternative.
#[component]
pub fn SmileyImage(
    /// Which one.
    smiley: Smiley,
    /// The code in the text, shown as a tooltip.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let speech = use_preferences().get_untracked(|chosen| chosen.speech);
    let label = match speech {
        Speech::Word => Some((i18n.smiley_label)(smiley).to_owned()),
        Speech::Code => Some(code.clone()),
        Speech::Silent => None,
    };
    view! {
        <svg class="smiley" role="img" aria-hidden=label.is_none().then_some("true") aria-label=label>
            <title>{code}</title>
            <use href=origin::symbol("smilies", smiley.name())></use>
        </svg>
    }
}
