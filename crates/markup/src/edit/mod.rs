//! Edits of a text that is being written: what a toolbar's buttons do to the text and its selection.
//!
//! Everything here is pure: an [`Edit`] says what to replace and what to select then, and the caller
//! applies it to the text area in a way that keeps its undo history. A selection that is out of range or
//! within a character is moved to the nearest place before it.

mod insert;
mod offsets;
mod smiley;
mod wrap;

use std::ops::Range;

pub use insert::{insert_quote, insert_smiley};
pub use offsets::{byte_offset, utf16_offset};
pub use smiley::{leave_as_text, set_apart};
pub use wrap::{link, list, wrap, wrap_block};

/// A change of a text. Offsets are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in the text before the edit.
    pub range: Range<usize>,
    /// What stands there instead.
    pub replacement: String,
    /// What is selected then, in the text after the edit. Empty: the caret.
    pub selection: Range<usize>,
}

impl Edit {
    /// The text after the edit.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        [
            &text[..self.range.start],
            &self.replacement,
            &text[self.range.end..],
        ]
        .concat()
    }

    /// Puts `parts` in place of `range` and selects `selected` of them.
    fn new(range: Range<usize>, parts: &[&str], selected: Range<usize>) -> Self {
        let length = |parts: &[&str]| parts.iter().map(|part| part.len()).sum::<usize>();
        let start = range.start + length(&parts[..selected.start]);
        let end = start + length(&parts[selected]);
        Self {
            range,
            replacement: parts.concat(),
            selection: start..end,
        }
    }
}

/// The selection as a range that `text` has.
fn within(text: &str, selection: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(selection.start);
    start..text.floor_char_boundary(selection.end).max(start)
}

/// The line end that must stand before something on a line of its own.
fn line_end_before(before: &str) -> &'static str {
    if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        "\n"
    }
}

/// The line end that must stand after something on a line of its own.
fn line_end_after(after: &str) -> &'static str {
    if after.starts_with('\n') { "" } else { "\n" }
}
