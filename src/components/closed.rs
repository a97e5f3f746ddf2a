//! What stands in the place of the form where nothing can be written.

use leptos::prelude::*;

use super::notice::{Notice, Tone};
use crate::i18n::use_i18n;

/// Why nothing can be written here.
#[component]
pub fn Closed(
    /// Whether it is because the topic is locked.
    locked: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let why = if locked {
        i18n.topic_is_locked
    } else {
        i18n.may_not_write
    };
    view! { <Notice tone=Tone::Info>{why}</Notice> }
}
