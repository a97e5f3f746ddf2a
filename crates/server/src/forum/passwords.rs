//! Password hashing with argon2id, on threads that do not serve requests.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use tokio::sync::Semaphore;

use crate::error::Error;

/// Concurrent hashes. Each takes 19 MiB and a core for some 40 ms; without a limit, many sign-ins at once
/// would exhaust both (denial of service).
const MAX_CONCURRENT: usize = 2;

/// The password whose hash is checked if there is no account. It is never accepted.
const NO_ACCOUNT: &str = "password of no account";

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct Passwords {
    permits: Arc<Semaphore>,
    params: Params,
    // Verified for unknown pseudos, so that the response time does not reveal whether an account exists.
    dummy_hash: Arc<str>,
}

impl Passwords {
    /// With the cost of the OWASP password storage cheat sheet: m = 19 MiB, t = 2, p = 1.
    ///
    /// # Errors
    /// [`Error::Internal`]: the operating system provides no random bits for a salt.
    pub fn new() -> Result<Self, Error> {
        Self::with_cost(Params::new(19_456, 2, 1, None).map_err(internal)?)
    }

    /// With the lowest possible cost, for fast tests.
    ///
    /// # Errors
    /// Those of [`Self::new`].
    pub fn cheap_for_tests() -> Result<Self, Error> {
        Self::with_cost(Params::new(8, 1, 1, None).map_err(internal)?)
    }

    fn with_cost(params: Params) -> Result<Self, Error> {
        let dummy_hash = hash(&params, NO_ACCOUNT)?.into();
        Ok(Self {
            permits: Arc::new(Semaphore::new(MAX_CONCURRENT)),
            params,
            dummy_hash,
        })
    }

    /// The hash to store for a password, as a PHC string.
    ///
    /// # Errors
    /// [`Error::Internal`].
    pub async fn hash(&self, password: &str) -> Result<String, Error> {
        let (params, password) = (self.params.clone(), password.to_owned());
        self.with_permit(move || hash(&params, &password)).await
    }

    /// Whether the password matches the stored hash. `None` (no such account) takes as long and is `false`.
    ///
    /// # Errors
    /// [`Error::Internal`]: the stored text is not a hash.
    pub async fn verify(&self, stored: Option<&str>, password: &str) -> Result<bool, Error> {
        let known = stored.is_some();
        let stored = stored.unwrap_or(&self.dummy_hash).to_owned();
        let password = password.to_owned();
        let right = self
            .with_permit(move || {
                let stored = PasswordHash::new(&stored).map_err(internal)?;
                Ok(Argon2::default()
                    .verify_password(password.as_bytes(), &stored)
                    .is_ok())
            })
            .await?;
        Ok(right && known)
    }

    async fn with_permit<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(internal)?;
        tokio::task::spawn_blocking(move || {
            // Held until the work ends: a disconnecting client must not free a permit early.
            let _permit = permit;
            work()
        })
        .await
        .map_err(internal)?
    }
}

fn hash(params: &Params, password: &str) -> Result<String, Error> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(internal)
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::Internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_hashed_password_verifies() {
        let passwords = Passwords::cheap_for_tests().unwrap();
        let stored = passwords.hash("sous l'arbre").await.unwrap();
        assert!(
            passwords
                .verify(Some(&stored), "sous l'arbre")
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify(Some(&stored), "sous le toit")
                .await
                .unwrap()
        );
        assert!(!passwords.verify(None, "sous l'arbre").await.unwrap());
        assert!(!passwords.verify(None, NO_ACCOUNT).await.unwrap());
    }

    #[test]
    fn stored_hashes_have_the_recommended_cost() {
        let passwords = Passwords::new().unwrap();
        assert!(
            passwords
                .dummy_hash
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
        );
    }
}
