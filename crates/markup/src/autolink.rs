//! Recognises addresses in the text that have no tag.

use crate::{
    Address,
    address::{MAX_LENGTH, starts_with, web_rest},
    characters::{is_invisible, is_space, is_word},
};

/// The address that starts at byte `at`, and its length in bytes. Text from byte `end` on is ignored.
///
/// Punctuation at the end of a sentence is not part of the address: `.`, `,`, `!`, a closing parenthesis without an
/// opening one in the address, French quotation marks.
///
/// # Errors
/// The number of bytes from `at` on in which no address starts. The caller skips them, so that the time stays linear
/// for texts such as `http://http://…`.
pub(crate) fn at(text: &str, at: usize, end: usize) -> Result<(Address<'_>, usize), usize> {
    if !may_start(text, at) {
        return Err(1);
    }
    let rest = &text[at..end];
    let (length, trimmed) = lengths(rest).map_err(|scanned| scanned.max(1))?;
    let address = Address::parse(&rest[..trimmed]).ok_or(length)?;
    Ok((address, trimmed))
}

/// Whether the scheme or `www.` of an address starts at `at`, and not within a word.
pub(crate) fn may_start(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    (starts_with(rest, "www.") || web_rest(rest).is_some())
        && !text[..at].chars().next_back().is_some_and(is_word)
}

/// The number of bytes up to the first character that ends an address, and the length without trailing punctuation.
///
/// # Errors
/// The number of bytes scanned, if the address is too long or contains an invisible character.
fn lengths(rest: &str) -> Result<(usize, usize), usize> {
    let mut length = 0;
    let mut unopened = 0_usize;
    let mut opened = 0_usize;
    for character in rest.chars() {
        if is_space(character) || ends_address(character) {
            break;
        }
        // Cut off before the character, the link would go to another address than the one that readers see.
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
