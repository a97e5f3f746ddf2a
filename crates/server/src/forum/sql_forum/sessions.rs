//! Signing in and out in the reference forum, and the tokens that it issues.

use async_trait::async_trait;
use palabre_contract::{Account, Credentials, Timestamp};

use super::SqlForum;
use crate::{
    clock::milliseconds,
    error::Error,
    forum::{
        BROWSER_LIFE, IssuedTokens, SESSION_LIFE, Secret, Sessions, SignedIn, Visitor,
        rate_limit::AttemptKey,
    },
    store::{KnownBrowser, NewSession, pseudo_key},
};

impl SqlForum {
    /// The account with these credentials. Counts the attempt.
    pub(super) async fn check_password(
        &self,
        visitor: &Visitor,
        given: &Credentials,
    ) -> Result<Account, Error> {
        let attempt_key = self.attempt_key(visitor, &given.pseudo).await?;
        if self.limits.rate_limited {
            self.sign_in_limiter.begin(&attempt_key, self.clock.now())?;
        }
        let stored = self.store.account_by_pseudo(&given.pseudo).await?;
        let hash = stored.as_ref().map(|stored| stored.password.as_str());
        let right = self.passwords.verify(hash, &given.password).await?;
        let account = stored.filter(|_| right).ok_or(Error::WrongCredentials)?;
        self.sign_in_limiter.succeeded(&attempt_key);
        Ok(account.account)
    }

    /// What a sign-in attempt at an account is counted under.
    pub(super) async fn attempt_key(
        &self,
        visitor: &Visitor,
        pseudo: &str,
    ) -> Result<AttemptKey, Error> {
        let account = pseudo_key(pseudo);
        if let Some(browser) = visitor.browser.as_ref().map(Secret::hash) {
            let now = self.clock.now();
            if self.store.is_known_browser(&browser, pseudo, now).await? {
                return Ok(AttemptKey::KnownBrowser { account, browser });
            }
        }
        Ok(AttemptKey::UnknownBrowser {
            account,
            network: visitor.network,
        })
    }

    /// Stores that the account has signed in with the visitor's browser. Returns the new browser token.
    pub(super) async fn remember_browser(
        &self,
        visitor: &Visitor,
        account: &Account,
    ) -> Result<Secret, Error> {
        let token = Secret::generate()?;
        let now = self.clock.now();
        let previous = visitor.browser.as_ref().map(Secret::hash);
        let browser = KnownBrowser {
            previous_token_hash: previous.as_ref(),
            token_hash: &token.hash(),
            account: account.id,
            now,
            expires_at: Timestamp(now.0 + milliseconds(BROWSER_LIFE)),
        };
        self.store.remember_browser(browser).await?;
        Ok(token)
    }

    /// Opens a session with a new token and ends the visitor's previous one. A token that was planted before the
    /// sign-in (session fixation) is worthless afterwards.
    pub(super) async fn open_session(
        &self,
        visitor: &Visitor,
        account: &Account,
    ) -> Result<IssuedTokens, Error> {
        let token = Secret::generate()?;
        let now = self.clock.now();
        let expires_at = Timestamp(now.0 + milliseconds(SESSION_LIFE));
        let session = NewSession {
            account: account.id,
            token_hash: &token.hash(),
            host: None,
            agent: &visitor.agent,
            now,
            expires_at,
        };
        self.store.open_session(session).await?;
        self.sign_out(visitor).await?;
        Ok(IssuedTokens {
            session: token,
            browser: self.remember_browser(visitor, account).await?,
        })
    }
}

#[async_trait]
impl Sessions for SqlForum {
    async fn sign_in(
        &self,
        visitor: &Visitor,
        credentials: &Credentials,
    ) -> Result<SignedIn, Error> {
        credentials.validate().map_err(Error::Invalid)?;
        let account = self.check_password(visitor, credentials).await?;
        let tokens = self.open_session(visitor, &account).await?;
        Ok(SignedIn { account, tokens })
    }

    async fn sign_out(&self, visitor: &Visitor) -> Result<(), Error> {
        match &visitor.token {
            None => Ok(()),
            Some(token) => Ok(self.store.end_session(&token.hash()).await?),
        }
    }
}
