//! The message: toolbar, text, length and smilies.

use leptos::{ev, prelude::*};
use palabre_contract::{Field, rules};

use super::{
    smilies::SmiliesPalette,
    toolbar::{Toolbar, edit_by_key},
};
use crate::{
    components::{
        dynamic::dynamic,
        form::{FieldFault, FieldRow, FormErrors},
    },
    i18n::use_i18n,
    state::Composer,
};

/// The text area with its toolbar and smilies.
#[component]
pub(super) fn MessageField(
    composer: Composer,
    errors: FormErrors,
    /// Content below the built-in smilies.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let fault = errors.of(Field::Body);
    let on_keydown = move |event: ev::KeyboardEvent| {
        if edit_by_key(composer, &event) {
            event.prevent_default();
        } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            composer.send();
        }
    };
    view! {
        <FieldRow label=i18n.form().message control="reply-body">
            <Toolbar composer/>
            <textarea
                id="reply-body"
                class="input message"
                name="body"
                rows="8"
                node_ref=composer.area()
                prop:value=move || {
                    // Only after the text was replaced: what was typed is in the element already.
                    composer.swaps().track();
                    composer.draft().with_untracked(|draft| draft.body.clone())
                }
                aria-describedby="reply-body-fault reply-body-length"
                aria-invalid=move || fault.get().is_some().to_string()
                on:input:target=move |event| {
                    composer.write(event.target().value());
                    errors.clear_field(Field::Body);
                }
                on:keydown=on_keydown
            ></textarea>
            <FieldFault id="reply-body-fault" fault/>
            <Length composer/>
            <SmiliesPalette composer/>
            {children()}
        </FieldRow>
    }
}

/// The number of characters, the limit, and whether the draft is stored.
#[component]
fn Length(composer: Composer) -> impl IntoView {
    let i18n = use_i18n();
    let draft = composer.draft();
    let length = Memo::new(move |_| draft.with(|draft| rules::length(&draft.body)));
    let max = i18n.number(rules::BODY_MAX);
    let count = move || (i18n.form().characters)(&i18n.number(length.get()), &max);
    let storage_note = move || match composer.is_stored().get() {
        Some(true) if length.get() > 0 => Some(i18n.form().draft_kept),
        Some(false) => Some(i18n.form().draft_not_kept),
        _ => None,
    };
    view! {
        <p class="message__length">
            <span id="reply-body-length" data-over=move || (length.get() > rules::BODY_MAX).then_some("")>
                {dynamic(count)}
            </span>
            <span class="message__kept" role="status">{dynamic(storage_note)}</span>
        </p>
    }
}
