//! Addresses that stand in the text without a tag.

use crate::{
    Address,
    address::{MAX_LENGTH, starts_with, web_rest},
    characters::{is_invisible, is_space, is_word},
};

/// The address that starts at `at` and goes no further than `end`, with its length in bytes.
///
/// An error says how many bytes from `at` on hold no start of an address: what looks like one and is
/// none is not searched for others, so that no part of a text is looked at again and again.
///
/// What ends a sentence ends the address too: `.`, `,`, `!`, closing parentheses that were not opened in
/// it, French quotation marks.
pub(crate) fn at(text: &str, at: usize, end: usize) -> Result<(Address<'_>, usize), usize> {
    if !may_start(text, at) {
        return Err(1);
    }
    let rest = &text[at..end];
    let (length, trimmed) = lengths(rest).map_err(|invisible| invisible.max(1))?;
    let address = Address::parse(&rest[..trimmed]).ok_or(length)?;
    Ok((address, trimmed))
}

/// Whether an address starts at `at`, as far as its first letters tell.
pub(crate) fn may_start(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    (starts_with(rest, "www.") || web_rest(rest).is_some())
        && !text[..at].chars().next_back().is_some_and(is_word)
}

/// How far the characters of an address go, and how much of that is the address. The error is how far they
/// were followed, where they go further than an address may or nobody can see how far.
fn lengths(rest: &str) -> Result<(usize, usize), usize> {
    let mut length = 0;
    let mut unopened = 0_usize;
    let mut opened = 0_usize;
    for character in rest.chars() {
        if is_space(character) || ends_address(character) {
            break;
        }
        // Part of it would lead elsewhere than the whole seems to.
        if is_invisible(character) || length > MAX_LENGTH {
            return Err(length);
        }
        match character {
            '(' => opened += 1,
            ')' if opened > 0 => opened -= 1,
            ')' => unopened += 1,
            _ => {}
        }
        length += character.len_utf8();
    }
    let mut address = &rest[..length];
    while let Some(last) = address.chars().next_back() {
        match last {
            ')' if unopened > 0 => unopened -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*' => {}
            _ => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    Ok((length, address.len()))
}

fn ends_address(character: char) -> bool {
    matches!(
        character,
        '[' | ']'
            | '"'
            | '<'
            | '>'
            | '\\'
            | '^'
            | '`'
            | '{'
            | '|'
            | '}'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '“'
            | '”'
            | '„'
    )
}
