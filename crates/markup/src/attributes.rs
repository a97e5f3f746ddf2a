//! Parses and writes the attributes of an opening tag: `=value` and ` name=value`, quoted or not.
//!
//! In `"…"` and `'…'`, `\` escapes a quotation mark or a `\`. An unquoted value ends before `]` and cannot
//! contain `[`.

use std::borrow::Cow;

/// Maximum length of a tag in bytes. Longer ones are text, which bounds the search for the closing `]`.
const MAX_TAG: usize = 2200;

/// The length in bytes of the attributes that `rest` starts with: the offset of the tag's `]`.
pub(crate) fn length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    let mut after_equals = false;
    while at < bytes.len().min(MAX_TAG) {
        match bytes[at] {
            b']' => return Some(at),
            b'[' | b'\n' | b'\r' => return None,
            b'"' | b'\'' if after_equals => at += quoted_length(&rest[at..])?,
            _ => at += 1,
        }
        after_equals = bytes[at - 1] == b'=';
    }
    None
}

/// The value after a leading `=` and the attributes after it, or no value and all attributes without one.
/// `None`: the value is malformed.
///
/// An unquoted value may contain spaces, as in `[quote=Jean Valjean]`: it ends before the next attribute whose
/// name is in `known`.
pub(crate) fn own_value<'a>(
    attributes: &'a str,
    known: &[&str],
) -> Option<(Option<Cow<'a, str>>, &'a str)> {
    let Some(value) = attributes.strip_prefix('=') else {
        return Some((None, attributes));
    };
    if value.starts_with(['"', '\'']) {
        let (value, rest) = quoted(value)?;
        return Some((Some(value), rest));
    }
    let is_next = |at: &usize| {
        let name = &value[at + 1..];
        known.iter().any(|known| {
            name.strip_prefix(known)
                .is_some_and(|rest| rest.starts_with('='))
        })
    };
    let end = value
        .match_indices(' ')
        .map(|(at, _)| at)
        .find(is_next)
        .unwrap_or(value.len());
    let (value, rest) = value.split_at(end);
    Some((Some(Cow::Borrowed(value.trim_matches([' ', '\t']))), rest))
}

/// Name and value of the first named attribute, and the attributes after it. `None`: there is none, or it is
/// malformed.
pub(crate) fn named(attributes: &str) -> Option<(&str, Cow<'_, str>, &str)> {
    let (name, value) = attributes
        .strip_prefix(' ')?
        .trim_start_matches(' ')
        .split_once('=')?;
    if value.starts_with(['"', '\'']) {
        let (value, rest) = quoted(value)?;
        return Some((name, value, rest));
    }
    let (value, rest) = value.split_at(value.find(' ').unwrap_or(value.len()));
    Some((name, Cow::Borrowed(value), rest))
}

/// The quoted value at the start of `text`, unescaped, and the text after it.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let length = quoted_length(text)?;
    let (value, rest) = (&text[1..length - 1], &text[length..]);
    if !rest.is_empty() && !rest.starts_with(' ') {
        return None;
    }
    if !value.contains('\\') {
        return Some((Cow::Borrowed(value), rest));
    }
    let mut plain = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        let escaped = characters.next_if(|&next| character == '\\' && is_escapable(next));
        plain.push(escaped.unwrap_or(character));
    }
    Some((Cow::Owned(plain), rest))
}

/// The length in bytes of the quoted value at the start of `text`, including its quotation marks.
fn quoted_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len().min(MAX_TAG) {
        match bytes[at] {
            b'\\'
                if bytes
                    .get(at + 1)
                    .is_some_and(|&next| is_escapable(next.into())) =>
            {
                at += 2;
            }
            byte if byte == bytes[0] => return Some(at + 1),
            b'\n' | b'\r' => return None,
            _ => at += 1,
        }
    }
    None
}

fn is_escapable(character: char) -> bool {
    matches!(character, '"' | '\'' | '\\')
}

/// Writes an attribute value. Quotes it in the same cases as phpBB.
pub(crate) fn write(out: &mut String, value: &str) {
    let is_plain = !value.is_empty() && !value.contains([' ', '\t', '"', '\'', '\\', '[', ']']);
    if is_plain {
        out.push_str(value);
        return;
    }
    out.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            // A tag cannot contain a line end.
            '\n' | '\r' => out.push(' '),
            _ => out.push(character),
        }
    }
    out.push('"');
}
