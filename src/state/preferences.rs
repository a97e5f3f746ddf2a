//! The reader's preferences, stored in this browser and with the account that is signed in.

use leptos::prelude::*;
use palabre_contract::{Density, Preferences, Theme};

use crate::{
    api::Client,
    browser::{page, storage},
    i18n::Language,
    json,
};

/// The themes in the order of the theme button, each with its name in storage and form values.
pub const THEMES: [(Theme, &str); 3] = [
    (Theme::Auto, "auto"),
    (Theme::Light, "light"),
    (Theme::Dark, "dark"),
];

const PREFERENCES: &str = "preferences";
/// Read by `boot.js` before the first paint, like [`DENSITY`].
const THEME: &str = "theme";
const DENSITY: &str = "density";

/// The densities, each with its name in form values.
pub const DENSITIES: [(Density, &str); 2] = [
    (Density::Comfortable, "comfortable"),
    (Density::Compact, "compact"),
];

/// The reader's preferences.
#[derive(Clone, Copy)]
pub struct PreferencesStore {
    client: Client,
    chosen: RwSignal<Preferences>,
    language: Language,
    /// Whether they are also saved with an account.
    has_account: StoredValue<bool>,
    /// Whether this is a page of another site, where nothing is stored and the document is not changed.
    is_embedded: bool,
}

impl PreferencesStore {
    /// Loads the preferences stored in this browser and provides them in context. If no language was chosen, it is the
    /// first of the browser's languages that Palabre supports.
    pub fn provide(client: Client) -> Self {
        let chosen: Preferences = storage::get(PREFERENCES)
            .and_then(|stored| json::from_str(&stored).ok())
            .unwrap_or_default();
        let language = (chosen.language.clone().into_iter())
            .chain(page::languages())
            .find_map(|tag| Language::from_tag(&tag));
        let store = Self {
            client,
            chosen: RwSignal::new(chosen),
            language: language.unwrap_or_default(),
            has_account: StoredValue::new(false),
            is_embedded: false,
        };
        provide_context(store);
        store
    }

    /// Provides the preferences in a page of another site: those of the account once somebody is signed in. Nothing is
    /// stored.
    pub fn provide_embedded(client: Client, language: Language) -> Self {
        let store = Self {
            client,
            chosen: RwSignal::new(Preferences::default()),
            language,
            has_account: StoredValue::new(false),
            is_embedded: true,
        };
        provide_context(store);
        store
    }

    /// The language of this page.
    pub const fn language(self) -> Language {
        self.language
    }

    /// Reads a preference, for instance `|chosen| chosen.theme`, and tracks it.
    pub fn get<T>(self, choice: impl FnOnce(&Preferences) -> T) -> T {
        self.chosen.with(choice)
    }

    /// Like [`Self::get`], without tracking.
    pub fn get_untracked<T>(self, choice: impl FnOnce(&Preferences) -> T) -> T {
        self.chosen.with_untracked(choice)
    }

    /// Posts per page of a thread, at least 1.
    pub fn posts_per_page(self) -> u32 {
        self.get_untracked(|chosen| chosen.posts_per_page).max(1)
    }

    /// Changes and stores a preference. Reloads the page if the language changed.
    pub fn change(self, change: impl FnOnce(&mut Preferences)) {
        self.chosen.update(change);
        let is_stored = self.store();
        let chosen = self.chosen.get_untracked();
        let is_other = (chosen.language.as_deref())
            .and_then(Language::from_tag)
            .is_some_and(|chosen| chosen != self.language);
        let client = self.client;
        let has_account = self.has_account.get_value();
        if (has_account || is_other) && !self.is_embedded {
            leptos::task::spawn_local(async move {
                if has_account {
                    // If this fails, the preferences still apply in this browser.
                    let _ = client.save_preferences(&chosen).await;
                }
                // Only stored preferences survive a reload.
                if is_other && is_stored {
                    page::reload();
                }
            });
        }
    }

    /// Adopts the preferences of an account that signed in. If they are all defaults, saves those of this browser
    /// with the account.
    pub fn adopt(self, account: &Preferences) {
        self.has_account.set_value(true);
        if *account != Preferences::default() {
            self.chosen.set(account.clone());
            self.store();
        } else if self.get_untracked(|chosen| chosen != account) {
            self.change(|_| {});
        }
    }

    /// Stores preferences in this browser only from now on, because nobody is signed in.
    pub fn detach_account(self) {
        self.has_account.set_value(false);
    }

    /// Applies the theme and stores the preferences. Returns whether the browser stored them.
    fn store(self) -> bool {
        if self.is_embedded {
            return false;
        }
        self.chosen.with_untracked(|chosen| {
            let theme = (chosen.theme != Theme::Auto).then(|| theme_name(chosen.theme));
            let density = (chosen.density == Density::Compact).then_some("compact");
            for (name, value) in [(THEME, theme), (DENSITY, density)] {
                page::set_data(name, value);
                match value {
                    None => storage::remove(name),
                    Some(value) => drop(storage::set(name, value)),
                }
            }
            // Preferences that cannot be stored still apply until the page is reloaded.
            serde_json::to_string(chosen).is_ok_and(|json| storage::set(PREFERENCES, &json).is_ok())
        })
    }
}

/// The name of a theme.
pub fn theme_name(theme: Theme) -> &'static str {
    THEMES
        .into_iter()
        .find_map(|(known, name)| (known == theme).then_some(name))
        .unwrap_or_default()
}

/// The preferences in context.
pub fn use_preferences() -> PreferencesStore {
    expect_context()
}
