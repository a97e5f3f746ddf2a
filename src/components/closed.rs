//! What is shown instead of the form where nobody can post.

use leptos::prelude::*;

use super::{
    notice::{Notice, Tone},
    unsent_texts::unsent_texts,
};
use crate::{i18n::use_i18n, state::Target};

/// Why the reader cannot post here, and texts that the reader wrote here and did not send.
#[component]
pub fn Closed(
    /// Whether the reason is that the topic is locked.
    locked: bool,
    /// What the form would write to: selects the unsent texts.
    target: Target,
) -> impl IntoView {
    let i18n = use_i18n();
    let why = if locked {
        i18n.topic_is_locked
    } else {
        i18n.may_not_write
    };
    view! {
        <Notice tone=Tone::Info>{why}</Notice>
        {unsent_texts(target.key())}
    }
}
