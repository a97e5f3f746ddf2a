//! Random secrets: session tokens, browser tokens, the tokens in mailed links, and the keys of hosts.

use std::{fmt, time::Duration};

use sha2::{Digest, Sha256};

use crate::error::Error;

/// Lifetime of a session.
pub const SESSION_LIFE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How long a browser stays known after an account has signed in with it.
pub const BROWSER_LIFE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// 256 random bits as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new secret from the operating system's random number generator.
    ///
    /// # Errors
    /// [`Error::Internal`]: the operating system provides no random bits.
    pub fn generate() -> Result<Self, Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(hex::encode(bytes)))
    }

    /// The secret in a cookie, header or request. `None`: the text does not have the form of one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned()))
    }

    /// The text, for the cookie, link or response that carries it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its SHA-256, which is what the database stores. With 256 random bits no slow hash is needed.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }
}

// Printing a request must not put a secret into the log.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_secret_parses_back_and_is_not_printed() {
        let secret = Secret::generate().unwrap();
        assert_eq!(Secret::parse(secret.as_str()), Some(secret.clone()));
        assert_ne!(secret, Secret::generate().unwrap());
        assert!(!format!("{secret:?}").contains(secret.as_str()));
        assert_eq!(Secret::parse("not a secret"), None);
    }
}
