//! Inserts smilies and quotes.

use std::ops::Range;

use super::{Edit, line_end_after, line_end_before, within};

/// Replaces the selection with a smiley's code. Adds a space on each side that has none, because next to a word the
/// code would be text.
#[must_use]
pub fn insert_smiley(text: &str, selection: Range<usize>, code: &str) -> Edit {
    let range = within(text, selection);
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let has_space_before = before.is_empty() || before.ends_with(char::is_whitespace);
    let space_before = if has_space_before { "" } else { " " };
    let space_after = if after.starts_with(char::is_whitespace) {
        ""
    } else {
        " "
    };
    let mut edit = Edit::new(range, &[space_before, code, space_after], 3..3);
    // The caret goes after the space, whether that is new or not.
    if after.starts_with(' ') {
        edit.selection = edit.selection.start + 1..edit.selection.end + 1;
    }
    edit
}

/// Inserts a quote after the selection, on lines of its own, and moves the caret below it. Does not replace the
/// selection: clicking "quote" must not delete text.
#[must_use]
pub fn insert_quote(text: &str, selection: Range<usize>, quoted: &str) -> Edit {
    let end = within(text, selection).end;
    let (before, after) = text.split_at(end);
    let quoted = quoted.trim_end_matches('\n');
    let mut edit = Edit::new(
        end..end,
        &[line_end_before(before), quoted, line_end_after(after)],
        3..3,
    );
    if after.starts_with('\n') {
        edit.selection = edit.selection.start + 1..edit.selection.end + 1;
    }
    edit
}
