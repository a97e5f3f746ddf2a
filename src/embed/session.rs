//! The session shared by all elements of a page.
//!
//! In a page of another site the session has a token, stored in that site's `localStorage`, where the site's own scripts
//! can read it. Therefore the token is valid for that site only, and only for reading and replying.

use std::cell::RefCell;

use leptos::prelude::*;
use palabre::{
    api::{Client, Identity},
    browser::{channel, storage},
    i18n::{I18n, Language},
    state::{PreferencesStore, SessionStore, SignInMethod},
};
use palabre_contract::{Account, HostLogin};

use super::{events::Events, settings::Settings};

/// Storage key of the session token.
const TOKEN: &str = "session";
/// Storage key of the host token's subject: the host's own id for the account.
const SUBJECT: &str = "subject";

/// State shared by all elements.
#[derive(Clone)]
pub struct Shared {
    /// The reactive owner of this state and of every element.
    pub owner: Owner,
    session: SessionStore,
    is_started: StoredValue<bool>,
}

thread_local! {
    static SHARED: RefCell<Option<Shared>> = const { RefCell::new(None) };
}

impl Shared {
    /// Returns the shared state, created for the first element with that element's language.
    pub fn get(language: Language) -> Self {
        SHARED.with_borrow_mut(|shared| shared.get_or_insert_with(|| Self::new(language)).clone())
    }

    fn new(language: Language) -> Self {
        let owner = Owner::new();
        owner.with(|| {
            let preferences = PreferencesStore::provide_embedded(Client, language);
            let session = SessionStore::new(Client, preferences);
            provide_context(session);
            Self {
                owner: owner.clone(),
                session,
                is_started: StoredValue::new(false),
            }
        })
    }

    /// Fetches the session, once. Call it after the first element was mounted: only then is there an executor for
    /// futures.
    pub fn start(&self) {
        if self.is_started.get_value() {
            return;
        }
        self.is_started.set_value(true);
        let session = self.session;
        if !Identity::is_foreign() {
            session.refresh();
            channel::listen(move || session.refresh());
            return;
        }
        self.owner.with(|| {
            Effect::new(move |was_signed_in: Option<bool>| {
                let is_signed_in = session.account().with(Option::is_some);
                // The reader signed out in this tab, or the server rejected the session when a post was sent.
                if was_signed_in == Some(true) && !is_signed_in {
                    forget_token();
                }
                is_signed_in
            });
        });
        resume(session);
        // Somebody signed in or out in another tab of this site.
        channel::listen(move || resume(session));
    }
}

/// Continues the session of the stored token, if there is one.
fn resume(session: SessionStore) {
    match storage::get(TOKEN) {
        Some(token) => {
            Identity::Bearer(Some(token)).activate();
            fetch_session(session, SessionStore::observe_account);
        }
        // Without a token, nobody is signed in.
        None => session.observe_account(None),
    }
}

/// Fetches the session and passes its account to `set`. Removes the token if its session has ended, but keeps it if the
/// server was not reached.
fn fetch_session(session: SessionStore, set: fn(SessionStore, Option<Account>)) {
    leptos::task::spawn_local(async move {
        if let Ok(answer) = Client.session().await {
            if answer.account.is_none() {
                forget_token();
            }
            set(session, answer.account);
        }
    });
}

/// Signs in all elements of this page with a session token, and stores it.
pub fn sign_in(token: String) {
    storage::remove(SUBJECT);
    // If it cannot be stored, the session lasts until the page is left.
    let _ = storage::set(TOKEN, &token);
    Identity::Bearer(Some(token)).activate();
    if let Some(shared) = SHARED.with_borrow(Clone::clone) {
        fetch_session(shared.session, SessionStore::set_account);
    }
}

/// Signs in with a token from the host's server, replacing any other session. Does nothing if a token has already
/// signed in the same account.
pub fn sign_in_by_host(i18n: I18n, events: Events, settings: &Settings) {
    let (forum, subject) = (settings.slug(), settings.subject.clone());
    let is_signed_in =
        storage::get(TOKEN).is_some() && storage::get(SUBJECT).as_ref() == Some(&subject);
    if is_signed_in {
        return;
    }
    let token = settings.token.clone();
    leptos::task::spawn_local(async move {
        match Client.sign_in_by_host(&HostLogin { forum, token }).await {
            Ok(session) => {
                sign_in(session.token);
                let _ = storage::set(SUBJECT, &subject);
            }
            // The form still has its sign-in button.
            Err(error) => events.error(i18n, &error),
        }
    });
}

fn forget_token() {
    storage::remove(SUBJECT);
    storage::remove(TOKEN);
    Identity::Bearer(None).activate();
}

/// Provides the sign-in method in context.
pub fn provide_sign_in_method(events: Events) {
    if Identity::is_foreign() {
        let open = Callback::new(move |()| events.sign_in());
        provide_context(SignInMethod::Window(open));
    }
}
