//! What a text must be before it is taken: one rule, run by the form before it sends and by the
//! server when it receives.

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
    /// The sites that may show a forum.
    Hosts,
    /// The address of a page.
    Address,
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
    /// A name of letters from scripts that are not written together, such as Latin and Cyrillic.
    MixedScripts,
    /// More than `max` lines.
    TooManyLines {
        /// The most lines that are taken.
        max: u32,
    },
    /// Not of the form that the field takes.
    Malformed,
    /// Somebody else has it, or one that looks like it; or nobody may have it.
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
/// The most characters of a topic's title.
pub const TITLE_MAX: u32 = 120;
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

/// The title of a topic: 1 to [`TITLE_MAX`] characters on one line.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn title(text: &str) -> Result<(), Fault> {
    within(text, 1, TITLE_MAX)?;
    one_line(text)
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
}
