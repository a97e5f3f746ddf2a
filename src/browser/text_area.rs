//! Text areas: the selection as byte offsets, and edits that the browser's undo can revert.

use std::ops::Range;

use palabre_markup::edit::{self, Edit};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// The text and the selection, as byte offsets.
pub fn read(area: &HtmlTextAreaElement) -> (String, Range<usize>) {
    let text = area.value();
    let offset = |utf16: Option<u32>| edit::byte_offset(&text, utf16.unwrap_or(u32::MAX) as usize);
    let start = offset(area.selection_start().ok().flatten());
    let end = offset(area.selection_end().ok().flatten());
    (text, start..end.max(start))
}

/// Applies an edit to the area, whose current text is `text`.
///
/// `execCommand` is deprecated but the only way to insert text that keeps the undo history. Browsers without it get
/// the edit without undo.
pub fn apply(area: &HtmlTextAreaElement, text: &str, edit: &Edit) {
    let utf16 = |offset| edit::utf16_offset(text, offset) as u32;
    let (start, end) = (utf16(edit.range.start), utf16(edit.range.end));
    // Focus fails only for an element that is not in the document.
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

/// Submits the form of a text area, like its button.
pub fn submit(area: &HtmlTextAreaElement) {
    if let Some(form) = area.form() {
        // Fails only for a button of another form.
        let _ = form.request_submit();
    }
}
