//! Who is signed in, for all elements of a page.
//!
//! In a page of another site a token stands for the session. It is kept in that site's storage, which its
//! own scripts can read: it is good for that site only, and for reading and answering there.

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

/// Under which name the token is kept.
const TOKEN: &str = "session";
/// Under which name it is kept whom the word of the host's server was of.
const SUBJECT: &str = "subject";

/// What all elements share.
#[derive(Clone)]
pub struct Shared {
    /// The owner of it, and of every element.
    pub owner: Owner,
    session: SessionStore,
    is_started: StoredValue<bool>,
}

thread_local! {
    static SHARED: RefCell<Option<Shared>> = const { RefCell::new(None) };
}

impl Shared {
    /// It; made for the first element, in whose language the server's preferences are read.
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

    /// Asks who is signed in, once. Called after the first element was drawn: before, nothing can wait.
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
            Effect::new(move |was_in: Option<bool>| {
                let is_in = session.account().with(Option::is_some);
                // Signed out here, or the server did not know the session any more when something was sent.
                if was_in == Some(true) && !is_in {
                    forget_token();
                }
                is_in
            });
        });
        resume(session);
        // Another page of this site signed in or out.
        channel::listen(move || resume(session));
    }
}

/// Goes on with the stored token, if there is one.
fn resume(session: SessionStore) {
    match storage::get(TOKEN) {
        Some(token) => {
            Identity::Bearer(Some(token)).activate();
            fetch_session(session, SessionStore::observe_account);
        }
        // No question: nobody is.
        None => session.observe_account(None),
    }
}

/// Asks who is signed in, and notes it as a change made here or elsewhere. A token that stands for nobody any more is not kept; one of which the server has said
/// nothing, since it was not reached, is.
fn fetch_session(session: SessionStore, note: fn(SessionStore, Option<Account>)) {
    leptos::task::spawn_local(async move {
        if let Ok(answer) = Client.session().await {
            if answer.account.is_none() {
                forget_token();
            }
            note(session, answer.account);
        }
    });
}

/// Signs everybody of this page in by a token, and keeps it.
pub fn sign_in(token: String) {
    storage::remove(SUBJECT);
    // Where it cannot be kept, it holds until the page is left.
    let _ = storage::set(TOKEN, &token);
    Identity::Bearer(Some(token)).activate();
    if let Some(shared) = SHARED.with_borrow(Clone::clone) {
        fetch_session(shared.session, SessionStore::set_account);
    }
}

/// Signs in by the word of the host's server, in the place of whoever is signed in; not where they are signed
/// in by such a word already.
pub fn sign_in_by_host(i18n: I18n, events: Events, settings: &Settings) {
    let (forum, subject) = (settings.slug(), settings.subject.clone());
    let is_in = storage::get(TOKEN).is_some() && storage::get(SUBJECT).as_ref() == Some(&subject);
    if is_in {
        return;
    }
    let token = settings.token.clone();
    leptos::task::spawn_local(async move {
        match Client.sign_in_by_host(&HostLogin { forum, token }).await {
            Ok(session) => {
                sign_in(session.token);
                let _ = storage::set(SUBJECT, &subject);
            }
            // The button to sign in by is left.
            Err(error) => events.error(i18n, &error),
        }
    });
}

fn forget_token() {
    storage::remove(SUBJECT);
    storage::remove(TOKEN);
    Identity::Bearer(None).activate();
}

/// Says how to sign in to everything below the current owner.
pub fn provide_sign_in_method(events: Events) {
    if Identity::is_foreign() {
        let open = Callback::new(move |()| events.sign_in());
        provide_context(SignInMethod::Window(open));
    }
}
