//! Accounts: the trait [`Accounts`].

use async_trait::async_trait;
use palabre_contract::{
    Account, EmailChange, Farewell, LostPassword, MailToken, NewAccount, PasswordChange,
    PasswordReset, Preferences, SessionId, SessionList, Signature, Watch,
};

use super::{Secret, SignedIn, Visitor};
use crate::error::Error;

/// Opening accounts, getting back into them, and changing what they are known by.
///
/// Every method may fail with [`Error::Database`] beside what it says itself, and each that takes
/// somebody who is signed in with [`Error::SignInRequired`].
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Sends the mail whose link opens an account; where the address has one already, the mail says so.
    ///
    /// # Errors
    /// [`Error::Invalid`], also where the pseudo is taken; [`Error::TooManyAttempts`].
    async fn sign_up(&self, visitor: &Visitor, account: &NewAccount) -> Result<(), Error>;

    /// Follows the link of a mail: opens the account and signs in, or changes an account's address, which
    /// signs nobody in.
    ///
    /// # Errors
    /// [`Error::LinkExpired`]; [`Error::Invalid`] where pseudo or address were taken meanwhile.
    async fn confirm(
        &self,
        visitor: &Visitor,
        token: &MailToken,
    ) -> Result<Option<SignedIn>, Error>;

    /// Sends the mail whose link sets another password, where an account has the address.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::TooManyAttempts`].
    async fn lose_password(&self, visitor: &Visitor, lost: &LostPassword) -> Result<(), Error>;

    /// Sets another password by the link of a mail, ends every session, and signs in.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::LinkExpired`].
    async fn reset_password(
        &self,
        visitor: &Visitor,
        reset: &PasswordReset,
    ) -> Result<SignedIn, Error>;

    /// The sessions of the visitor's account.
    async fn sessions(&self, visitor: &Visitor) -> Result<SessionList, Error>;

    /// Ends one of them.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn end_session(&self, visitor: &Visitor, id: SessionId) -> Result<SessionList, Error>;

    /// Ends all of them.
    async fn end_sessions(&self, visitor: &Visitor) -> Result<(), Error>;

    /// Changes the password and ends the other sessions. The browser is known by another token from then on.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::WrongCredentials`], [`Error::TooManyAttempts`].
    async fn change_password(
        &self,
        visitor: &Visitor,
        change: &PasswordChange,
    ) -> Result<(Account, Secret), Error>;

    /// Sends the mail whose link gives the account another address.
    ///
    /// # Errors
    /// Those of [`Self::change_password`].
    async fn change_email(&self, visitor: &Visitor, change: &EmailChange) -> Result<(), Error>;

    /// Changes the signature.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    async fn sign(&self, visitor: &Visitor, signature: &Signature) -> Result<Account, Error>;

    /// Keeps the preferences.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    async fn prefer(&self, visitor: &Visitor, preferences: &Preferences) -> Result<Account, Error>;

    /// What an unsubscribe link stands for.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn watch(&self, token: &str) -> Result<Watch, Error>;

    /// Ends the notices that it stands for. That they have ended already is no error.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn unsubscribe(&self, token: &str) -> Result<Watch, Error>;

    /// Deletes the account; its posts stay, without its name.
    ///
    /// # Errors
    /// [`Error::WrongCredentials`], [`Error::TooManyAttempts`].
    async fn leave(&self, visitor: &Visitor, farewell: &Farewell) -> Result<(), Error>;
}
