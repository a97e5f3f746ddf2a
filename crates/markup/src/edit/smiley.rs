//! Edits of one smiley code in the text, at a range that [`inspect`](crate::inspect()) returned.

use std::ops::Range;

use super::{Edit, within};
use crate::{characters::starts_with_word, smiley_codes::may_start};

/// Wraps a code in `[noparse]`, so that it is shown as text.
#[must_use]
pub fn leave_as_text(text: &str, code: Range<usize>) -> Edit {
    let range = within(text, code);
    let literal = &text[range.clone()];
    Edit::new(range, &["[noparse]", literal, "[/noparse]"], 3..3)
}

/// Adds a space on each side of a code where the neighbouring character makes it text.
#[must_use]
pub fn set_apart(text: &str, code: Range<usize>) -> Edit {
    let range = within(text, code);
    let space = |is_missing: bool| if is_missing { " " } else { "" };
    let before = space(!may_start(text, range.start));
    let after = space(starts_with_word(&text[range.end..]));
    let code = &text[range.clone()];
    Edit::new(range, &[before, code, after], 3..3)
}
