//! Session tokens: 256 random bits that stand for an account.

use std::{fmt, time::Duration};

use sha2::{Digest, Sha256};

use crate::error::Error;

/// How long a session lasts.
pub const SESSION_LIFE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How long a browser is known in which somebody has signed in.
pub const BROWSER_LIFE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// What the session cookie holds, and the one by which a browser is known: 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// A token that nobody has seen before.
    ///
    /// # Errors
    /// [`Error::Internal`]: the machine gives no random bits.
    pub fn fresh() -> Result<Self, Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(hex(&bytes)))
    }

    /// The token in a cookie. `None`: not one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned()))
    }

    /// The text for the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored in its place (SHA-256). A token has 256 random bits, so no slow hash is needed.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }
}

// A token must not end up in a log because a request was printed.
impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken")
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 0x0f] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_token_reads_back_and_never_prints_itself() {
        let token = SessionToken::fresh().unwrap();
        assert_eq!(SessionToken::parse(token.as_str()), Some(token.clone()));
        assert_ne!(token, SessionToken::fresh().unwrap());
        assert!(!format!("{token:?}").contains(token.as_str()));
        assert_eq!(SessionToken::parse("not a token"), None);
    }
}
