//! Addresses that stand in the text without a tag.

use crate::{
    Address,
    address::{MAX_HOST, MAX_LENGTH, is_address_character, starts_with, web_rest},
    characters::{is_invisible, is_space, is_word, starts_with_word},
};

/// The address that starts at `at` and goes no further than `end`, with its length in bytes.
///
/// What ends a sentence ends the address too: `.`, `,`, `!`, closing parentheses that were not opened in
/// it, French quotation marks.
pub(crate) fn at(text: &str, at: usize, end: usize) -> Option<(Address<'_>, usize)> {
    let rest = &text[at..end];
    if !may_start(text, at) {
        return None;
    }
    // Without a host there is no need to look for the end, which may be far: `http://http://…`,
    // `www.www.…`.
    let host = web_rest(rest).unwrap_or(rest);
    let goes_on =
        |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"-.".contains(&byte);
    let is_too_long = host.len() > MAX_HOST && host.bytes().take(MAX_HOST + 1).all(goes_on);
    if is_too_long || web_rest(host).is_some() || !starts_with_word(host) {
        return None;
    }
    let address = &rest[..length(rest)?];
    Some((Address::parse(address)?, address.len()))
}

/// Whether an address starts at `at`, as far as its first letters tell.
pub(crate) fn may_start(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    (starts_with(rest, "www.") || web_rest(rest).is_some())
        && !text[..at].chars().next_back().is_some_and(is_word)
}

/// How far the address goes. `None`: further than an address may, or nobody can see how far.
fn length(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut unopened = 0_usize;
    let mut opened = 0_usize;
    for character in rest.chars() {
        if is_space(character) || ends_address(character) {
            break;
        }
        // Part of it would lead elsewhere than the whole seems to.
        if is_invisible(character) {
            return None;
        }
        if !is_address_character(character) {
            break;
        }
        match character {
            '(' => opened += 1,
            ')' if opened > 0 => opened -= 1,
            ')' => unopened += 1,
            _ => {}
        }
        length += character.len_utf8();
        if length > MAX_LENGTH {
            return None;
        }
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
    Some(address.len())
}

fn ends_address(character: char) -> bool {
    matches!(
        character,
        '[' | ']' | '«' | '»' | '‹' | '›' | '“' | '”' | '„'
    )
}
