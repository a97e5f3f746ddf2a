//! Unsent texts, to read and to copy.

use leptos::prelude::*;

use super::dynamic::{dynamic, each};
use crate::{
    i18n::use_i18n,
    state::{draft_storage, use_session},
};

/// The current reader's unsent texts for one target, given by its [`Target::key`](crate::state::Target::key). Empty if there
/// are none.
pub fn unsent_texts(target: String) -> AnyView {
    let i18n = use_i18n();
    let owner = use_session().draft_owner();
    dynamic(move || {
        let found = owner.get().map(|owner| draft_storage::list(owner, &target));
        each(found.unwrap_or_default(), |stored| {
            read_only_text(i18n.unsent_text, stored.draft.body)
        })
    })
    .into_any()
}

/// A read-only text, which is selected when it receives the focus.
pub fn read_only_text(label: &'static str, text: String) -> AnyView {
    view! {
        <label class="kept-text">
            {label}
            <textarea class="input" readonly=true rows="6" prop:value=text
                on:focus:target=move |event| event.target().select()></textarea>
        </label>
    }
    .into_any()
}
