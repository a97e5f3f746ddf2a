//! Signing in and out: the trait [`Sessions`].

use async_trait::async_trait;
use palabre_contract::{Account, Credentials};

use super::{Secret, Visitor};
use crate::error::Error;

/// The tokens that the browser stores after a sign-in.
#[derive(Debug)]
pub struct IssuedTokens {
    /// The session token.
    pub session: Secret,
    /// The browser token, which replaces an earlier one.
    pub browser: Secret,
}

/// The result of a sign-in.
#[derive(Debug)]
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// Its tokens.
    pub tokens: IssuedTokens,
}

/// Sessions opened by pseudo and password. [`super::Reading::account`] is the account of a session.
///
/// Every method may also fail with [`Error::Database`].
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Opens a new session and ends the previous one.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::WrongCredentials`], [`Error::TooManyAttempts`].
    async fn sign_in(
        &self,
        visitor: &Visitor,
        credentials: &Credentials,
    ) -> Result<SignedIn, Error>;

    /// Ends the visitor's session, if there is one.
    async fn sign_out(&self, visitor: &Visitor) -> Result<(), Error>;
}
