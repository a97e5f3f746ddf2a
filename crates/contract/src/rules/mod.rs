//! Validation rules. The app runs them before it sends a form, and the server runs the same ones when it receives it.
//!
//! Lengths are in characters (Unicode scalar values), see [`length`]. A text of white space counts as empty.

mod account;
mod embedding;
mod forum;
mod password;
mod pseudo;
mod wire;

pub use account::{
    EMAIL_MAX, PASSWORD_MAX, PASSWORD_MIN, SIGNATURE_LINES, SIGNATURE_MAX, email, password,
    signature,
};
pub use embedding::{ADDRESS_MAX, host, page_address};
pub use forum::{
    DESCRIPTION_MAX, FORUM_NAME_MAX, SLUG_MAX, SLUG_MIN, SMILEY_NAME_MAX, accent, description,
    forum_name, language, slug, smiley_name,
};
pub use password::{Strength, new_password, strength};
pub use pseudo::{PSEUDO_MAX, PSEUDO_MIN, known_pseudo, pseudo};

use serde::{Deserialize, Serialize};

/// The field that breaks a rule. In JSON it has the name of the request's member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The text of a post.
    Body,
    /// The name of an account.
    Pseudo,
    /// A password.
    Password,
    /// The title of a topic.
    Title,
    /// An e-mail address.
    Email,
    /// The new password of an account.
    NewPassword,
    /// The text of a signature.
    Signature,
    /// The name of a forum, or of a custom smiley.
    Name,
    /// A forum's name in addresses.
    Slug,
    /// The description of a forum.
    Description,
    /// The language of a forum.
    Language,
    /// The accent colour of a forum.
    Accent,
    /// The lowest role that may read a forum.
    Readers,
    /// The lowest role that may write in a forum.
    Writers,
    /// One of the preferences.
    Preferences,
    /// The role to give to an account.
    Role,
    /// The honeypot field, which people do not see.
    Website,
    /// The sites that may embed a forum.
    Hosts,
    /// The address of a host's page.
    Address,
}

/// How a rule was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Empty, or only white space.
    Empty,
    /// Fewer than `min` characters.
    TooShort {
        /// The minimum number of characters.
        min: u32,
    },
    /// More than `max` characters.
    TooLong {
        /// The maximum number of characters.
        max: u32,
        /// The actual number of characters.
        actual: u32,
    },
    /// A character that is not allowed, for instance a control character, a line break or a bidirectional override
    /// (which can make one name look like another).
    ForbiddenCharacter,
    /// Letters of scripts that are not written together, such as Latin and Cyrillic.
    MixedScripts,
    /// More than `max` lines.
    TooManyLines {
        /// The maximum number of lines.
        max: u32,
    },
    /// Not in the format of the field.
    Malformed,
    /// It, or a look-alike, belongs to somebody else; or it is reserved.
    Taken,
    /// A password that attackers try first.
    TooCommon,
    /// Nothing has this name: there is no such account, or no forum lists the host or the page's site.
    Unknown,
}

/// One broken rule: the field and the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "wire::Breach", into = "wire::Breach")]
pub struct Breach {
    /// The field.
    pub field: Field,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Maximum number of characters of a post (the limit of phpBB and MesDiscussions).
pub const BODY_MAX: u32 = 60_000;
/// Maximum number of characters of a topic's title.
pub const TITLE_MAX: u32 = 120;

/// The length of a text in characters (Unicode scalar values), the unit of the limits here.
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

/// The title of a topic: 1 to [`TITLE_MAX`] characters on one line.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn title(text: &str) -> Result<(), Fault> {
    within(text, 1, TITLE_MAX)?;
    one_line(text)
}

/// Checks that a text is not only white space and has `min` to `max` characters.
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

/// Rejects line breaks and control, invisible and direction-changing characters, which can make one text look like
/// another.
fn one_line(text: &str) -> Result<(), Fault> {
    let is_forbidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(
                c,
                '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    };
    if text.chars().any(is_forbidden) {
        Err(Fault::ForbiddenCharacter)
    } else {
        Ok(())
    }
}

/// Collects the breaches of a whole form, so that the user sees all of them at once.
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
    fn body_has_one_to_sixty_thousand_characters() {
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
}
