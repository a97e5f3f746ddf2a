//! What a text must be before it is taken: one rule, run by the form before it sends and by the
//! server when it receives.

mod password;
mod wire;

pub use password::{Strength, new_password, strength};

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
    /// An e-mail address.
    Email,
    /// The password that an account is to have from now on.
    NewPassword,
    /// The text of a signature.
    Signature,
    /// The name of a forum, or of a custom smiley.
    Name,
    /// A forum's name in addresses.
    Slug,
    /// What a forum is about.
    Description,
    /// The language of a forum.
    Language,
    /// The accent colour of a forum.
    Accent,
    /// The least role that reads a forum.
    Readers,
    /// The least role that writes in a forum.
    Writers,
    /// One of the preferences.
    Preferences,
    /// A role to give.
    Role,
    /// What no person fills in.
    Website,
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
    /// More than `max` lines.
    TooManyLines {
        /// The most lines that are taken.
        max: u32,
    },
    /// Not of the form that the field takes.
    Malformed,
    /// Somebody else has it.
    Taken,
    /// A password that attackers try first.
    TooCommon,
    /// Nobody goes by it.
    Unknown,
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

/// The most characters of an e-mail address (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const EMAIL_MAX: u32 = 254;
/// The most characters of a signature.
pub const SIGNATURE_MAX: u32 = 400;
/// The most lines of a signature: it stands under every post.
pub const SIGNATURE_LINES: u32 = 5;
/// The most characters of a forum's name.
pub const FORUM_NAME_MAX: u32 = 60;
/// The fewest characters of a forum's name in addresses.
pub const SLUG_MIN: u32 = 2;
/// The most characters of a forum's name in addresses.
pub const SLUG_MAX: u32 = 40;
/// The most characters of what a forum is about.
pub const DESCRIPTION_MAX: u32 = 300;
/// The most characters of a custom smiley's name.
pub const SMILEY_NAME_MAX: u32 = 40;

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

/// An e-mail address: something, an `@`, a host; no white space, control character, comma or angle
/// bracket, any of which could smuggle a second address or header into a mail. Whether mail arrives
/// there only a mail can tell.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::Malformed`].
pub fn email(text: &str) -> Result<(), Fault> {
    within(text, 1, EMAIL_MAX)?;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || ",;:<>()[]\"\\".contains(c);
    let fits = text.split_once('@').is_some_and(|(local, host)| {
        let labels = || host.split('.');
        let is_label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        !local.is_empty()
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().count() <= 64
            && labels().all(is_label)
            && (labels().count() > 1 || host == "localhost")
    });
    if fits && !text.contains(is_odd) && one_line(text).is_ok() {
        Ok(())
    } else {
        Err(Fault::Malformed)
    }
}

/// A signature: at most [`SIGNATURE_MAX`] characters on [`SIGNATURE_LINES`] lines. Empty is none.
///
/// # Errors
/// [`Fault::TooLong`] or [`Fault::TooManyLines`].
pub fn signature(text: &str) -> Result<(), Fault> {
    at_most(text, SIGNATURE_MAX)?;
    if text.lines().count() > SIGNATURE_LINES as usize {
        Err(Fault::TooManyLines {
            max: SIGNATURE_LINES,
        })
    } else {
        Ok(())
    }
}

/// A forum's name: 1 to [`FORUM_NAME_MAX`] characters on one line.
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

/// What a forum is about: at most [`DESCRIPTION_MAX`] characters on one line.
///
/// # Errors
/// [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn description(text: &str) -> Result<(), Fault> {
    at_most(text, DESCRIPTION_MAX)?;
    one_line(text)
}

/// A language that Palabre speaks.
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

/// The name of a custom smiley: 1 to [`SMILEY_NAME_MAX`] characters on one line, none of them a
/// bracket or a colon, which would end the code `[:name]` early, no space at either end.
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

fn at_most(text: &str, max: u32) -> Result<(), Fault> {
    let actual = length(text);
    if actual > max {
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
        assert_eq!(new_password("x", ""), Err(Fault::TooShort { min: 8 }));
        assert!(matches!(
            password(&"x".repeat(129)),
            Err(Fault::TooLong {
                max: 128,
                actual: 129
            })
        ));
    }

    #[test]
    fn an_address_cannot_carry_a_second_one_or_a_header() {
        for good in [
            "anais@example.org",
            "a.b+c@mail.example.org",
            "x@localhost",
            "é@exemple.fr",
        ] {
            assert_eq!(email(good), Ok(()), "{good}");
        }
        for bad in [
            "anais",
            "@example.org",
            "anais@",
            "a@b@c.org",
            "a@example..org",
            "a b@example.org",
            "a@example.org,b@example.org",
            "a@example.org\r\nBcc: b@example.org",
            "<a@example.org>",
            ".a@example.org",
            "a..b@example.org",
            "a@-example.org",
            "a@example",
        ] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_slug_is_a_part_of_an_address_as_it_stands() {
        assert_eq!(slug("atelier-2"), Ok(()));
        for bad in ["Atelier", "-a", "a-", "é-é", "a/b", "a b"] {
            assert_eq!(slug(bad), Err(Fault::Malformed), "{bad}");
        }
    }

    #[test]
    fn a_signature_has_few_lines_and_may_be_empty() {
        assert_eq!(signature(""), Ok(()));
        assert_eq!(signature("a\nb\nc\nd\ne"), Ok(()));
        assert_eq!(
            signature("a\nb\nc\nd\ne\nf"),
            Err(Fault::TooManyLines { max: 5 })
        );
        assert!(matches!(
            signature(&"x".repeat(401)),
            Err(Fault::TooLong { .. })
        ));
    }

    #[test]
    fn a_smiley_name_cannot_end_its_code_early() {
        assert_eq!(smiley_name("jour de pluie"), Ok(()));
        for bad in ["a]b", "[a", "a:2", " a", "a\nb", ""] {
            assert!(smiley_name(bad).is_err(), "{bad:?}");
        }
    }
}
