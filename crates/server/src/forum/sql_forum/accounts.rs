//! The accounts of the reference forum.

use std::time::Duration;

use async_trait::async_trait;
use palabre_contract::{
    Account, AccountId, Credentials, EmailChange, Farewell, Fault, Field, LostPassword, MailToken,
    NewAccount, PasswordChange, PasswordReset, Preferences, SessionId, SessionList, Signature,
    Timestamp, Watch, rules,
};

use super::{SqlForum, store_errors::invalid};
use crate::{
    clock::milliseconds,
    error::Error,
    forum::{
        Accounts, Forum, Secret, SignedIn, Visitor,
        mail_templates::{Locale, MailTemplate, mail},
        rate_limit::AttemptKey,
    },
    store::{DELETED_ACCOUNT_NAME, Mail, NewMailToken, Purpose, Used, pseudo_key},
};

/// How long the link that opens an account, or changes its address, works.
const CONFIRM_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// How long the link that sets a password works.
const RESET_LIFE: Duration = Duration::from_secs(10 * 60);
/// The longest address that a mail leads back to, in characters.
const BACK_MAX: usize = 200;

impl SqlForum {
    /// The account that the visitor is signed in to.
    async fn require_account(&self, visitor: &Visitor) -> Result<Account, Error> {
        self.account(visitor).await?.ok_or(Error::SignInRequired)
    }

    /// The same, once it is sure that it is they: a session left open on a table is not enough.
    async fn reauthenticate(&self, visitor: &Visitor, password: &str) -> Result<Account, Error> {
        let account = self.require_account(visitor).await?;
        let credentials = Credentials {
            pseudo: account.pseudo,
            password: password.into(),
        };
        self.check_password(visitor, &credentials).await
    }

    /// Whether a mail may be sent to that address on a stranger's word. The address is what it counts under.
    fn may_send_mail(&self, visitor: &Visitor, email: &str) -> Result<bool, Error> {
        if !self.limits.guarded {
            return Ok(true);
        }
        self.requests
            .begin(email, visitor.network, self.clock.now())
    }

    fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    fn mail(&self, tongue: Locale, to: &str, occasion: &MailTemplate<'_>) -> Mail {
        mail(tongue, self.name(), to, occasion)
    }

    fn expiry(&self, life: Duration) -> Timestamp {
        Timestamp(self.clock.now().0 + milliseconds(life))
    }

    /// Gives an account its new address, and tells the old one.
    async fn confirm_email(&self, hash: &[u8; 32], now: Timestamp) -> Result<Used, Error> {
        let account = self
            .store
            .mail_token_account(hash, Purpose::Email, now)
            .await?;
        let Some(account) = account else {
            return Ok(Used::Expired);
        };
        let link = self.link("/lost-password");
        let occasion = MailTemplate::AddressChanged {
            pseudo: &account.pseudo,
            link: &link,
        };
        let mail =
            (account.email.as_deref()).map(|old| self.mail(tongue(&account), old, &occasion));
        Ok(self.store.change_email(hash, mail.as_ref(), now).await?)
    }

    /// Signs in who has followed the link of a mail.
    async fn follow(&self, visitor: &Visitor, used: Used) -> Result<SignedIn, Error> {
        let id = confirmed(used)?;
        let account = self.store.account(id).await?.ok_or(Error::LinkExpired)?;
        // Whoever reads the account's mail is its owner: what strangers have guessed is forgiven.
        self.attempts.forgive(&pseudo_key(&account.pseudo));
        let tokens = self.open_session(visitor, &account).await?;
        Ok(SignedIn { account, tokens })
    }
}

/// Whose account the link of a mail has changed.
fn confirmed(used: Used) -> Result<AccountId, Error> {
    match used {
        Used::Expired => Err(Error::LinkExpired),
        Used::Taken(breaches) => Err(Error::Invalid(breaches)),
        Used::Done(id) => Ok(id),
    }
}

fn tongue(account: &Account) -> Locale {
    Locale::of(account.preferences.language.as_deref())
}

/// The rest of a link that leads back to a page of this site. Whatever could lead to another site (open
/// redirect) is dropped.
fn return_query(back_to: Option<&str>) -> String {
    let is_of_site = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains('\\')
            && !path.chars().any(char::is_control)
            && path.chars().count() <= BACK_MAX
    };
    let encode = |path: &str| {
        let mut text = String::from("&back=");
        for byte in path.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                text.push(char::from(byte));
            } else {
                text.push_str(&format!("%{byte:02X}"));
            }
        }
        text
    };
    back_to.filter(is_of_site).map(encode).unwrap_or_default()
}

#[async_trait]
impl Accounts for SqlForum {
    async fn sign_up(&self, visitor: &Visitor, account: &NewAccount) -> Result<(), Error> {
        account.validate().map_err(Error::Invalid)?;
        // A program filled in what no person sees. It is told that all went well.
        let is_trapped = !account.website.is_empty();
        let may_send = self.may_send_mail(visitor, &account.email)?;
        let known = self.store.account_by_email(&account.email).await?;
        // Once, whatever comes of it, so that the time it takes tells nothing.
        let password = self.passwords.hash(&account.password).await?;
        if !is_trapped && self.store.is_pseudo_taken(&account.pseudo).await? {
            return Err(invalid(Field::Pseudo, Fault::Taken));
        }
        if is_trapped || !may_send {
            return Ok(());
        }
        let now = self.clock.now();
        if let Some(known) = known {
            let link = self.link("/lost-password");
            let occasion = MailTemplate::KnownAlready {
                pseudo: &known.pseudo,
                link: &link,
            };
            let mail = self.mail(tongue(&known), &account.email, &occasion);
            return Ok(self.store.queue_mail(&mail, now).await?);
        }
        let token = Secret::generate()?;
        let back = return_query(account.back_to.as_deref());
        let link = self.link(&format!("/confirm?token={}{back}", token.as_str()));
        let occasion = MailTemplate::Confirm {
            pseudo: &account.pseudo,
            link: &link,
        };
        let tongue = Locale::of(Some(&account.language));
        let mail = self.mail(tongue, &account.email, &occasion);
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
                // Signs nobody in: a mistyped address may have taken the link to a stranger.
                confirmed(self.confirm_email(&hash, now).await?)?;
                Ok(None)
            }
            used => self.follow(visitor, used).await.map(Some),
        }
    }

    async fn lose_password(&self, visitor: &Visitor, lost: &LostPassword) -> Result<(), Error> {
        lost.validate().map_err(Error::Invalid)?;
        let account = self.store.account_by_email(&lost.email).await?;
        // Strangers who ask for an address until it gets no more mails do not keep its owner from asking.
        let pseudo = account.as_ref().map_or("", |account| &account.pseudo);
        let counted = match self.attempt_key(visitor, pseudo).await? {
            AttemptKey::UnknownBrowser { .. } => lost.email.clone(),
            AttemptKey::KnownBrowser { browser, .. } => {
                format!("{} {}", lost.email, hex::encode(&browser))
            }
        };
        let may_send = self.may_send_mail(visitor, &counted)?;
        let token = Secret::generate()?;
        let link = self.link(&format!("/reset-password?token={}", token.as_str()));
        let mail = account.as_ref().filter(|_| may_send).map(|account| {
            let occasion = MailTemplate::LostPassword {
                pseudo: &account.pseudo,
                link: &link,
            };
            self.mail(Locale::of(Some(&lost.language)), &lost.email, &occasion)
        });
        // Where there is no account, a link of nobody's is stored: the time that a write takes would tell.
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
        let occasion = MailTemplate::PasswordChanged {
            pseudo: &account.pseudo,
            link: &link,
        };
        let to = account.email.clone().unwrap_or_default();
        let mail = self.mail(tongue(&account), &to, &occasion);
        let used = self
            .store
            .reset_password(&hash, &password, Some(&mail), now)
            .await?;
        self.follow(visitor, used).await
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
            // It was the one that asked.
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
        let occasion = MailTemplate::PasswordChanged {
            pseudo: &account.pseudo,
            link: &link,
        };
        let mail = (account.email.as_deref()).map(|to| self.mail(tongue(&account), to, &occasion));
        let kept = visitor.token.as_ref().map(Secret::hash);
        let now = self.clock.now();
        self.store
            .set_password(account.id, &password, kept.as_ref(), mail.as_ref(), now)
            .await?;
        // The other browsers are known no longer.
        let browser = self.remember_browser(visitor, &account).await?;
        Ok((account, browser))
    }

    async fn change_email(&self, visitor: &Visitor, change: &EmailChange) -> Result<(), Error> {
        change.validate().map_err(Error::Invalid)?;
        let account = self.reauthenticate(visitor, &change.password).await?;
        let may_send = self.may_send_mail(visitor, &change.email)?;
        // Whether somebody else has it is theirs to know.
        let is_taken = self.store.account_by_email(&change.email).await?.is_some();
        if !may_send || is_taken {
            return Ok(());
        }
        let token = Secret::generate()?;
        let link = self.link(&format!("/confirm?token={}", token.as_str()));
        let occasion = MailTemplate::NewAddress {
            pseudo: &account.pseudo,
            link: &link,
        };
        let mail = self.mail(tongue(&account), &change.email, &occasion);
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

    async fn sign(&self, visitor: &Visitor, signature: &Signature) -> Result<Account, Error> {
        signature.validate().map_err(Error::Invalid)?;
        let account = self.require_account(visitor).await?;
        self.store
            .set_signature(account.id, signature.signature.trim())
            .await?;
        self.require_account(visitor).await
    }

    async fn prefer(&self, visitor: &Visitor, preferences: &Preferences) -> Result<Account, Error> {
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

    async fn leave(&self, visitor: &Visitor, farewell: &Farewell) -> Result<(), Error> {
        let account = self.reauthenticate(visitor, &farewell.password).await?;
        Ok(self
            .store
            .delete_account(account.id, DELETED_ACCOUNT_NAME)
            .await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_never_leads_back_to_another_site() {
        assert_eq!(return_query(Some("/t/12/reply")), "&back=%2Ft%2F12%2Freply");
        let long = format!("/{}", "x".repeat(200));
        for foreign in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "",
            &long,
        ] {
            assert_eq!(return_query(Some(foreign)), "", "{foreign}");
        }
        assert_eq!(return_query(None), "");
    }
}
