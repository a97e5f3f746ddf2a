//! Sessions for the pages of a host: the trait [`HostSessions`].

use async_trait::async_trait;
use palabre_contract::{Grant, HostLogin, HostSession};

use super::Visitor;
use crate::error::Error;

/// Opening sessions that are good in the pages of one host, and only there.
///
/// Every method may fail with [`Error::Database`] beside what it says itself.
#[async_trait]
pub trait HostSessions: Send + Sync {
    /// Lets the pages of a host act for the visitor, who is signed in to the site itself.
    ///
    /// # Errors
    /// [`Error::SignInRequired`]; [`Error::Invalid`] where no forum has such a host.
    async fn grant(&self, visitor: &Visitor, grant: &Grant) -> Result<HostSession, Error>;

    /// Signs in whom the server of a host vouches for, in the pages that the visitor's request was made in.
    /// Their account is opened where they have none yet.
    ///
    /// # Errors
    /// [`Error::WrongCredentials`] for whatever is not right with the token, the forum or the page;
    /// [`Error::Invalid`] where the name in it can be nobody's; [`Error::TooManyAttempts`].
    async fn enter_from_host(
        &self,
        visitor: &Visitor,
        login: &HostLogin,
    ) -> Result<HostSession, Error>;
}
