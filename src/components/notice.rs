//! A notice: something the person should know, at the place it is about.

use leptos::prelude::*;

use super::icon::Icon;

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// It worked.
    Success,
    /// It did not.
    Failure,
}

impl Tone {
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "check",
            Self::Failure => "error",
        }
    }
}

/// A sentence with a sign in front of it. A failure is read out at once.
#[component]
pub fn Notice(
    /// How it is meant.
    tone: Tone,
    /// The sentence, and what to do about it.
    children: Children,
) -> impl IntoView {
    let role = match tone {
        Tone::Failure => "alert",
        Tone::Info | Tone::Success => "status",
    };
    view! {
        <div class="notice" data-tone=tone.name() role=role tabindex="-1">
            <Icon name=tone.name()/>
            <div class="notice__text">{children()}</div>
        </div>
    }
}
