//! Sessions in the pages of hosts, in the reference forum.

use std::time::Duration;

use async_trait::async_trait;
use palabre_contract::{
    Account, Fault, Field, ForumId, Grant, HostLogin, HostSession, Role, Timestamp, rules,
};

use super::{SqlForum, store_errors::invalid};
use crate::{
    clock::milliseconds,
    error::Error,
    forum::{
        HostSessions, Reading, SESSION_LIFE, Secret, Visitor,
        host_token::{self, HostIdentity},
    },
    store::{HostBasis, NewHostAccount, NewSession, is_reserved},
};

/// Lifetime of a session opened by a host's token. The host can issue another token at any time.
const HOST_TOKEN_SESSION_LIFE: Duration = Duration::from_secs(12 * 60 * 60);

impl SqlForum {
    /// Opens a session in the pages of `host`. `None`: its basis is no longer valid.
    async fn open_host_session(
        &self,
        visitor: &Visitor,
        account: Account,
        host: &str,
        basis: HostBasis<'_>,
    ) -> Result<Option<HostSession>, Error> {
        let life = match basis {
            HostBasis::Grant => SESSION_LIFE,
            HostBasis::Key { .. } => HOST_TOKEN_SESSION_LIFE,
        };
        let token = Secret::generate()?;
        let now = self.clock.now();
        let session = NewSession {
            account: account.id,
            token_hash: &token.hash(),
            host: Some(host),
            agent: &visitor.agent,
            now,
            expires_at: Timestamp(now.0 + milliseconds(life)),
        };
        let is_open = self.store.open_host_session(session, basis).await?;
        Ok(is_open.then(|| HostSession {
            token: token.as_str().to_owned(),
            account: redacted_for_host(account),
        }))
    }

    /// Verifies a host's token. Returns the forum, its key and the user. `None`: the token, the forum or the host is wrong.
    async fn verify_host_token(
        &self,
        host: &str,
        login: &HostLogin,
    ) -> Result<Option<(ForumId, String, HostIdentity)>, Error> {
        let Some((forum, key)) = self.store.host_key(&login.forum).await? else {
            return Ok(None);
        };
        if !self.store.lists_host(host, forum).await? {
            return Ok(None);
        }
        let now = self.clock.now();
        let identity = host_token::read(&login.token, &key, &login.forum, now);
        Ok(identity.map(|identity| (forum, key, identity)))
    }

    /// The account of a host's user in a forum. Opened if there is none.
    async fn account_of(&self, forum: ForumId, identity: &HostIdentity) -> Result<Account, Error> {
        let known = self.store.host_account(forum, &identity.subject).await?;
        if let Some(account) = known {
            return Ok(account);
        }
        let pseudo: String = (identity.name.trim().chars())
            .take(rules::PSEUDO_MAX as usize)
            .collect();
        rules::pseudo(&pseudo).map_err(|fault| invalid(Field::Pseudo, fault))?;
        // A reserved name stays reserved with a number appended.
        if is_reserved(&pseudo) {
            return Err(invalid(Field::Pseudo, Fault::Taken));
        }
        // Never disclosed: the account can only sign in by tokens.
        let password = Secret::generate()?;
        let account = NewHostAccount {
            forum,
            subject: &identity.subject,
            pseudo: pseudo.trim(),
            password: &self.passwords.hash(password.as_str()).await?,
            now: self.clock.now(),
        };
        Ok(self.store.open_host_account(account).await?)
    }
}

#[async_trait]
impl HostSessions for SqlForum {
    async fn grant(&self, visitor: &Visitor, grant: &Grant) -> Result<HostSession, Error> {
        let account = self.account(visitor).await?.ok_or(Error::SignInRequired)?;
        let host = rules::host(&grant.host).map_err(|fault| invalid(Field::Hosts, fault))?;
        self.open_host_session(visitor, account, &host, HostBasis::Grant)
            .await?
            .ok_or_else(|| invalid(Field::Hosts, Fault::Unknown))
    }

    async fn sign_in_from_host(
        &self,
        visitor: &Visitor,
        login: &HostLogin,
    ) -> Result<HostSession, Error> {
        if self.limits.rate_limited {
            self.sign_in_limiter
                .begin_unnamed(visitor.network, self.clock.now())?;
        }
        let host = visitor.host.as_deref().ok_or(Error::WrongCredentials)?;
        let verified = self.verify_host_token(host, login).await?;
        let (forum, key, identity) = verified.ok_or(Error::WrongCredentials)?;
        if self.limits.rate_limited {
            self.sign_in_limiter.succeeded_unnamed(visitor.network);
        }
        let account = self.account_of(forum, &identity).await?;
        let basis = HostBasis::Key { forum, key: &key };
        self.open_host_session(visitor, account, host, basis)
            .await?
            .ok_or(Error::WrongCredentials)
    }
}

/// An account as the pages of a host may see it: without its address and role.
pub(super) fn redacted_for_host(account: Account) -> Account {
    Account {
        email: None,
        role: Role::Member,
        ..account
    }
}
