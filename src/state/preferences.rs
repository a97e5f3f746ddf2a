//! What a reader chose once and for all: kept in this browser, and with the account of who is signed in.

use leptos::prelude::*;
use palabre_contract::{Preferences, Theme};

use crate::{
    api::Client,
    browser::{page, storage},
    i18n::Language,
    json,
};

/// The themes, in the order in which a button goes through them, each with its name in a choice.
pub const THEMES: [(Theme, &str); 3] = [
    (Theme::Auto, "auto"),
    (Theme::Light, "light"),
    (Theme::Dark, "dark"),
];

const PREFERENCES: &str = "preferences";
/// What `boot.js` reads before the first paint.
const THEME: &str = "theme";

/// The reader's choices.
#[derive(Clone, Copy)]
pub struct PreferencesStore {
    client: Client,
    chosen: RwSignal<Preferences>,
    language: Language,
    /// Whether they are kept with an account, too.
    has_account: StoredValue<bool>,
    /// Whether the page around is another site's, which is not theirs to change.
    is_embedded: bool,
}

impl PreferencesStore {
    /// Makes the choices kept in this browser known to everything below the current owner. The
    /// language, where none was chosen, is the first that both the reader and Palabre speak.
    pub fn provide(client: Client) -> Self {
        let chosen: Preferences = storage::get(PREFERENCES)
            .and_then(|kept| json::from_str(&kept).ok())
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

    /// The choices of a reader in a page of another site: those of the account, once somebody is signed
    /// in, and nothing is kept.
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

    /// One of the choices, for instance `|chosen| chosen.theme`, followed by whoever reads it.
    pub fn get<T>(self, choice: impl FnOnce(&Preferences) -> T) -> T {
        self.chosen.with(choice)
    }

    /// The same, once.
    pub fn get_untracked<T>(self, choice: impl FnOnce(&Preferences) -> T) -> T {
        self.chosen.with_untracked(choice)
    }

    /// Posts on a page of a thread.
    pub fn posts_per_page(self) -> u32 {
        self.get_untracked(|chosen| chosen.posts_per_page).max(1)
    }

    /// Changes a choice and keeps it; another language loads the page anew.
    pub fn change(self, change: impl FnOnce(&mut Preferences)) {
        self.chosen.update(change);
        let is_kept = self.keep();
        let chosen = self.chosen.get_untracked();
        let is_other = (chosen.language.as_deref())
            .and_then(Language::from_tag)
            .is_some_and(|chosen| chosen != self.language);
        let client = self.client;
        let has_account = self.has_account.get_value();
        if (has_account || is_other) && !self.is_embedded {
            leptos::task::spawn_local(async move {
                if has_account {
                    // What the server does not take this time still holds in this browser.
                    let _ = client.save_preferences(&chosen).await;
                }
                // Only what was kept is there after the page was loaded anew.
                if is_other && is_kept {
                    page::reload();
                }
            });
        }
    }

    /// Takes over the choices of the account that is signed in now; one that has made none yet gets
    /// those of this browser.
    pub fn adopt(self, account: &Preferences) {
        self.has_account.set_value(true);
        if *account != Preferences::default() {
            self.chosen.set(account.clone());
            self.keep();
        } else if self.get_untracked(|chosen| chosen != account) {
            self.change(|_| {});
        }
    }

    /// Nobody is signed in any more: the choices stay, in this browser only.
    pub fn detach_account(self) {
        self.has_account.set_value(false);
    }

    /// Whether this browser stored them.
    fn keep(self) -> bool {
        if self.is_embedded {
            return false;
        }
        self.chosen.with_untracked(|chosen| {
            let name = theme_name(chosen.theme);
            page::set_theme((chosen.theme != Theme::Auto).then_some(name));
            match chosen.theme {
                Theme::Auto => storage::remove(THEME),
                _ => drop(storage::set(THEME, name)),
            }
            // A choice that cannot be stored still holds for this page.
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

/// The reader's choices.
pub fn use_preferences() -> PreferencesStore {
    expect_context()
}
