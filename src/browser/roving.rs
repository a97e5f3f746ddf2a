//! Walking a group of buttons with the arrow keys: one stop for the tab key, whichever button was
//! stood at last (the "roving tabindex" of the ARIA Authoring Practices, toolbar pattern).

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Moves the focus within the group that the event came through, if its key is one that walks.
pub fn walk(event: &KeyboardEvent) {
    let buttons = event.current_target().map(buttons).unwrap_or_default();
    let here = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(from) = buttons
        .iter()
        .position(|button| Some(button) == here.as_ref())
    else {
        return;
    };
    let last = buttons.len() - 1;
    let to = match event.key().as_str() {
        "ArrowRight" => (from + 1).min(last),
        "ArrowLeft" => from.saturating_sub(1),
        "ArrowDown" => next_row(&buttons, from, false),
        "ArrowUp" => next_row(&buttons, from, true),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    for button in &buttons {
        button.set_tab_index(-1);
    }
    buttons[to].set_tab_index(0);
    let _ = buttons[to].focus();
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

/// The button straight below (or above), as the group is laid out now; the same one at its edge.
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
