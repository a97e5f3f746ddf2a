//! Custom smilies ("Smilies personnalisés"): the forum's own images, searched by name.

mod panel;
mod recent;
mod search;

use leptos::{ev, html, prelude::*};
use palabre_contract::ForumSlug;

use self::panel::panel;
use crate::{
    browser::page,
    components::dynamic::dynamic,
    components::{
        failure::explain,
        icon::Icon,
        lazily::lazily,
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    part,
    state::{Composer, use_custom_smilies},
};

part!(both extras, panel_part: fn(panel::Props) -> AnyView = panel);

/// The panel, and a button that opens it.
///
/// The list of smilies is loaded when the panel is opened, or when the text contains what may be a code, for the preview.
pub(super) fn custom_smilies(composer: Composer, forum: ForumSlug) -> AnyView {
    let i18n = use_i18n();
    let custom_smilies = use_custom_smilies();
    let (open, set_open) = signal(false);
    let opener = NodeRef::<html::Button>::new();
    let draft = composer.draft();
    let is_wanted = Memo::new(move |_| open.get() || draft.with(|draft| draft.body.contains("[:")));
    let forum = StoredValue::new(forum);
    let load = move || custom_smilies.load(forum.get_value());
    Effect::new(move |_| {
        if is_wanted.get() {
            load();
        }
    });
    let shown = move || match custom_smilies.all().get() {
        None => {
            view! { <p class="custom-smilies__note" role="status">{i18n.loading}</p> }.into_any()
        }
        Some(Err(error)) => view! {
            <Notice tone=Tone::Failure>
                <p>{explain(i18n, &error)}</p>
                <button class="button" type="button" on:click=move |_| load()>{i18n.retry}</button>
            </Notice>
        }
        .into_any(),
        Some(Ok(gallery)) if gallery.count() == 0 => {
            view! { <p class="custom-smilies__note">{i18n.form().custom_smilies_empty}</p> }
                .into_any()
        }
        Some(Ok(gallery)) => lazily(panel_part, (composer, forum, gallery)),
    };
    let close = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            set_open.set(false);
            if let Some(opener) = opener.get_untracked() {
                page::focus(&opener);
            }
        }
    };
    view! {
        <div class="custom-smilies">
            <button
                class="button"
                data-variant="link"
                type="button"
                node_ref=opener
                aria-expanded=move || open.get().to_string()
                aria-controls="custom-smilies"
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                <Icon name="smiley"/>
                {i18n.form().custom_smilies}
            </button>
            <div id="custom-smilies" class="custom-smilies__panel" hidden=move || !open.get() on:keydown=close>
                {dynamic(move || open.get().then(shown))}
            </div>
        </div>
    }
    .into_any()
}
