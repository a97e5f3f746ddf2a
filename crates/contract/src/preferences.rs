//! Preferences for reading and writing.

use serde::{Deserialize, Serialize};

use crate::{
    rules::{self, Breach, Fault, Field},
    topic::{POSTS_PER_PAGE, POSTS_PER_PAGE_CHOICES},
};

/// Maximum number of favourite smilies.
pub const FAVOURITES_MAX: usize = 200;

/// The colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// The theme of the device.
    #[default]
    Auto,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

/// How close together the posts of a thread are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// With space between posts.
    #[default]
    Comfortable,
    /// As many posts as possible on a screen.
    Compact,
}

/// How a screen reader announces a smiley.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Speech {
    /// By its name: "sourire".
    #[default]
    Word,
    /// By its code: ":)".
    Code,
    /// It skips the smiley.
    Silent,
}

/// Preferences for reading and writing. The browser stores them; for accounts, the server stores them too. In JSON, a
/// missing field has its default value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Preferences {
    /// The language of the interface, `fr` or `en`. `None`: the browser's, if it is one of these.
    pub language: Option<String>,
    /// The colour theme.
    pub theme: Theme,
    /// How close together the posts of a thread are.
    pub density: Density,
    /// Posts per page of a thread: one of [`POSTS_PER_PAGE_CHOICES`].
    pub posts_per_page: u32,
    /// Whether "Notification par email en cas de réponse" is ticked in a new reply.
    pub notify: bool,
    /// Whether "Désactiver les smilies" is ticked in a new reply.
    pub plain_smilies: bool,
    /// Whether "Activer votre signature" is ticked in a new reply.
    pub signature: bool,
    /// Whether smilies are shown as images. `false`: their codes are shown.
    pub show_smilies: bool,
    /// How a screen reader announces smilies.
    pub speech: Speech,
    /// Whether single-key shortcuts are active on the pages of a thread.
    pub shortcuts: bool,
    /// The codes of favourite custom smilies, for instance `[:pluie]`: at most [`FAVOURITES_MAX`], of at most 50
    /// characters each.
    pub favourites: Vec<String>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::Auto,
            density: Density::Comfortable,
            posts_per_page: POSTS_PER_PAGE,
            notify: false,
            plain_smilies: false,
            signature: true,
            show_smilies: true,
            speech: Speech::Word,
            shortcuts: true,
            favourites: Vec::new(),
        }
    }
}

impl Preferences {
    /// Checks the rules that do not need the server's data.
    ///
    /// # Errors
    /// [`Field::Preferences`] with [`Fault::Malformed`]: `posts_per_page` is not one of the choices, there are too many
    /// favourites, one of them is too long, or the language is not supported.
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        let longest = rules::SMILEY_NAME_MAX + 10;
        let fits = POSTS_PER_PAGE_CHOICES.contains(&self.posts_per_page)
            && self.favourites.len() <= FAVOURITES_MAX
            && self
                .favourites
                .iter()
                .all(|code| rules::length(code) <= longest)
            && self
                .language
                .as_deref()
                .is_none_or(|tag| rules::language(tag).is_ok());
        let check = if fits { Ok(()) } else { Err(Fault::Malformed) };
        rules::breaches([(Field::Preferences, check)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_fields_have_their_default() {
        let read: Preferences = serde_json::from_str(r#"{"theme":"dark"}"#).unwrap();
        let dark = Preferences {
            theme: Theme::Dark,
            ..Preferences::default()
        };
        assert_eq!(read, dark);
        assert_eq!(dark.validate(), Ok(()));
    }

    #[test]
    fn posts_per_page_outside_the_choices_is_refused() {
        let greedy = Preferences {
            posts_per_page: 1_000_000,
            ..Preferences::default()
        };
        assert!(greedy.validate().is_err());
    }
}
