//! Edits of a text and its selection, for the buttons of a composer.
//!
//! All functions are pure: they return an [`Edit`], and the caller applies it to the text area in a way that keeps
//! the undo history. Offsets are in bytes. A selection that is out of range or inside a character is moved to the
//! nearest character boundary before it.

mod insert;
mod offsets;
mod smiley;
mod wrap;

use std::ops::Range;

pub use insert::{insert_quote, insert_smiley};
pub use offsets::{byte_offset, utf16_offset};
pub use smiley::{leave_as_text, set_apart};
pub use wrap::{link, list, wrap, wrap_block};

/// A replacement of a part of a text, and the selection after it. Offsets are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The range to replace, in the text before the edit.
    pub range: Range<usize>,
    /// The new text for that range.
    pub replacement: String,
    /// The new selection, in the text after the edit. Empty: the caret.
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

    /// Replaces `range` with `parts` and selects those parts whose indices are in `selected`.
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

/// The selection, moved to character boundaries of `text`.
fn within(text: &str, selection: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(selection.start);
    start..text.floor_char_boundary(selection.end).max(start)
}

/// The line end to insert before a block so that it starts a line.
fn line_end_before(before: &str) -> &'static str {
    if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        "\n"
    }
}

/// The line end to insert after a block so that nothing follows on its line.
fn line_end_after(after: &str) -> &'static str {
    if after.starts_with('\n') { "" } else { "\n" }
}
