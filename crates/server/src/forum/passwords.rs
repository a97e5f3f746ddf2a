//! Passwords: hashed and checked with argon2id, off the threads that answer requests.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use tokio::sync::Semaphore;

use crate::error::Error;

/// Hashes computed side by side: each takes 19 MiB and a core for some 40 ms, and a crowd at the
/// door must not take all of both.
const SIDE_BY_SIDE: usize = 2;

/// The password that is checked where there is no account. It opens nothing.
const NO_ACCOUNT: &str = "nobody goes by this password";

/// Hashes passwords, and checks them.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    params: Params,
    // What is checked where no account goes by the pseudo, so that the answer takes as long.
    nobody: Arc<str>,
}

impl Passwords {
    /// With the cost of the OWASP password storage cheat sheet: m = 19 MiB, t = 2, p = 1.
    ///
    /// # Errors
    /// [`Error::Internal`]: the machine gives no random bits for a salt.
    pub fn new() -> Result<Self, Error> {
        Self::with_cost(Params::new(19_456, 2, 1, None).map_err(internal)?)
    }

    /// With the least cost there is. Only for tests, which would otherwise wait for it all the time.
    ///
    /// # Errors
    /// Those of [`Self::new`].
    pub fn cheap_for_tests() -> Result<Self, Error> {
        Self::with_cost(Params::new(8, 1, 1, None).map_err(internal)?)
    }

    fn with_cost(params: Params) -> Result<Self, Error> {
        let nobody = hash(&params, NO_ACCOUNT)?.into();
        Ok(Self {
            turns: Arc::new(Semaphore::new(SIDE_BY_SIDE)),
            params,
            nobody,
        })
    }

    /// The hash to store for a password, as a PHC string.
    ///
    /// # Errors
    /// [`Error::Internal`].
    pub async fn hash(&self, password: &str) -> Result<String, Error> {
        let (params, password) = (self.params.clone(), password.to_owned());
        self.in_turn(move || hash(&params, &password)).await
    }

    /// Whether the password is the one that was stored. `None`, for an account that does not exist,
    /// takes as long as one that does.
    ///
    /// # Errors
    /// [`Error::Internal`]: what was stored is no hash.
    pub async fn verify(&self, stored: Option<&str>, password: &str) -> Result<bool, Error> {
        let known = stored.is_some();
        let stored = stored.unwrap_or(&self.nobody).to_owned();
        let password = password.to_owned();
        let right = self
            .in_turn(move || {
                let stored = PasswordHash::new(&stored).map_err(internal)?;
                Ok(Argon2::default()
                    .verify_password(password.as_bytes(), &stored)
                    .is_ok())
            })
            .await?;
        Ok(right && known)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(internal)?;
        tokio::task::spawn_blocking(move || {
            // Held here, so that a client that goes away does not make room for a third.
            let _turn = turn;
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
    async fn only_the_password_that_was_hashed_is_right() {
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
    fn stored_hashes_have_the_cost_that_is_recommended() {
        let passwords = Passwords::new().unwrap();
        assert!(
            passwords
                .nobody
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
        );
    }
}
