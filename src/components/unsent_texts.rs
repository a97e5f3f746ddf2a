//! Unsent texts, to read and to copy.

use leptos::prelude::*;

use super::{
    dynamic::{dynamic, each},
    lazily::lazily,
};
use crate::{
    i18n::use_i18n,
    part,
    state::{DraftOwner, draft_storage, use_session},
};

part!(both extras, texts_part: fn((DraftOwner, String)) -> AnyView = texts);

/// The current reader's unsent texts for one target, given by its [`Target::key`](crate::state::Target::key). Empty if there
/// are none.
pub fn unsent_texts(target: String) -> AnyView {
    let owner = use_session().draft_owner();
    dynamic(move || {
        let owner = owner
            .get()
            .filter(|owner| draft_storage::has(*owner, &target));
        owner.map(|owner| lazily(texts_part, (owner, target.clone())))
    })
    .into_any()
}

fn texts((owner, target): (DraftOwner, String)) -> AnyView {
    let i18n = use_i18n();
    each(draft_storage::list(owner, &target), |stored| {
        read_only_text(i18n.form().unsent_text, stored.draft.body)
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
