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

/// The selection of a text area, its direction, and how far it is scrolled.
pub struct Caret {
    start: u32,
    end: u32,
    direction: String,
    scroll: i32,
}

impl Caret {
    /// The caret of an area.
    pub fn read(area: &HtmlTextAreaElement) -> Self {
        Self {
            start: area.selection_start().ok().flatten().unwrap_or(0),
            end: area.selection_end().ok().flatten().unwrap_or(0),
            direction: area
                .selection_direction()
                .ok()
                .flatten()
                .unwrap_or_default(),
            scroll: area.scroll_top(),
        }
    }

    /// Applies it to an area with the same text.
    pub fn restore(&self, area: &HtmlTextAreaElement) {
        // Fails only for other types of controls.
        let _ = area.set_selection_range_with_direction(self.start, self.end, &self.direction);
        area.set_scroll_top(self.scroll);
    }
}

/// The height to which the person dragged an area; empty if they did not.
pub fn height(area: &HtmlTextAreaElement) -> String {
    let style = area.style();
    // Fails only for an invalid name.
    style.get_property_value("height").unwrap_or_default()
}

/// Sets the height as [`height`] returns it.
pub fn set_height(area: &HtmlTextAreaElement, height: &str) {
    if !height.is_empty() {
        // An invalid value is ignored.
        let _ = area.style().set_property("height", height);
    }
}

/// Submits the form of a text area, like its button.
pub fn submit(area: &HtmlTextAreaElement) {
    if let Some(form) = area.form() {
        // Fails only for a button of another form.
        let _ = form.request_submit();
    }
}
