//! A group of buttons with a single tab stop.

use leptos::prelude::*;

use crate::browser::roving;

/// Buttons between which the arrow keys move the focus. Each takes its initial `tabindex` from [`tab_stop`].
#[component]
pub fn ButtonGroup(
    /// Accessible name.
    label: &'static str,
    /// CSS class.
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

/// The initial `tabindex` of the button at `index`: 0 for the first, -1 for the others.
pub const fn tab_stop(index: usize) -> &'static str {
    if index == 0 { "0" } else { "-1" }
}
