//! Sessions in the pages of hosts: the trait [`HostSessions`].

use async_trait::async_trait;
use palabre_contract::{Grant, HostLogin, HostSession};

use super::Visitor;
use crate::error::Error;

/// Opens sessions that are valid in the pages of one host only.
///
/// Every method may also fail with [`Error::Database`].
#[async_trait]
pub trait HostSessions: Send + Sync {
    /// Opens a session for the visitor, who is signed in to the site, in the pages of a host.
    ///
    /// # Errors
    /// [`Error::SignInRequired`]; [`Error::Invalid`] if no forum lists the host.
    async fn grant(&self, visitor: &Visitor, grant: &Grant) -> Result<HostSession, Error>;

    /// Signs in the person named by a token from a host's server, in the pages of that host. Opens an account
    /// at the first sign-in.
    ///
    /// # Errors
    /// [`Error::WrongCredentials`] for a wrong token, forum or page; [`Error::Invalid`] for a name that is not
    /// allowed; [`Error::TooManyAttempts`].
    async fn sign_in_from_host(
        &self,
        visitor: &Visitor,
        login: &HostLogin,
    ) -> Result<HostSession, Error>;
}
