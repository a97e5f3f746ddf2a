//! Edits of the code of one smiley that stands in the text already, at the place that
//! [`inspect`](crate::inspect()) told of.

use std::ops::Range;

use super::{Edit, within};
use crate::{characters::starts_with_word, smiley_codes::has_place};

/// Puts a code between `[noparse]` and `[/noparse]`, so that it stays the text that it is.
#[must_use]
pub fn leave_as_text(text: &str, code: Range<usize>) -> Edit {
    let range = within(text, code);
    let literal = &text[range.clone()];
    Edit::new(range, &["[noparse]", literal, "[/noparse]"], 3..3)
}

/// Puts a space before a code and after it, on the sides where its neighbour makes it text.
#[must_use]
pub fn set_apart(text: &str, code: Range<usize>) -> Edit {
    let range = within(text, code);
    let space = |is_missing: bool| if is_missing { " " } else { "" };
    let before = space(!has_place(text, range.start));
    let after = space(starts_with_word(&text[range.end..]));
    let code = &text[range.clone()];
    Edit::new(range, &[before, code, after], 3..3)
}
