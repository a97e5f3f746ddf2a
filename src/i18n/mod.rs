//! The messages of the interface, in French and in English.
//!
//! A language's catalogue is a `static` of type [`Messages`], with one field per message and a function where the
//! message has parameters, so that a missing translation does not compile. Messages that only the app's own pages
//! use are in [`SiteMessages`], and those that only forms use in [`FormMessages`], so that the main files of the bundles
//! leave them out. French is the reference.
//!
//! The language of a page is fixed while it is open; choosing another language reloads the page.

mod english;
mod form;
mod french;
mod messages;
mod site;

use std::ops::Deref;

use leptos::prelude::{provide_context, use_context};
use palabre_contract::{Timestamp, account::DELETED_ACCOUNT_NAME};

use crate::browser::intl;
pub use form::FormMessages;
pub use messages::{Counted, Messages};
pub use site::SiteMessages;

/// A supported language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Français.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// All supported languages.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Its native name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// The supported language of a BCP 47 tag such as `en-GB`.
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

/// The messages of the page's language, through `Deref`, and its formats of dates and numbers.
#[derive(Clone, Copy)]
pub struct I18n {
    language: Language,
}

impl I18n {
    /// Provides `language` to everything below the current reactive owner.
    pub fn provide(language: Language) -> Self {
        let i18n = Self { language };
        provide_context(i18n);
        i18n
    }

    /// The messages of forms.
    pub fn form(self) -> &'static FormMessages {
        FormMessages::of(self.language)
    }

    /// The messages of the app's own pages.
    pub fn site(self) -> &'static SiteMessages {
        SiteMessages::of(self.language)
    }

    /// The page's language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// A pseudo as shown: that of deleted accounts in the page's language.
    pub fn pseudo(self, pseudo: String) -> String {
        if pseudo == DELETED_ACCOUNT_NAME {
            return self.deleted_account.to_owned();
        }
        pseudo
    }

    /// Date and time in full.
    pub fn date_time(self, at: Timestamp) -> String {
        intl::date_time(self.language.tag(), at)
    }

    /// How long ago; after 30 days, the date.
    pub fn ago(self, at: Timestamp) -> String {
        intl::ago(self.language.tag(), at).unwrap_or_else(|| self.just_now.to_owned())
    }

    /// A whole number with the language's digit grouping.
    pub fn number(self, value: u32) -> String {
        intl::number(self.language.tag(), value)
    }

    /// A number with its noun, for instance "3 réponses".
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

/// The messages of the page's language; French where none was provided.
pub fn use_i18n() -> I18n {
    use_context().unwrap_or(I18n {
        language: Language::French,
    })
}
