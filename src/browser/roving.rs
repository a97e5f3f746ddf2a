//! Roving tabindex for a group of buttons: arrow keys move the focus within the group, and Tab stops once, at the
//! button that was focused last (ARIA Authoring Practices, toolbar pattern).

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// Handles a key event of the group: arrow keys, Home and End move the focus. `false`: the focus did not move.
pub fn move_focus(event: &KeyboardEvent) -> bool {
    let buttons = event.current_target().map(buttons).unwrap_or_default();
    let here = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(from) = buttons
        .iter()
        .position(|button| Some(button) == here.as_ref())
    else {
        return false;
    };
    let last = buttons.len() - 1;
    let to = match event.key().as_str() {
        "ArrowRight" => (from + 1).min(last),
        "ArrowLeft" => from.saturating_sub(1),
        "ArrowDown" => next_row(&buttons, from, false),
        "ArrowUp" => next_row(&buttons, from, true),
        "Home" => 0,
        "End" => last,
        _ => return false,
    };
    event.prevent_default();
    focus_button(&buttons, to);
    to != from
}

/// Focuses the first button of a group.
pub fn focus_first(group: &HtmlElement) {
    focus_button(&buttons(group.clone().into()), 0);
}

/// Makes the first button of a group its tab stop, after the buttons were replaced.
pub fn reset_tab_stop(group: &HtmlElement) {
    for (at, button) in buttons(group.clone().into()).iter().enumerate() {
        button.set_tab_index(if at == 0 { 0 } else { -1 });
    }
}

/// If the focus is in the group, whose buttons are about to be redrawn, focuses the button at the same index after
/// the next rendering.
pub fn keep_focus(event: &Event) {
    let Some(group) = event.current_target() else {
        return;
    };
    let has_focus = |button: &HtmlElement| button.matches(":focus").unwrap_or_default();
    let at = buttons(group.clone()).iter().position(has_focus);
    if let Some(at) = at {
        request_animation_frame(move || focus_button(&buttons(group), at));
    }
}

/// The button that an event was fired on.
pub fn button(event: &Event) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("button").ok()??.dyn_into().ok()
}

/// Whether the scrolled element is less than its own height from its end.
pub fn is_near_end(event: &Event) -> bool {
    let group = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    group
        .is_some_and(|group| group.scroll_height() - group.scroll_top() < 2 * group.client_height())
}

fn focus_button(buttons: &[HtmlElement], at: usize) {
    for button in buttons {
        button.set_tab_index(-1);
    }
    if let Some(button) = buttons.get(at) {
        button.set_tab_index(0);
        // Fails only for an element that is not in the document.
        let _ = button.focus();
    }
}

fn buttons(group: web_sys::EventTarget) -> Vec<HtmlElement> {
    let Ok(group) = group.dyn_into::<HtmlElement>() else {
        return Vec::new();
    };
    let found = group.get_elements_by_tag_name("button");
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .filter(|button: &HtmlElement| button.offset_parent().is_some())
        .collect()
}

/// Index of the button nearest below (or above) in the current layout; `from` if there is none.
fn next_row(buttons: &[HtmlElement], from: usize, up: bool) -> usize {
    let here = &buttons[from];
    let ahead = |top: i32| {
        if up {
            here.offset_top() - top
        } else {
            top - here.offset_top()
        }
    };
    buttons
        .iter()
        .enumerate()
        .filter(|(_, button)| ahead(button.offset_top()) > 0)
        .min_by_key(|(_, button)| {
            (
                ahead(button.offset_top()),
                here.offset_left().abs_diff(button.offset_left()),
            )
        })
        .map_or(from, |(index, _)| index)
}
