//! The built-in smilies: the common ones, and a button that shows all.

use leptos::prelude::*;
use palabre_markup::Smiley;

use crate::{
    components::dynamic::{dynamic, each},
    components::{
        button_group::{ButtonGroup, tab_stop},
        icon::SmileyImage,
    },
    i18n::use_i18n,
    state::Composer,
};

/// The number of smilies that are always visible: two rows.
const COMMON: usize = 20;

/// One button per smiley, which inserts its code at the caret.
#[component]
pub(super) fn SmiliesPalette(composer: Composer) -> impl IntoView {
    let i18n = use_i18n();
    let (open, set_open) = signal(false);
    let button = move |(index, smiley): (usize, Smiley)| {
        let code = smiley.codes()[0];
        let is_hidden = move || index >= COMMON && !open.get();
        view! {
            <button
                class="smilies__choice"
                type="button"
                tabindex=tab_stop(index)
                hidden=is_hidden
                title=code
                aria-label=(i18n.smiley_label)(smiley)
                on:click=move |_| composer.insert_smiley(code)
            >
                <SmileyImage smiley code/>
            </button>
        }
    };
    let label = move || {
        if open.get() {
            i18n.form().fewer_smilies
        } else {
            i18n.form().more_smilies
        }
    };
    view! {
        <div class="smilies">
            <ButtonGroup label=i18n.form().smilies class="smilies__palette">
                {each(Smiley::ALL.into_iter().enumerate(), button)}
            </ButtonGroup>
            <button
                class="button"
                data-variant="link"
                type="button"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                {dynamic(label)}
            </button>
        </div>
    }
}
