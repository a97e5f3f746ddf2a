//! What a reader chose once and for all, kept in this browser.

use leptos::prelude::*;

use crate::{
    browser::{page, storage},
    i18n::Language,
};

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// Dusk.
    Dark,
}

impl Theme {
    /// All of them, in the order in which a button goes through them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value of `data-theme`. `None`: the attribute is left out.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The one after this.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

const THEME: &str = "theme";
const LANGUAGE: &str = "language";
const SHORTCUTS: &str = "shortcuts";

/// The reader's choices.
#[derive(Clone, Copy)]
pub struct Preferences {
    theme: RwSignal<Theme>,
    language: Language,
    shortcuts: RwSignal<bool>,
}

impl Preferences {
    /// Makes the choices kept in this browser known to everything below the current owner. The
    /// language, where none was chosen, is the first that both the reader and Palabre speak.
    pub fn provide() -> Self {
        let theme = storage::get(THEME).and_then(|kept| {
            Theme::ALL
                .into_iter()
                .find(|theme| theme.name() == Some(&kept))
        });
        let language = storage::get(LANGUAGE)
            .into_iter()
            .chain(page::languages())
            .find_map(|tag| Language::from_tag(&tag));
        let preferences = Self {
            theme: RwSignal::new(theme.unwrap_or_default()),
            language: language.unwrap_or_default(),
            shortcuts: RwSignal::new(storage::get(SHORTCUTS).as_deref() != Some("off")),
        };
        provide_context(preferences);
        preferences
    }

    /// The theme.
    pub fn theme(self) -> Signal<Theme> {
        self.theme.into()
    }

    /// The language of this page.
    pub const fn language(self) -> Language {
        self.language
    }

    /// Whether single keys are shortcuts (WCAG 2.2, 2.1.4 asks for a way to turn them off).
    pub fn shortcuts(self) -> Signal<bool> {
        self.shortcuts.into()
    }

    /// Takes a theme and keeps it.
    pub fn choose_theme(self, theme: Theme) {
        self.theme.set(theme);
        page::set_theme(theme.name());
        match theme.name() {
            // A theme that cannot be kept still holds for this page.
            Some(name) => drop(storage::set(THEME, name)),
            None => storage::remove(THEME),
        }
    }

    /// Keeps a language and loads the page anew in it.
    pub fn choose_language(self, language: Language) {
        if language != self.language && storage::set(LANGUAGE, language.tag()).is_ok() {
            page::reload();
        }
    }

    /// Turns single-key shortcuts on or off.
    pub fn use_shortcuts(self, on: bool) {
        self.shortcuts.set(on);
        let _ = storage::set(SHORTCUTS, if on { "on" } else { "off" });
    }
}

/// The reader's choices.
pub fn use_preferences() -> Preferences {
    expect_context()
}
