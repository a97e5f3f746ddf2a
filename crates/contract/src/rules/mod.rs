//! What a text must be before it is taken: one rule, run by the form before it sends and by the
//! server when it receives.

mod wire;

use serde::{Deserialize, Serialize};

/// Where in a form a rule was broken. The names are those of the JSON members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The text of a post.
    Body,
    /// The name an account goes by.
    Pseudo,
    /// A password, as typed.
    Password,
    /// The title of a topic.
    Title,
}

/// How a rule was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was written, or white space only.
    Empty,
    /// Fewer than `min` characters.
    TooShort {
        /// The fewest characters that are taken.
        min: u32,
    },
    /// More than `max` characters.
    TooLong {
        /// The most characters that are taken.
        max: u32,
        /// How many there were.
        actual: u32,
    },
    /// A character that a name cannot hold: a control character, a line break, a bidirectional
    /// override (which lets one name look like another).
    ForbiddenCharacter,
}

/// One broken rule: the field and the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "wire::Breach", into = "wire::Breach")]
pub struct Breach {
    /// Where.
    pub field: Field,
    /// What is wrong with it.
    pub fault: Fault,
}

/// The most characters a post may hold (the limit of phpBB and MesDiscussions).
pub const BODY_MAX: u32 = 60_000;
/// The fewest characters of a pseudo.
pub const PSEUDO_MIN: u32 = 2;
/// The most characters of a pseudo.
pub const PSEUDO_MAX: u32 = 32;
/// The most characters of a topic's title.
pub const TITLE_MAX: u32 = 120;
/// The fewest characters of a new password (OWASP ASVS 5.0, 6.2.1).
pub const PASSWORD_MIN: u32 = 8;
/// The most characters of a password: hashing more would only serve an attacker.
pub const PASSWORD_MAX: u32 = 128;

/// How long a text is, as every limit here counts it: in characters (Unicode scalar values).
#[must_use]
pub fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The text of a post: 1 to [`BODY_MAX`] characters, not white space only.
///
/// # Errors
/// [`Fault::Empty`] or [`Fault::TooLong`].
pub fn body(text: &str) -> Result<(), Fault> {
    within(text, 1, BODY_MAX)
}

/// A pseudo: [`PSEUDO_MIN`] to [`PSEUDO_MAX`] characters, none of them invisible.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooShort`], [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn pseudo(text: &str) -> Result<(), Fault> {
    within(text, PSEUDO_MIN, PSEUDO_MAX)?;
    one_line(text)
}

/// The title of a topic: 1 to [`TITLE_MAX`] characters on one line.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn title(text: &str) -> Result<(), Fault> {
    within(text, 1, TITLE_MAX)?;
    one_line(text)
}

/// A password that somebody chooses: [`PASSWORD_MIN`] to [`PASSWORD_MAX`] characters, any of them.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooShort`] or [`Fault::TooLong`].
pub fn new_password(text: &str) -> Result<(), Fault> {
    within(text, PASSWORD_MIN, PASSWORD_MAX)
}

/// A password that somebody signs in with: anything that could be one. Whether it is the right one
/// is the server's to say.
///
/// # Errors
/// [`Fault::Empty`] or [`Fault::TooLong`].
pub fn password(text: &str) -> Result<(), Fault> {
    match length(text) {
        0 => Err(Fault::Empty),
        actual if actual > PASSWORD_MAX => Err(Fault::TooLong {
            max: PASSWORD_MAX,
            actual,
        }),
        _ => Ok(()),
    }
}

fn within(text: &str, min: u32, max: u32) -> Result<(), Fault> {
    let actual = length(text);
    if text.chars().all(char::is_whitespace) {
        Err(Fault::Empty)
    } else if actual < min {
        Err(Fault::TooShort { min })
    } else if actual > max {
        Err(Fault::TooLong { max, actual })
    } else {
        Ok(())
    }
}

fn one_line(text: &str) -> Result<(), Fault> {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(
                c,
                '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    };
    if text.chars().any(hidden) {
        Err(Fault::ForbiddenCharacter)
    } else {
        Ok(())
    }
}

/// Collects the breaches of a whole form, so that a writer hears of all of them at once.
pub(crate) fn breaches<const N: usize>(
    checks: [(Field, Result<(), Fault>); N],
) -> Result<(), Vec<Breach>> {
    let found: Vec<Breach> = checks
        .into_iter()
        .filter_map(|(field, check)| check.err().map(|fault| Breach { field, fault }))
        .collect();
    if found.is_empty() { Ok(()) } else { Err(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_holds_one_to_sixty_thousand_characters() {
        assert_eq!(body(""), Err(Fault::Empty));
        assert_eq!(body(" \n\u{a0}\t"), Err(Fault::Empty));
        assert_eq!(body("a"), Ok(()));
        assert_eq!(body(&"é".repeat(60_000)), Ok(()));
        assert_eq!(
            body(&"é".repeat(60_001)),
            Err(Fault::TooLong {
                max: 60_000,
                actual: 60_001
            })
        );
    }

    #[test]
    fn a_pseudo_cannot_disguise_itself() {
        assert_eq!(pseudo("Anaïs B."), Ok(()));
        assert_eq!(pseudo("A"), Err(Fault::TooShort { min: 2 }));
        for disguise in ["Ana\u{202e}is", "Ana\u{200b}is", "Ana\nis", "Ana\u{7}is"] {
            assert_eq!(
                pseudo(disguise),
                Err(Fault::ForbiddenCharacter),
                "{disguise:?}"
            );
        }
    }

    #[test]
    fn a_password_that_is_tried_may_be_shorter_than_one_that_is_chosen() {
        assert_eq!(password("x"), Ok(()));
        assert_eq!(password(""), Err(Fault::Empty));
        assert_eq!(new_password("x"), Err(Fault::TooShort { min: 8 }));
        assert!(matches!(
            password(&"x".repeat(129)),
            Err(Fault::TooLong {
                max: 128,
                actual: 129
            })
        ));
    }
}
