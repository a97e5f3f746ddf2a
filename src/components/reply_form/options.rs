//! The three options under the message.

use leptos::prelude::*;

use crate::components::dynamic::{given, when};
use crate::{
    components::form::FieldRow,
    i18n::use_i18n,
    state::{Composer, Draft},
};

/// Check boxes for notification, smilies and signature.
#[component]
pub(super) fn Options(composer: Composer) -> impl IntoView {
    let i18n = use_i18n();
    // An edit changes neither the notification nor the signature.
    let is_new = composer.target().edited().is_none();
    view! {
        <FieldRow label=i18n.form().options labelled_by="reply-options-label">
            <div class="options" role="group" aria-labelledby="reply-options-label">
                {when(is_new, || view! {
                    <OptionBox composer name="notify" label=i18n.form().notify
                        get=|draft| draft.notify set=|draft, on| draft.notify = on/>
                })}
                <OptionBox composer name="no_smilies" label=i18n.form().disable_smilies
                    get=|draft| !draft.smilies set=|draft, on| draft.smilies = !on/>
                {when(is_new, || view! {
                    <OptionBox composer name="signature" label=i18n.form().use_signature hint=i18n.form().signature_hint
                        get=|draft| draft.signature set=|draft, on| draft.signature = on/>
                })}
            </div>
        </FieldRow>
    }
}

#[component]
fn OptionBox(
    composer: Composer,
    /// As in the plain form.
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    get: fn(&Draft) -> bool,
    set: fn(&mut Draft, bool),
) -> impl IntoView {
    let draft = composer.draft();
    view! {
        <label class="option">
            <input
                type="checkbox"
                name=name
                prop:checked=move || draft.with(get)
                on:change:target=move |event| {
                    let on = event.target().checked();
                    composer.change(|draft| set(draft, on));
                }
            />
            <span>
                {label}
                {given(hint, |hint| view! { <small class="option__hint">{hint}</small> })}
            </span>
        </label>
    }
}
