//! Who is signed in.

use leptos::prelude::*;
use palabre_contract::{Account, AccountId, Credentials, Session};

use super::PreferencesStore;
use crate::api::{Answer, Call, Client};

/// Who is signed in on the forum's server.
#[derive(Clone, Copy)]
pub struct SessionStore {
    client: Client,
    preferences: PreferencesStore,
    account: RwSignal<Option<Account>>,
    known: RwSignal<bool>,
}

impl SessionStore {
    /// Makes the session known to everything below the current owner, and asks the server for it.
    pub fn provide(client: Client, preferences: PreferencesStore) -> Self {
        let session = Self::new(client, preferences);
        provide_context(session);
        session.refresh();
        session
    }

    /// A session of which nothing is known yet.
    pub fn new(client: Client, preferences: PreferencesStore) -> Self {
        Self {
            client,
            preferences,
            account: RwSignal::new(None),
            known: RwSignal::new(false),
        }
    }

    /// Asks the server who is signed in.
    pub fn refresh(self) {
        leptos::task::spawn_local(self.ask());
    }

    /// Whether somebody is signed in; waits for the server's word where it has not come yet.
    pub async fn is_open(self) -> bool {
        if !self.known.get_untracked() {
            self.ask().await;
        }
        self.account.with_untracked(Option::is_some)
    }

    async fn ask(self) {
        // Unreachable server: reading needs no session, and a reply will say what is wrong.
        if let Ok(session) = self.client.session().await {
            self.take(session.account);
        }
        let _ = self.known.try_set(true);
    }

    /// The account that is signed in. `None`: nobody is, or the server has not said yet.
    pub fn account(self) -> Signal<Option<Account>> {
        self.account.into()
    }

    /// Whether the account that is signed in is this one.
    pub fn is(self, account: Option<AccountId>) -> bool {
        let id = |known: &Option<Account>| known.as_ref().map(|known| known.id);
        account.is_some() && self.account.with(id) == account
    }

    /// Whether the server has said who is signed in.
    pub fn is_known(self) -> Signal<bool> {
        self.known.into()
    }

    /// Takes note of who is signed in now, or that nobody is.
    pub fn take(self, account: Option<Account>) {
        match &account {
            Some(account) => self.preferences.follow(&account.preferences),
            None => self.preferences.part(),
        }
        let _ = self.account.try_set(account);
        let _ = self.known.try_set(true);
    }

    /// Makes a call that is answered with who is signed in from then on.
    ///
    /// # Errors
    /// The call's; who is signed in stays as it was.
    pub async fn enter(self, call: Call<Session>) -> Answer<()> {
        let session = call.await?;
        self.take(session.account);
        Ok(())
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`ApiError::Rejected`](crate::api::ApiError::Rejected) where pseudo and password do not go
    /// together or were tried too often.
    pub async fn sign_in(self, credentials: Credentials) -> Answer<()> {
        self.enter(self.client.sign_in(&credentials)).await
    }

    /// Signs out.
    ///
    /// # Errors
    /// [`ApiError::Network`](crate::api::ApiError::Network): the person is still signed in.
    pub async fn sign_out(self) -> Answer<()> {
        self.enter(self.client.sign_out()).await
    }
}

/// The session of the page.
pub fn use_session() -> SessionStore {
    expect_context()
}
