//! The idempotency key, which lets the app repeat a request without creating a second post.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The name of the header that carries an [`IdempotencyKey`].
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Prevents duplicate posts: a UUID that the app creates with a draft and sends with every attempt to post it, so that
/// the server stores the post once (draft-ietf-httpapi-idempotency-key-header). Keys are scoped to an account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Creates a key from 128 random bits, as a UUID of version 4 (RFC 9562, 5.4).
    #[must_use]
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = String::with_capacity(36);
        for (index, byte) in bytes.into_iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for digit in [byte >> 4, byte & 0x0f] {
                text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
            }
        }
        Self(text)
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The text is not a UUID in its 36-character form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidIdempotencyKey;

impl fmt::Display for InvalidIdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an idempotency key is a UUID, for instance 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
        )
    }
}

impl std::error::Error for InvalidIdempotencyKey {}

impl FromStr for IdempotencyKey {
    type Err = InvalidIdempotencyKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let hyphen = |index| matches!(index, 8 | 13 | 18 | 23);
        let fits = text.len() == 36
            && text.bytes().enumerate().all(|(index, byte)| {
                if hyphen(index) {
                    byte == b'-'
                } else {
                    byte.is_ascii_hexdigit()
                }
            });
        if fits {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(InvalidIdempotencyKey)
        }
    }
}

impl<'de> Deserialize<'de> for IdempotencyKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_key_is_a_version_4_uuid_and_other_texts_are_refused() {
        let key = IdempotencyKey::from_random([0xff; 16]);
        assert_eq!(key.as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(key.as_str().parse(), Ok(key));
        for bad in [
            "",
            "1b9d6bcd",
            "1b9d6bcdbbfd-4b2d-9b5d-ab8dfbbd4bed-",
            "zb9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
        ] {
            assert_eq!(
                bad.parse::<IdempotencyKey>(),
                Err(InvalidIdempotencyKey),
                "{bad}"
            );
        }
    }
}
