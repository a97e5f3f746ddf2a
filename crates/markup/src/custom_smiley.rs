//! Parses the codes of custom smilies: `[:name]` and `[:name:2]`.
//!
//! Any well-formed name is accepted. Only the forum knows whether it has a picture for it.

use crate::characters::is_word;

/// Maximum length of a name, in characters.
const MAX_NAME: usize = 40;

/// A code found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CustomCode<'a> {
    pub(crate) code: &'a str,
    pub(crate) name: &'a str,
    pub(crate) variant: Option<u8>,
}

/// The code that `rest` starts with.
pub(crate) fn at_start(rest: &str) -> Option<CustomCode<'_>> {
    let inside = rest.strip_prefix("[:")?;
    let mut length = 0;
    for character in inside.chars() {
        if character == ':' || character == ']' {
            break;
        }
        length += character.len_utf8();
        if !is_name_character(character) || length > 4 * MAX_NAME {
            return None;
        }
    }
    let (name, after) = inside.split_at(length);
    let is_name = !name.is_empty()
        && name.trim_matches(' ').len() == name.len()
        && name.chars().count() <= MAX_NAME;
    let (variant, after) = match after.strip_prefix(':') {
        None => (None, after),
        Some(after) => {
            let (number, after) = after.split_at(after.find(']').filter(|&end| end <= 2)?);
            (Some(variant(number)?), after)
        }
    };
    let code = &rest[..rest.len() - after.strip_prefix(']')?.len()];
    is_name.then_some(CustomCode {
        code,
        name,
        variant,
    })
}

fn is_name_character(character: char) -> bool {
    is_word(character)
        || matches!(
            character,
            ' ' | '-' | '.' | '\'' | '’' | '+' | '!' | '?' | '&'
        )
}

/// Parses a variant: 1 to 10, without leading zeros.
fn variant(number: &str) -> Option<u8> {
    match number.as_bytes() {
        b"10" => Some(10),
        [digit @ b'1'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}
