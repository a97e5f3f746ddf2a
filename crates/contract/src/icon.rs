//! The message icons: small symbols that the author of a post can put in front of it.

use serde::{Deserialize, Serialize};

/// One of the sixteen message icons. A post without one has `None`.
///
/// MesDiscussions.Net shows them as two rows of eight radio buttons, in the order of [`Self::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names describe the icons")]
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
    /// All icons, in the order in which a picker shows them: the first eight are the first row.
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

    /// Its name in JSON, in the database and in the sprite `public/message-icons.svg`.
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

    /// The icon of that name. `None`: there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|icon| icon.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_the_json_value_and_parses_back() {
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
