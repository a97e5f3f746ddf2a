//! What the app says, in two whole languages.
//!
//! A language is a `static` of type [`Messages`]: one field a message, a function where the message
//! has something to fill in. What only the app's own pages say is in [`SiteMessages`], which the bundle
//! of the custom elements does without. A message that a language lacks does not compile. French is the first
//! language; its text is the reference for the other's.
//!
//! A page speaks one language for as long as it is open; choosing another loads it anew.

mod english;
mod french;
mod messages;
mod site;

use std::ops::Deref;

use leptos::prelude::{provide_context, use_context};
use palabre_contract::Timestamp;

use crate::browser::intl;
pub use messages::{Counted, Messages};
pub use site::SiteMessages;

/// A language that Palabre speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Français.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Its name, in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// The language that a tag such as `en-GB` asks for, if Palabre speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split('-').next()?;
        Self::ALL
            .into_iter()
            .find(|known| known.tag().eq_ignore_ascii_case(language))
    }

    fn messages(self) -> &'static Messages {
        match self {
            Self::French => &french::MESSAGES,
            Self::English => &english::MESSAGES,
        }
    }
}

/// The language of the page: its messages by dereference, its dates and numbers by method.
#[derive(Clone, Copy)]
pub struct I18n {
    language: Language,
}

impl I18n {
    /// Makes `language` the language of everything below the current owner.
    pub fn provide(language: Language) -> Self {
        let i18n = Self { language };
        provide_context(i18n);
        i18n
    }

    /// What the app's own pages say.
    pub fn site(self) -> &'static SiteMessages {
        SiteMessages::of(self.language)
    }

    /// The language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// Date and time in full.
    pub fn date_time(self, at: Timestamp) -> String {
        intl::date_time(self.language.tag(), at)
    }

    /// How long ago; from a month on, the date.
    pub fn ago(self, at: Timestamp) -> String {
        intl::ago(self.language.tag(), at)
    }

    /// A whole number, grouped as the language does.
    pub fn number(self, value: u32) -> String {
        intl::number(self.language.tag(), value)
    }

    /// A number of things, for instance "3 réponses".
    pub fn counted(self, value: u32, noun: Counted) -> String {
        let form = match intl::plural(self.language.tag(), value) {
            intl::Plural::One => noun.one,
            intl::Plural::Many => noun.many,
            intl::Plural::Other => noun.other,
        };
        form.replace("{n}", &self.number(value))
    }
}

impl Deref for I18n {
    type Target = Messages;

    fn deref(&self) -> &Messages {
        self.language.messages()
    }
}

/// The language of the page; French where none was provided.
pub fn use_i18n() -> I18n {
    use_context().unwrap_or(I18n {
        language: Language::French,
    })
}
