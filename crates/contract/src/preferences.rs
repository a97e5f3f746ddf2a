//! How somebody wants to read and write.

use serde::{Deserialize, Serialize};

use crate::{
    rules::{self, Breach, Fault, Field},
    topic::{POSTS_PER_PAGE, POSTS_PER_PAGE_CHOICES},
};

/// The most favourite smilies that are kept.
pub const FAVOURITES_MAX: usize = 200;

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Those of the device.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// Dusk.
    Dark,
}

/// How a smiley is read out by a screen reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Speech {
    /// By what it shows: "sourire".
    #[default]
    Word,
    /// By what was typed for it: ":)".
    Code,
    /// Not at all.
    Silent,
}

/// How somebody wants to read and write. Kept by the browser for everybody, and with the account for
/// those who have one. What is left out is the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Preferences {
    /// The language of the pages, `fr` or `en`. `None`: the browser's, if it is one of them.
    pub language: Option<String>,
    /// The colours of the pages.
    pub theme: Theme,
    /// Posts on a page of a thread: one of [`POSTS_PER_PAGE_CHOICES`].
    pub posts_per_page: u32,
    /// Whether "Notification par email en cas de réponse" is ticked in a new reply.
    pub notify: bool,
    /// Whether "Désactiver les smilies" is ticked in a new reply.
    pub plain_smilies: bool,
    /// Whether "Activer votre signature" is ticked in a new reply.
    pub signature: bool,
    /// Whether smilies are drawn for this reader. `false`: their codes are shown.
    pub show_smilies: bool,
    /// How they are read out.
    pub speech: Speech,
    /// Whether single keys are shortcuts on a thread's page.
    pub shortcuts: bool,
    /// The codes of favourite custom smilies, for instance `[:pluie]`: at most [`FAVOURITES_MAX`].
    pub favourites: Vec<String>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::Auto,
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
    /// Whether they can be kept.
    ///
    /// # Errors
    /// A breach of [`Field::Preferences`]: posts a page that cannot be chosen, too many favourites, one
    /// of them too long, or a language that Palabre does not speak.
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
    fn what_is_left_out_is_the_default() {
        let read: Preferences = serde_json::from_str(r#"{"theme":"dark"}"#).unwrap();
        let dark = Preferences {
            theme: Theme::Dark,
            ..Preferences::default()
        };
        assert_eq!(read, dark);
        assert_eq!(dark.validate(), Ok(()));
    }

    #[test]
    fn a_page_of_a_million_posts_is_refused() {
        let greedy = Preferences {
            posts_per_page: 1_000_000,
            ..Preferences::default()
        };
        assert!(greedy.validate().is_err());
    }
}
