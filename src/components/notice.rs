//! A notice: a message next to what it is about.

use leptos::prelude::*;

use super::icon::Icon;

/// The kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Information.
    Info,
    /// An action succeeded.
    Success,
    /// An action failed.
    Failure,
}

impl Tone {
    /// The name of the icon; also the value of `data-tone`.
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "check",
            Self::Failure => "error",
        }
    }
}

/// A message with an icon. Screen readers announce a failure immediately.
#[component]
pub fn Notice(
    /// The kind.
    tone: Tone,
    /// The message, and controls if any.
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
