//! Accounts of the reference forum.

use async_trait::async_trait;
use palabre_contract::{
    Account, AccountDeletion, Credentials, EmailChange, Fault, Field, LostPassword, MailToken,
    NewAccount, PasswordChange, PasswordReset, Preferences, SessionId, SessionList, Signature,
    TopicId, Watch, WatchChange, WatchList, account::DELETED_ACCOUNT_NAME, rules,
};

use super::{
    SqlForum,
    mail_links::{CONFIRM_LIFE, RESET_LIFE, changed_account, locale, return_query},
    store_errors::invalid,
};
use crate::{
    error::Error,
    forum::{
        Accounts, Reading, Secret, SignedIn, Visitor,
        mail_templates::{Locale, MailTemplate},
        rate_limit::AttemptKey,
    },
    store::{NewMailToken, Purpose, Used},
};

impl SqlForum {
    /// The account that the visitor is signed in to.
    async fn require_account(&self, visitor: &Visitor) -> Result<Account, Error> {
        self.account(visitor).await?.ok_or(Error::SignInRequired)
    }

    /// The account that the visitor is signed in to, after checking its password: a stolen or unattended session is
    /// not enough.
    async fn reauthenticate(&self, visitor: &Visitor, password: &str) -> Result<Account, Error> {
        let account = self.require_account(visitor).await?;
        let credentials = Credentials {
            pseudo: account.pseudo,
            password: password.into(),
        };
        self.check_password(visitor, &credentials).await
    }
}

#[async_trait]
impl Accounts for SqlForum {
    async fn sign_up(&self, visitor: &Visitor, account: &NewAccount) -> Result<(), Error> {
        account.validate().map_err(Error::Invalid)?;
        // The honeypot field is filled in: pretend success.
        let is_bot = !account.website.is_empty();
        let may_send = self.may_send_mail(visitor, &account.email)?;
        let known = self.store.account_by_email(&account.email).await?;
        // Hashed in every case, so that the response time reveals nothing.
        let password = self.passwords.hash(&account.password).await?;
        if !is_bot && self.store.is_pseudo_taken(&account.pseudo).await? {
            return Err(invalid(Field::Pseudo, Fault::Taken));
        }
        if is_bot || !may_send {
            return Ok(());
        }
        let now = self.clock.now();
        if let Some(known) = known {
            let link = self.link("/lost-password");
            let template = MailTemplate::AddressInUse {
                pseudo: &known.pseudo,
                link: &link,
            };
            let mail = self.mail(locale(&known), &account.email, &template);
            return Ok(self.store.queue_mail(&mail, now).await?);
        }
        let token = Secret::generate()?;
        let back = return_query(account.back_to.as_deref());
        let link = self.link(&format!("/confirm?token={}{back}", token.as_str()));
        let template = MailTemplate::Confirm {
            pseudo: &account.pseudo,
            link: &link,
        };
        let locale = Locale::of(Some(&account.language));
        let mail = self.mail(locale, &account.email, &template);
        let link = NewMailToken {
            token_hash: &token.hash(),
            purpose: Purpose::Confirm,
            account: None,
            email: &account.email,
            pseudo: Some(&account.pseudo),
            password: Some(&password),
            expires_at: self.expiry(CONFIRM_LIFE),
        };
        Ok(self.store.send_mail_token(link, Some(&mail), now).await?)
    }

    async fn confirm(
        &self,
        visitor: &Visitor,
        token: &MailToken,
    ) -> Result<Option<SignedIn>, Error> {
        let token = Secret::parse(&token.token).ok_or(Error::LinkExpired)?;
        let now = self.clock.now();
        let hash = token.hash();
        match self.store.open_account(&hash, now).await? {
            Used::Expired => {
                // Does not sign in: with a mistyped address the link may have reached a stranger.
                changed_account(self.confirm_email(&hash, now).await?)?;
                Ok(None)
            }
            used => self.sign_in_by_link(visitor, used).await.map(Some),
        }
    }

    async fn request_password_reset(
        &self,
        visitor: &Visitor,
        lost: &LostPassword,
    ) -> Result<(), Error> {
        lost.validate().map_err(Error::Invalid)?;
        let account = self.store.account_by_email(&lost.email).await?;
        // A known browser has its own count, so strangers cannot use up the mails of the owner.
        let pseudo = account.as_ref().map_or("", |account| &account.pseudo);
        let rate_limit_key = match self.attempt_key(visitor, pseudo).await? {
            AttemptKey::UnknownBrowser { .. } => lost.email.clone(),
            AttemptKey::KnownBrowser { browser, .. } => {
                format!("{} {}", lost.email, hex::encode(browser))
            }
        };
        let may_send = self.may_send_mail(visitor, &rate_limit_key)?;
        let token = Secret::generate()?;
        let link = self.link(&format!("/reset-password?token={}", token.as_str()));
        let mail = account.as_ref().filter(|_| may_send).map(|account| {
            let template = MailTemplate::LostPassword {
                pseudo: &account.pseudo,
                link: &link,
            };
            self.mail(Locale::of(Some(&lost.language)), &lost.email, &template)
        });
        // Without an account a token is stored as well, because the time of the write would reveal it.
        let link = NewMailToken {
            token_hash: &token.hash(),
            purpose: Purpose::Reset,
            account: mail
                .as_ref()
                .and(account.as_ref())
                .map(|account| account.id),
            email: &lost.email,
            pseudo: None,
            password: None,
            expires_at: self.expiry(RESET_LIFE),
        };
        let now = self.clock.now();
        Ok(self.store.send_mail_token(link, mail.as_ref(), now).await?)
    }

    async fn reset_password(
        &self,
        visitor: &Visitor,
        reset: &PasswordReset,
    ) -> Result<SignedIn, Error> {
        reset.validate().map_err(Error::Invalid)?;
        let token = Secret::parse(&reset.token).ok_or(Error::LinkExpired)?;
        let (hash, now) = (token.hash(), self.clock.now());
        let account = self
            .store
            .mail_token_account(&hash, Purpose::Reset, now)
            .await?;
        let account = account.ok_or(Error::LinkExpired)?;
        rules::new_password(&reset.password, &account.pseudo)
            .map_err(|fault| invalid(Field::NewPassword, fault))?;
        let password = self.passwords.hash(&reset.password).await?;
        let link = self.link("/lost-password");
        let template = MailTemplate::PasswordChanged {
            pseudo: &account.pseudo,
            link: &link,
        };
        let to = account.email.clone().unwrap_or_default();
        let mail = self.mail(locale(&account), &to, &template);
        let used = self
            .store
            .reset_password(&hash, &password, Some(&mail), now)
            .await?;
        self.sign_in_by_link(visitor, used).await
    }

    async fn sessions(&self, visitor: &Visitor) -> Result<SessionList, Error> {
        let account = self.require_account(visitor).await?;
        let current = visitor.token.as_ref().map(Secret::hash);
        let (current, now) = (current.unwrap_or_default(), self.clock.now());
        Ok(self.store.sessions_of(account.id, &current, now).await?)
    }

    async fn end_session(&self, visitor: &Visitor, id: SessionId) -> Result<SessionList, Error> {
        let account = self.require_account(visitor).await?;
        if !self.store.end_session_of(account.id, id).await? {
            return Err(Error::NotFound);
        }
        match self.sessions(visitor).await {
            // The ended session was the requesting one.
            Err(Error::SignInRequired) => Ok(SessionList::default()),
            sessions => sessions,
        }
    }

    async fn end_sessions(&self, visitor: &Visitor) -> Result<(), Error> {
        let account = self.require_account(visitor).await?;
        Ok(self.store.end_sessions_of(account.id).await?)
    }

    async fn change_password(
        &self,
        visitor: &Visitor,
        change: &PasswordChange,
    ) -> Result<(Account, Secret), Error> {
        let account = self.require_account(visitor).await?;
        change.validate(&account.pseudo).map_err(Error::Invalid)?;
        let account = self.reauthenticate(visitor, &change.password).await?;
        let password = self.passwords.hash(&change.new_password).await?;
        let link = self.link("/lost-password");
        let template = MailTemplate::PasswordChanged {
            pseudo: &account.pseudo,
            link: &link,
        };
        let mail = (account.email.as_deref()).map(|to| self.mail(locale(&account), to, &template));
        let kept = visitor.token.as_ref().map(Secret::hash);
        let now = self.clock.now();
        self.store
            .set_password(account.id, &password, kept.as_ref(), mail.as_ref(), now)
            .await?;
        // All other browsers were forgotten.
        let browser = self.remember_browser(visitor, &account).await?;
        Ok((account, browser))
    }

    async fn change_email(&self, visitor: &Visitor, change: &EmailChange) -> Result<(), Error> {
        change.validate().map_err(Error::Invalid)?;
        let account = self.reauthenticate(visitor, &change.password).await?;
        let may_send = self.may_send_mail(visitor, &change.email)?;
        // Not reported, so that nobody learns which addresses have accounts.
        let is_taken = self.store.account_by_email(&change.email).await?.is_some();
        if !may_send || is_taken {
            return Ok(());
        }
        let token = Secret::generate()?;
        let link = self.link(&format!("/confirm?token={}", token.as_str()));
        let template = MailTemplate::NewAddress {
            pseudo: &account.pseudo,
            link: &link,
        };
        let mail = self.mail(locale(&account), &change.email, &template);
        let link = NewMailToken {
            token_hash: &token.hash(),
            purpose: Purpose::Email,
            account: Some(account.id),
            email: &change.email,
            pseudo: None,
            password: None,
            expires_at: self.expiry(CONFIRM_LIFE),
        };
        let now = self.clock.now();
        Ok(self.store.send_mail_token(link, Some(&mail), now).await?)
    }

    async fn set_signature(
        &self,
        visitor: &Visitor,
        signature: &Signature,
    ) -> Result<Account, Error> {
        signature.validate().map_err(Error::Invalid)?;
        let account = self.require_account(visitor).await?;
        self.store
            .set_signature(account.id, signature.signature.trim())
            .await?;
        self.require_account(visitor).await
    }

    async fn set_preferences(
        &self,
        visitor: &Visitor,
        preferences: &Preferences,
    ) -> Result<Account, Error> {
        preferences.validate().map_err(Error::Invalid)?;
        let account = self.require_account(visitor).await?;
        self.store.set_preferences(account.id, preferences).await?;
        self.require_account(visitor).await
    }

    async fn watch(&self, token: &str) -> Result<Watch, Error> {
        let watch = self.store.watch_by_token(token).await?;
        watch.ok_or(Error::NotFound)
    }

    async fn unsubscribe(&self, token: &str) -> Result<Watch, Error> {
        self.store.end_watch(token).await?;
        self.watch(token).await
    }

    async fn watches(&self, visitor: &Visitor) -> Result<WatchList, Error> {
        let account = self.account(visitor).await?.ok_or(Error::SignInRequired)?;
        let watches = self.store.watches_of(account.id).await?;
        Ok(WatchList { watches })
    }

    async fn set_watch(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        change: WatchChange,
    ) -> Result<Watch, Error> {
        let (access, topic) = self.topic_access(visitor, topic).await?;
        let account = access.account.ok_or(Error::SignInRequired)?;
        let token = Secret::generate()?;
        self.store
            .set_watch(account.id, topic.id, change.watched, token.as_str())
            .await?;
        Ok(Watch {
            topic: topic.id,
            title: topic.title,
            watched: change.watched,
        })
    }

    async fn delete_account(
        &self,
        visitor: &Visitor,
        request: &AccountDeletion,
    ) -> Result<(), Error> {
        let account = self.reauthenticate(visitor, &request.password).await?;
        Ok(self
            .store
            .delete_account(account.id, DELETED_ACCOUNT_NAME)
            .await?)
    }
}
