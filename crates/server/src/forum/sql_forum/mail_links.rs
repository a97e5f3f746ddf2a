//! The links in the mails of the reference forum, and the mails that contain them.

use std::time::Duration;

use palabre_contract::{Account, AccountId, Timestamp};

use super::SqlForum;
use crate::{
    clock::milliseconds,
    error::Error,
    forum::{
        Reading, SignedIn, Visitor,
        mail_templates::{Locale, MailTemplate, mail},
    },
    store::{Mail, Purpose, Used, pseudo_key},
};

/// Validity of the links that open an account or change its address.
pub(super) const CONFIRM_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// Validity of the link that resets a password.
pub(super) const RESET_LIFE: Duration = Duration::from_secs(10 * 60);
/// The longest path that the link in a mail returns to, in characters.
const BACK_MAX: usize = 200;

impl SqlForum {
    /// Whether a requested mail may be sent. Counted under `email` and the client network.
    pub(super) fn may_send_mail(&self, visitor: &Visitor, email: &str) -> Result<bool, Error> {
        if !self.limits.rate_limited {
            return Ok(true);
        }
        self.mail_limiter
            .begin(email, visitor.network, self.clock.now())
    }

    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    pub(super) fn mail(&self, locale: Locale, to: &str, template: &MailTemplate<'_>) -> Mail {
        mail(locale, self.name(), to, template)
    }

    pub(super) fn expiry(&self, life: Duration) -> Timestamp {
        Timestamp(self.clock.now().0 + milliseconds(life))
    }

    /// Changes the address of an account and notifies the old one.
    pub(super) async fn confirm_email(
        &self,
        hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Used, Error> {
        let account = self
            .store
            .mail_token_account(hash, Purpose::Email, now)
            .await?;
        let Some(account) = account else {
            return Ok(Used::Expired);
        };
        let link = self.link("/lost-password");
        let template = MailTemplate::AddressChanged {
            pseudo: &account.pseudo,
            link: &link,
        };
        let mail =
            (account.email.as_deref()).map(|old| self.mail(locale(&account), old, &template));
        Ok(self.store.change_email(hash, mail.as_ref(), now).await?)
    }

    /// Signs in with a used link.
    pub(super) async fn sign_in_by_link(
        &self,
        visitor: &Visitor,
        used: Used,
    ) -> Result<SignedIn, Error> {
        let id = changed_account(used)?;
        let account = self.store.account(id).await?.ok_or(Error::LinkExpired)?;
        // Access to the mailbox proves ownership: earlier failed attempts no longer count.
        self.sign_in_limiter
            .clear_account(&pseudo_key(&account.pseudo));
        let tokens = self.open_session(visitor, &account).await?;
        Ok(SignedIn { account, tokens })
    }
}

/// The account that a used link has changed.
pub(super) fn changed_account(used: Used) -> Result<AccountId, Error> {
    match used {
        Used::Expired => Err(Error::LinkExpired),
        Used::Taken(breaches) => Err(Error::Invalid(breaches)),
        Used::Done(id) => Ok(id),
    }
}

pub(super) fn locale(account: &Account) -> Locale {
    Locale::of(account.preferences.language.as_deref())
}

/// The query parameter that returns to a page of this site. A path that could lead to another site (open redirect)
/// is dropped.
pub(super) fn return_query(back_to: Option<&str>) -> String {
    let is_local = |path: &&str| {
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
    back_to.filter(is_local).map(encode).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_never_returns_to_another_site() {
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
