//! Adds and removes tags around a selection.

use std::ops::Range;

use super::{Edit, line_end_after, line_end_before, within};
use crate::Address;

/// Wraps the selection in `[tag]` and `[/tag]`, or removes these tags if they are at its ends, inside or outside.
/// White space at the ends of the selection stays outside.
///
/// `tag` may have a value, as in `color=red`.
#[must_use]
pub fn wrap(text: &str, selection: Range<usize>, tag: &str) -> Edit {
    let range = without_outer_spaces(text, within(text, selection));
    let tags = Tags::new(tag);
    tags.removal(text, range.clone()).unwrap_or_else(|| {
        let selected = &text[range.clone()];
        Edit::new(range, &[&tags.open, selected, &tags.close], 1..2)
    })
}

/// Like [`wrap`], but puts the tags on lines of their own.
#[must_use]
pub fn wrap_block(text: &str, selection: Range<usize>, tag: &str) -> Edit {
    let range = without_outer_spaces(text, within(text, selection));
    let tags = Tags::new(tag);
    tags.removal(text, range.clone()).unwrap_or_else(|| {
        let (before, selected) = (&text[..range.start], &text[range.clone()]);
        let after = &text[range.end..];
        let inner = if selected.contains('\n') { "\n" } else { "" };
        let start = line_end_before(before);
        let end = line_end_after(after);
        Edit::new(
            range,
            &[start, &tags.open, inner, selected, inner, &tags.close, end],
            3..4,
        )
    })
}

/// Turns each selected line into a list item, and puts the caret at the end of the last one.
#[must_use]
pub fn list(text: &str, selection: Range<usize>, numbered: bool) -> Edit {
    let selection = within(text, selection);
    let start = text[..selection.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[selection.end..]
        .find('\n')
        .map_or(text.len(), |at| selection.end + at);
    let mut items = String::new();
    for line in text[start..end]
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        items.extend(["\n[*]", line.trim()]);
    }
    if items.is_empty() {
        items.push_str("\n[*]");
    }
    let open = if numbered { "[list=1]" } else { "[list]" };
    let after = line_end_after(&text[end..]);
    Edit::new(start..end, &[open, &items, "\n[/list]", after], 2..2)
}

/// Turns the selection into a link and puts the caret where input is missing: the text of a selected address, or the
/// address of a selected text.
#[must_use]
pub fn link(text: &str, selection: Range<usize>) -> Edit {
    let range = without_outer_spaces(text, within(text, selection));
    let selected = &text[range.clone()];
    if selected.is_empty() {
        Edit::new(range, &["[url]", "[/url]"], 1..1)
    } else if Address::parse(selected).is_some() {
        Edit::new(range, &["[url=", selected, "]", "[/url]"], 3..3)
    } else {
        Edit::new(range, &["[url=", "]", selected, "[/url]"], 1..1)
    }
}

/// The range without white space at its ends: double-clicking a word selects the space after it too.
fn without_outer_spaces(text: &str, range: Range<usize>) -> Range<usize> {
    let selected = &text[range.clone()];
    let trimmed = selected.trim();
    if trimmed.is_empty() {
        return range;
    }
    let start = range.start + (selected.len() - selected.trim_start().len());
    start..start + trimmed.len()
}

struct Tags {
    open: String,
    close: String,
}

impl Tags {
    fn new(tag: &str) -> Self {
        let name = tag.split('=').next().unwrap_or(tag);
        Self {
            open: ["[", tag, "]"].concat(),
            close: ["[/", name, "]"].concat(),
        }
    }

    /// The edit that removes these tags. `None`: they are not around the range.
    fn removal(&self, text: &str, range: Range<usize>) -> Option<Edit> {
        let selected = &text[range.clone()];
        let inside = selected
            .strip_prefix(&*self.open)
            .and_then(|rest| rest.strip_suffix(&*self.close));
        if let Some(inner) = inside {
            return Some(Edit::new(range, &[inner.trim_matches('\n')], 0..1));
        }
        let before = &text[..range.start];
        let after = &text[range.end..];
        let before = before
            .strip_suffix('\n')
            .unwrap_or(before)
            .strip_suffix(&*self.open)?;
        let after = after
            .strip_prefix('\n')
            .unwrap_or(after)
            .strip_prefix(&*self.close)?;
        Some(Edit::new(
            before.len()..text.len() - after.len(),
            &[selected],
            0..1,
        ))
    }
}
