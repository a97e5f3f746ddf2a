//! The choice of a message icon: two rows of eight, and "none".

use leptos::prelude::*;
use palabre_contract::MessageIcon;

use crate::{
    components::{form::FieldRow, icon::MessageIconImage},
    i18n::use_i18n,
    state::Composer,
};

/// Radio buttons with the icons.
#[component]
pub(super) fn IconPicker(composer: Composer) -> impl IntoView {
    let i18n = use_i18n();
    let draft = composer.draft();
    let choice = move |icon: Option<MessageIcon>| {
        let label = icon.map_or(i18n.form().no_icon, i18n.icon_label);
        view! {
            <label class="icon-picker__choice" data-none=icon.is_none().then_some("") title=label>
                <input
                    class="visually-hidden"
                    type="radio"
                    name="icon"
                    value=icon.map_or("", MessageIcon::name)
                    aria-label=label
                    prop:checked=move || draft.with(|draft| draft.icon == icon)
                    on:change=move |_| composer.choose_icon(icon)
                />
                {match icon {
                    Some(icon) => view! { <MessageIconImage icon/> }.into_any(),
                    None => i18n.form().no_icon.into_any(),
                }}
            </label>
        }
    };
    view! {
        <FieldRow label=i18n.form().icon labelled_by="reply-icon-label">
            <div class="icon-picker" role="radiogroup" aria-labelledby="reply-icon-label">
                {MessageIcon::ALL.into_iter().map(|icon| choice(Some(icon))).collect_view()}
                {choice(None)}
            </div>
        </FieldRow>
    }
}
