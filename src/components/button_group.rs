//! A group of buttons that is one stop for the tab key.

use leptos::prelude::*;

use crate::browser::roving;

/// Buttons that are walked with the arrow keys. The first of them should have a `tabindex` of 0, the
/// others of -1; see [`tab_stop`].
#[component]
pub fn ButtonGroup(
    /// What the group is for.
    label: &'static str,
    /// Its class.
    class: &'static str,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=class role="toolbar" aria-label=label
            on:keydown=|event| { roving::move_focus(&event); }>
            {children()}
        </div>
    }
}

/// The `tabindex` that the button at `index` of a group starts with.
pub const fn tab_stop(index: usize) -> &'static str {
    if index == 0 { "0" } else { "-1" }
}
