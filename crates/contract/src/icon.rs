//! The message icons: the small sign that a writer sets in front of a message.

use serde::{Deserialize, Serialize};

/// One of the sixteen message icons. A post without one has `None`.
///
/// Classic forums show them as two rows of eight radio buttons (MesDiscussions.Net); [`Self::ALL`] is
/// in that order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name says what it shows")]
pub enum MessageIcon {
    Note,
    Question,
    Exclamation,
    Idea,
    ThumbsUp,
    ThumbsDown,
    Heart,
    Star,
    Smile,
    Sad,
    Angry,
    Link,
    Picture,
    Check,
    Warning,
    Flag,
}

impl MessageIcon {
    /// All of them, in the order in which pickers show them: the first eight are the first row.
    pub const ALL: [Self; 16] = [
        Self::Note,
        Self::Question,
        Self::Exclamation,
        Self::Idea,
        Self::ThumbsUp,
        Self::ThumbsDown,
        Self::Heart,
        Self::Star,
        Self::Smile,
        Self::Sad,
        Self::Angry,
        Self::Link,
        Self::Picture,
        Self::Check,
        Self::Warning,
        Self::Flag,
    ];

    /// Its name on the wire, in the database and in the sprite `public/message-icons.svg`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Question => "question",
            Self::Exclamation => "exclamation",
            Self::Idea => "idea",
            Self::ThumbsUp => "thumbs-up",
            Self::ThumbsDown => "thumbs-down",
            Self::Heart => "heart",
            Self::Star => "star",
            Self::Smile => "smile",
            Self::Sad => "sad",
            Self::Angry => "angry",
            Self::Link => "link",
            Self::Picture => "picture",
            Self::Check => "check",
            Self::Warning => "warning",
            Self::Flag => "flag",
        }
    }

    /// The icon of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|icon| icon.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_word_on_the_wire() {
        for icon in MessageIcon::ALL {
            assert_eq!(
                serde_json::to_string(&icon).unwrap(),
                format!("\"{}\"", icon.name())
            );
            assert_eq!(MessageIcon::from_name(icon.name()), Some(icon));
        }
        assert_eq!(MessageIcon::from_name("trumpet"), None);
    }
}
