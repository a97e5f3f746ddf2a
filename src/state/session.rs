//! The session: who is signed in, and whose drafts are shown.
use std::fmt;

use leptos::prelude::*;
use palabre_contract::{Account, AccountId, Capabilities, Credentials, Session};

use super::PreferencesStore;
use crate::{
    api::{Answer, Call, Client},
    browser::{channel, storage},
};

/// Storage key of the account that signed in last and has not signed out.
const LAST_ACCOUNT: &str = "account";

/// The owner of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftOwner {
    /// Somebody without an account.
    Guest,
    /// An account.
    Account(AccountId),
}

impl DraftOwner {
    fn of(account: Option<&Account>) -> Self {
        account.map_or(Self::Guest, |account| Self::Account(account.id))
    }

    /// The owner when the server was last reached.
    fn last() -> Self {
        let last = storage::get(LAST_ACCOUNT).and_then(|id| id.parse().ok());
        last.map_or(Self::Guest, Self::Account)
    }

    /// The account. `None`: a guest.
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

/// The session with the forum's server.
#[derive(Clone, Copy)]
pub struct SessionStore {
    client: Client,
    preferences: PreferencesStore,
    account: RwSignal<Option<Account>>,
    owner: RwSignal<Option<DraftOwner>>,
    known: RwSignal<bool>,
    capabilities: RwSignal<Capabilities>,
    changed_in_other_tab: StoredValue<bool>,
}

impl SessionStore {
    /// Provides the session in context, fetches it, and fetches it again whenever somebody signs in or out in
    /// another tab.
    pub fn provide(client: Client, preferences: PreferencesStore) -> Self {
        let session = Self::new(client, preferences);
        provide_context(session);
        session.refresh();
        channel::listen(move || session.refresh());
        session
    }

    /// A session that was not fetched yet.
    pub fn new(client: Client, preferences: PreferencesStore) -> Self {
        Self {
            client,
            preferences,
            account: RwSignal::new(None),
            owner: RwSignal::new(None),
            known: RwSignal::new(false),
            capabilities: RwSignal::new(Capabilities::default()),
            changed_in_other_tab: StoredValue::new(false),
        }
    }

    /// Fetches the session.
    pub fn refresh(self) {
        leptos::task::spawn_local(self.fetch());
    }

    /// Whether somebody is signed in. Fetches the session if it is not known yet.
    pub async fn is_signed_in(self) -> bool {
        if !self.known.get_untracked() {
            self.fetch().await;
        }
        self.account.with_untracked(Option::is_some)
    }

    async fn fetch(self) {
        match self.client.session().await {
            Ok(session) => {
                let found = session.capabilities.unwrap_or_default();
                // Set only if it differs: views that depend on it would be rendered again.
                if self.capabilities.try_get_untracked() != Some(found) {
                    let _ = self.capabilities.try_set(found);
                }
                self.observe_account(session.account);
            }
            // The server is unreachable. Reading needs no session, and sending a reply will report the error.
            Err(_) => {
                let _ = self.known.try_set(true);
                if self.owner.try_get_untracked() == Some(None) {
                    self.owner.set(Some(DraftOwner::last()));
                }
            }
        }
    }

    /// Sets the account that a response of the server names. The reader may have signed in or out in another tab.
    pub fn observe_account(self, account: Option<Account>) {
        self.set(account, true);
    }

    /// Sets the account after signing in or out in this tab, and notifies the other tabs.
    pub fn set_account(self, account: Option<Account>) {
        self.set(account, false);
    }

    /// Whether the last change of [`Self::draft_owner`] came from another tab.
    pub fn changed_in_other_tab(self) -> bool {
        self.changed_in_other_tab
            .try_get_value()
            .unwrap_or_default()
    }

    /// The account that is signed in. `None`: nobody is, or it is not known yet.
    pub fn account(self) -> Signal<Option<Account>> {
        self.account.into()
    }

    /// Whose drafts are shown. `None`: not known yet. Does not change when the session expires, so that the draft
    /// that is being written stays on the screen.
    pub fn draft_owner(self) -> Signal<Option<DraftOwner>> {
        self.owner.into()
    }

    /// Whether this account is signed in.
    pub fn is_account(self, account: Option<AccountId>) -> bool {
        let id = |known: &Option<Account>| known.as_ref().map(|known| known.id);
        account.is_some() && self.account.with(id) == account
    }

    /// Whether the session was fetched.
    pub fn is_known(self) -> Signal<bool> {
        self.known.into()
    }

    /// What the forum can do. Until the session was fetched: everything.
    pub fn capabilities(self) -> Capabilities {
        self.capabilities.get()
    }

    fn set(self, account: Option<Account>, changed_in_other_tab: bool) {
        match &account {
            Some(account) => self.preferences.adopt(&account.preferences),
            None => self.preferences.detach_account(),
        }
        let owner = DraftOwner::of(account.as_ref());
        match owner {
            DraftOwner::Guest => storage::remove(LAST_ACCOUNT),
            // If it cannot be stored, drafts belong to a guest while the server is unreachable.
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

    /// The server no longer accepts the session. The draft that is being written stays on the screen.
    pub fn expire(self) {
        self.preferences.detach_account();
        let _ = self.account.try_set(None);
    }

    /// Awaits a call that changes the session, and applies its answer.
    ///
    /// # Errors
    /// Those of the call; the session stays as it was.
    pub async fn apply(self, call: Call<Session>) -> Answer<()> {
        let session = call.await?;
        self.set_account(session.account);
        Ok(())
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`ApiError::Rejected`](crate::api::ApiError::Rejected): wrong username or password, or too many attempts.
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

/// The session in context.
pub fn use_session() -> SessionStore {
    expect_context()
}
