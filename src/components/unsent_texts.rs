//! Texts that were written and not sent, to be seen and copied.

use leptos::prelude::*;

use super::dynamic::{dynamic, each};
use crate::{
    i18n::use_i18n,
    state::{draft_storage, use_session},
};

/// The unsent texts of whoever reads this, for one target; nothing where there are none. `target`:
/// [`Target::key`](crate::state::Target::key).
pub fn kept_texts(target: String) -> AnyView {
    let i18n = use_i18n();
    let owner = use_session().draft_owner();
    dynamic(move || {
        let found = owner.get().map(|owner| draft_storage::list(owner, &target));
        each(found.unwrap_or_default(), |stored| {
            kept_text(i18n.unsent_text, stored.draft.body)
        })
    })
    .into_any()
}

/// A text that cannot be changed here, selected as a whole where it gets the focus.
pub fn kept_text(label: &'static str, text: String) -> AnyView {
    view! {
        <label class="kept-text">
            {label}
            <textarea class="input" readonly=true rows="6" prop:value=text
                on:focus:target=move |event| event.target().select()></textarea>
        </label>
    }
    .into_any()
}
