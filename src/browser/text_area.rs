//! Text areas: the selection in bytes, and edits that the browser's own undo takes back.

use std::ops::Range;

use palabre_markup::edit::{self, Edit};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// The text and the selection in it, as byte offsets.
pub fn read(area: &HtmlTextAreaElement) -> (String, Range<usize>) {
    let text = area.value();
    let offset = |utf16: Option<u32>| edit::byte_offset(&text, utf16.unwrap_or(u32::MAX) as usize);
    let start = offset(area.selection_start().ok().flatten());
    let end = offset(area.selection_end().ok().flatten());
    (text, start..end.max(start))
}

/// Applies an edit of `text`, which is what stands in the area.
///
/// `execCommand` is deprecated, and still the only way to insert text that keeps the undo history. A
/// browser without it gets the text all the same.
pub fn apply(area: &HtmlTextAreaElement, text: &str, edit: &Edit) {
    let utf16 = |offset| edit::utf16_offset(text, offset) as u32;
    let (start, end) = (utf16(edit.range.start), utf16(edit.range.end));
    // Only an element that is not in the page refuses the focus or a selection.
    let _ = area.focus();
    let _ = area.set_selection_range(start, end);
    if !insert(&edit.replacement) {
        let _ = area.set_range_text_with_start_and_end(&edit.replacement, start, end);
    }
    let after = area.value();
    let utf16 = |offset| edit::utf16_offset(&after, offset) as u32;
    let _ = area.set_selection_range(utf16(edit.selection.start), utf16(edit.selection.end));
}

fn insert(replacement: &str) -> bool {
    let command = if replacement.is_empty() {
        "delete"
    } else {
        "insertText"
    };
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.dyn_into::<HtmlDocument>().ok())
        .and_then(|document| {
            document
                .exec_command_with_show_ui_and_value(command, false, replacement)
                .ok()
        })
        .unwrap_or(false)
}

/// Sends the form that a text area belongs to, as its button would.
pub fn submit(area: &HtmlTextAreaElement) {
    if let Some(form) = area.form() {
        // Fails only for a button of another form, and none is given.
        let _ = form.request_submit();
    }
}
