//! Single-key shortcuts of a thread, and the list of them.

use leptos::{ev, html, prelude::*};

use super::icon::Icon;
use crate::components::dynamic::each;
use crate::{
    browser::{current_post, page},
    i18n::use_i18n,
    state::{FormHandle, use_preferences},
};

/// Listens to the shortcuts of a thread: j and k go to the next and previous post, r replies, q quotes, ? lists the shortcuts.
///
/// They do nothing while a text field has the focus or with Ctrl, Command or Alt, and can be turned off.
#[component]
pub fn Shortcuts(
    /// The reply that r and q write to. `None`: the reader cannot reply.
    form: Option<FormHandle>,
) -> impl IntoView {
    let preferences = use_preferences();
    let dialog = NodeRef::<html::Dialog>::new();
    let show = move || {
        if let Some(dialog) = dialog.get_untracked() {
            // Fails only if it is open already.
            let _ = dialog.show_modal();
        }
    };
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_chord = event.ctrl_key() || event.meta_key() || event.alt_key();
        if is_chord || page::is_writing() {
            return;
        }
        // Not subject to the preference: the list contains the switch for it.
        if event.key() == "?" {
            return show();
        }
        if !preferences.get_untracked(|chosen| chosen.shortcuts) {
            return;
        }
        match (event.key().as_str(), form) {
            ("j", _) => current_post::step(true),
            ("k", _) => current_post::step(false),
            ("r", Some(form)) => form.focus(),
            ("q", Some(_)) => current_post::quote(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
    view! { <ShortcutList dialog/> }
}

#[component]
fn ShortcutList(dialog: NodeRef<html::Dialog>) -> impl IntoView {
    let i18n = use_i18n();
    let preferences = use_preferences();
    let keys = [
        ("J", i18n.site().shortcut_next),
        ("K", i18n.site().shortcut_previous),
        ("R", i18n.site().shortcut_reply),
        ("Q", i18n.site().shortcut_quote),
        ("?", i18n.site().shortcut_help),
    ];
    let row = |(key, what)| view! { <dt><kbd>{key}</kbd></dt> <dd>{what}</dd> };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="shortcuts-title">
            <form method="dialog" class="dialog__head">
                <h2 id="shortcuts-title">{i18n.site().shortcuts}</h2>
                <button class="button" data-variant="quiet icon" aria-label=i18n.site().close>
                    <Icon name="close"/>
                </button>
            </form>
            <dl class="shortcuts">{each(keys, row)}</dl>
            <label class="option">
                <input
                    type="checkbox"
                    prop:checked=move || preferences.get(|chosen| chosen.shortcuts)
                    on:change:target=move |event| {
                        let on = event.target().checked();
                        preferences.change(|chosen| chosen.shortcuts = on);
                    }
                />
                <span>{i18n.site().shortcuts_on}</span>
            </label>
        </dialog>
    }
}
