//! What stands in the place of the form where nothing can be written.

use leptos::prelude::*;

use super::{
    notice::{Notice, Tone},
    unsent_texts::kept_texts,
};
use crate::{i18n::use_i18n, state::Target};

/// Why nothing can be written here, and what was written nevertheless.
#[component]
pub fn Closed(
    /// Whether it is because the topic is locked.
    locked: bool,
    /// What would be written here; texts for it that were not sent are shown.
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
        {kept_texts(target.key())}
    }
}
