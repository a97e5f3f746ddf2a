//! Who is signed in.

use std::fmt;

use leptos::prelude::*;
use palabre_contract::{Account, AccountId, Credentials, Session};

use super::PreferencesStore;
use crate::{
    api::{Answer, Call, Client},
    browser::{channel, storage},
};

/// Storage key of the account that was signed in last and has not signed out.
const LAST_ACCOUNT: &str = "account";

/// Whose drafts are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftOwner {
    /// Those of people without an account.
    Guest,
    /// Those of an account.
    Account(AccountId),
}

impl DraftOwner {
    fn of(account: Option<&Account>) -> Self {
        account.map_or(Self::Guest, |account| Self::Account(account.id))
    }

    /// Whoever was signed in when the server was last reached.
    fn last() -> Self {
        let last = storage::get(LAST_ACCOUNT).and_then(|id| id.parse().ok());
        last.map_or(Self::Guest, Self::Account)
    }

    /// The account, if it is one.
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Guest => None,
            Self::Account(account) => Some(account),
        }
    }
}

impl fmt::Display for DraftOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guest => f.write_str("guest"),
            Self::Account(account) => account.fmt(f),
        }
    }
}

/// Who is signed in on the forum's server.
#[derive(Clone, Copy)]
pub struct SessionStore {
    client: Client,
    preferences: PreferencesStore,
    account: RwSignal<Option<Account>>,
    owner: RwSignal<Option<DraftOwner>>,
    known: RwSignal<bool>,
    changed_in_other_tab: StoredValue<bool>,
}

impl SessionStore {
    /// Makes the session known to everything below the current owner, asks the server for it, and asks again
    /// whenever somebody signs in or out in another tab.
    pub fn provide(client: Client, preferences: PreferencesStore) -> Self {
        let session = Self::new(client, preferences);
        provide_context(session);
        session.refresh();
        channel::listen(move || session.refresh());
        session
    }

    /// A session of which nothing is known yet.
    pub fn new(client: Client, preferences: PreferencesStore) -> Self {
        Self {
            client,
            preferences,
            account: RwSignal::new(None),
            owner: RwSignal::new(None),
            known: RwSignal::new(false),
            changed_in_other_tab: StoredValue::new(false),
        }
    }

    /// Asks the server who is signed in.
    pub fn refresh(self) {
        leptos::task::spawn_local(self.fetch());
    }

    /// Whether somebody is signed in; waits for the server's answer where it has not come yet.
    pub async fn is_signed_in(self) -> bool {
        if !self.known.get_untracked() {
            self.fetch().await;
        }
        self.account.with_untracked(Option::is_some)
    }

    async fn fetch(self) {
        match self.client.session().await {
            Ok(session) => self.observe_account(session.account),
            // Unreachable server: reading needs no session, and a reply will say what is wrong.
            Err(_) => {
                let _ = self.known.try_set(true);
                if self.owner.try_get_untracked() == Some(None) {
                    self.owner.set(Some(DraftOwner::last()));
                }
            }
        }
    }

    /// Takes the server's answer to who is signed in: it may have changed in another tab.
    pub fn observe_account(self, account: Option<Account>) {
        self.set(account, true);
    }

    /// Takes note of who signed in here, or that somebody signed out here, and tells the other tabs.
    pub fn set_account(self, account: Option<Account>) {
        self.set(account, false);
    }

    /// Whether the last change of [`Self::draft_owner`] was made in another tab.
    pub fn changed_in_other_tab(self) -> bool {
        self.changed_in_other_tab
            .try_get_value()
            .unwrap_or_default()
    }

    /// The account that is signed in. `None`: nobody is, or the server has not answered yet.
    pub fn account(self) -> Signal<Option<Account>> {
        self.account.into()
    }

    /// Whose drafts are shown. `None`: not known yet. It stays the same when a session runs out, so that what is
    /// being written stays on the screen.
    pub fn draft_owner(self) -> Signal<Option<DraftOwner>> {
        self.owner.into()
    }

    /// Whether the account that is signed in is this one.
    pub fn is_account(self, account: Option<AccountId>) -> bool {
        let id = |known: &Option<Account>| known.as_ref().map(|known| known.id);
        account.is_some() && self.account.with(id) == account
    }

    /// Whether the server has said who is signed in.
    pub fn is_known(self) -> Signal<bool> {
        self.known.into()
    }

    fn set(self, account: Option<Account>, changed_in_other_tab: bool) {
        match &account {
            Some(account) => self.preferences.adopt(&account.preferences),
            None => self.preferences.detach_account(),
        }
        let owner = DraftOwner::of(account.as_ref());
        match owner {
            DraftOwner::Guest => storage::remove(LAST_ACCOUNT),
            // Where it cannot be stored, an unreachable server means a guest.
            DraftOwner::Account(account) => drop(storage::set(LAST_ACCOUNT, &account.to_string())),
        }
        let _ = self.account.try_set(account);
        let before = self.owner.try_get_untracked().flatten();
        if before != Some(owner) {
            let _ =
                (self.changed_in_other_tab).try_update_value(|flag| *flag = changed_in_other_tab);
            let _ = self.owner.try_set(Some(owner));
            if before.is_some() && !changed_in_other_tab {
                channel::announce();
            }
        }
        let _ = self.known.try_set(true);
    }

    /// The server no longer knows the session. What is being written stays on the screen.
    pub fn expire(self) {
        self.preferences.detach_account();
        let _ = self.account.try_set(None);
    }

    /// Makes a call that is answered with who is signed in from then on.
    ///
    /// # Errors
    /// The call's; who is signed in stays as it was.
    pub async fn apply(self, call: Call<Session>) -> Answer<()> {
        let session = call.await?;
        self.set_account(session.account);
        Ok(())
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`ApiError::Rejected`](crate::api::ApiError::Rejected) where username and password are wrong or were
    /// tried too often.
    pub async fn sign_in(self, credentials: Credentials) -> Answer<()> {
        self.apply(self.client.sign_in(&credentials)).await
    }

    /// Signs out.
    ///
    /// # Errors
    /// [`ApiError::Network`](crate::api::ApiError::Network): the person is still signed in.
    pub async fn sign_out(self) -> Answer<()> {
        self.apply(self.client.sign_out()).await
    }
}

/// The session of the page.
pub fn use_session() -> SessionStore {
    expect_context()
}
