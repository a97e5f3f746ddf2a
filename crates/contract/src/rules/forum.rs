//! Rules for the settings of a forum and for its custom smilies.

use super::{Fault, at_most, one_line, within};

/// Maximum number of characters of a forum's display name.
pub const FORUM_NAME_MAX: u32 = 60;
/// Minimum number of characters of a forum's name in addresses.
pub const SLUG_MIN: u32 = 2;
/// Maximum number of characters of a forum's name in addresses.
pub const SLUG_MAX: u32 = 40;
/// Maximum number of characters of a forum's description.
pub const DESCRIPTION_MAX: u32 = 300;
/// Maximum number of characters of a custom smiley's name.
pub const SMILEY_NAME_MAX: u32 = 40;

/// A forum's display name: 1 to [`FORUM_NAME_MAX`] characters on one line.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn forum_name(text: &str) -> Result<(), Fault> {
    within(text, 1, FORUM_NAME_MAX)?;
    one_line(text)
}

/// A forum's name in addresses: [`SLUG_MIN`] to [`SLUG_MAX`] lower-case letters from a to z, digits
/// and hyphens, no hyphen at either end.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooShort`], [`Fault::TooLong`] or [`Fault::Malformed`].
pub fn slug(text: &str) -> Result<(), Fault> {
    within(text, SLUG_MIN, SLUG_MAX)?;
    let fits = text
        .bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if fits && !text.starts_with('-') && !text.ends_with('-') {
        Ok(())
    } else {
        Err(Fault::Malformed)
    }
}

/// A forum's description: at most [`DESCRIPTION_MAX`] characters on one line. May be empty.
///
/// # Errors
/// [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn description(text: &str) -> Result<(), Fault> {
    at_most(text, DESCRIPTION_MAX)?;
    one_line(text)
}

/// A language of the interface: `fr` or `en`.
///
/// # Errors
/// [`Fault::Malformed`].
pub fn language(tag: &str) -> Result<(), Fault> {
    if matches!(tag, "fr" | "en") {
        Ok(())
    } else {
        Err(Fault::Malformed)
    }
}

/// A colour as `#rrggbb`.
///
/// # Errors
/// [`Fault::Malformed`].
pub fn accent(text: &str) -> Result<(), Fault> {
    let digits = text.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(())
    } else {
        Err(Fault::Malformed)
    }
}

/// The name of a custom smiley: 1 to [`SMILEY_NAME_MAX`] characters on one line, without white space at the ends.
/// Brackets and colons are rejected, because they would end the code `[:name]` early.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`], [`Fault::ForbiddenCharacter`] or [`Fault::Malformed`].
pub fn smiley_name(text: &str) -> Result<(), Fault> {
    within(text, 1, SMILEY_NAME_MAX)?;
    one_line(text)?;
    if text.contains(['[', ']', ':']) || text.trim() != text {
        Err(Fault::Malformed)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slug_needs_no_escaping_in_an_address() {
        assert_eq!(slug("atelier-2"), Ok(()));
        for bad in ["Atelier", "-a", "a-", "é-é", "a/b", "a b"] {
            assert_eq!(slug(bad), Err(Fault::Malformed), "{bad}");
        }
    }

    #[test]
    fn smiley_name_cannot_end_its_code_early() {
        assert_eq!(smiley_name("jour de pluie"), Ok(()));
        for bad in ["a]b", "[a", "a:2", " a", "a\nb", ""] {
            assert!(smiley_name(bad).is_err(), "{bad:?}");
        }
    }
}
