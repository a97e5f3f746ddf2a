//! Random secrets: session tokens, browser tokens, the tokens in mailed links, and the keys of hosts.

use std::{fmt, time::Duration};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// Lifetime of a session.
pub const SESSION_LIFE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How long a browser stays known after an account has signed in with it.
pub const BROWSER_LIFE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// What the tokens of forms are computed for, so that they are valid for nothing else.
const FORM_TOKEN: &[u8] = b"palabre form";

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

    /// The token that proves that a form was drawn for this session (CSRF). The secret cannot be computed from it.
    #[must_use]
    pub fn form_token(&self) -> String {
        hex::encode(self.form_mac().finalize().into_bytes())
    }

    /// Whether the token is [`Self::form_token`]. Compares in constant time.
    #[must_use]
    pub fn is_form_token(&self, token: &str) -> bool {
        hex::decode(token).is_ok_and(|bytes| self.form_mac().verify_slice(&bytes).is_ok())
    }

    fn form_mac(&self) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(FORM_TOKEN);
        mac
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

    #[test]
    fn form_token_belongs_to_one_secret_and_does_not_contain_it() {
        let [secret, other] = [(); 2].map(|()| Secret::generate().unwrap());
        let token = secret.form_token();
        assert!(secret.is_form_token(&token));
        for wrong in [&other.form_token(), secret.as_str(), &token[..62], ""] {
            assert!(!secret.is_form_token(wrong), "{wrong}");
        }
    }
}
