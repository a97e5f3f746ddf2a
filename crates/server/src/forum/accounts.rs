//! Accounts: the trait [`Accounts`].

use async_trait::async_trait;
use palabre_contract::{
    Account, AccountDeletion, EmailChange, LostPassword, MailToken, NewAccount, PasswordChange,
    PasswordReset, Preferences, SessionId, SessionList, Signature, TopicId, Watch, WatchChange,
    WatchList,
};

use super::{Secret, SignedIn, Visitor};
use crate::error::Error;

/// Sign-up, account recovery, and account settings.
///
/// Every method may also fail with [`Error::Database`], and those that require an account with
/// [`Error::SignInRequired`].
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Sends the mail whose link opens the account. If an account has the address, the mail says so instead.
    ///
    /// # Errors
    /// [`Error::Invalid`], also for a taken pseudo; [`Error::TooManyAttempts`].
    async fn sign_up(&self, visitor: &Visitor, account: &NewAccount) -> Result<(), Error>;

    /// Uses the link of a mail: opens the account and signs in, or changes the address of an account without
    /// signing in.
    ///
    /// # Errors
    /// [`Error::LinkExpired`]; [`Error::Invalid`] if the pseudo or the address was taken in the meantime.
    async fn confirm(
        &self,
        visitor: &Visitor,
        token: &MailToken,
    ) -> Result<Option<SignedIn>, Error>;

    /// Sends the mail whose link resets the password, if an account has the address.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::TooManyAttempts`].
    async fn request_password_reset(
        &self,
        visitor: &Visitor,
        lost: &LostPassword,
    ) -> Result<(), Error>;

    /// Resets the password with the link of a mail, ends all sessions, and signs in.
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

    /// Changes the password and ends the other sessions. Returns a new browser token.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::WrongCredentials`], [`Error::TooManyAttempts`].
    async fn change_password(
        &self,
        visitor: &Visitor,
        change: &PasswordChange,
    ) -> Result<(Account, Secret), Error>;

    /// Sends the mail whose link changes the address of the account.
    ///
    /// # Errors
    /// Those of [`Self::change_password`].
    async fn change_email(&self, visitor: &Visitor, change: &EmailChange) -> Result<(), Error>;

    /// Changes the signature.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    async fn set_signature(
        &self,
        visitor: &Visitor,
        signature: &Signature,
    ) -> Result<Account, Error>;

    /// Stores the preferences.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    async fn set_preferences(
        &self,
        visitor: &Visitor,
        preferences: &Preferences,
    ) -> Result<Account, Error>;

    /// The watch that an unsubscribe link belongs to.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn watch(&self, token: &str) -> Result<Watch, Error>;

    /// Ends that watch. Ending it again is not an error.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn unsubscribe(&self, token: &str) -> Result<Watch, Error>;

    /// The topics that the account watches.
    ///
    /// # Errors
    /// [`Error::SignInRequired`].
    async fn watches(&self, visitor: &Visitor) -> Result<WatchList, Error>;

    /// Starts or ends the account's watch on a topic. Repeating it is not an error.
    ///
    /// # Errors
    /// [`Error::SignInRequired`], [`Error::NotFound`].
    async fn set_watch(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        change: WatchChange,
    ) -> Result<Watch, Error>;

    /// Deletes the account. Its posts stay, without its name.
    ///
    /// # Errors
    /// [`Error::WrongCredentials`], [`Error::TooManyAttempts`].
    async fn delete_account(
        &self,
        visitor: &Visitor,
        request: &AccountDeletion,
    ) -> Result<(), Error>;
}
