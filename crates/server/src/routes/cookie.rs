//! The session cookie: how it is written and read.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::forum::{SESSION_LIFE, SessionToken};

/// The session cookie of this site. Scripts cannot read it (`HttpOnly`), other sites cannot send it
/// along with a change (`SameSite=Lax`), and over TLS no other host of the domain can plant one
/// (`__Host-`, RFC 6265bis 4.1.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionCookie {
    secure: bool,
}

impl SessionCookie {
    /// `secure`: people reach the site over https.
    #[must_use]
    pub fn new(secure: bool) -> Self {
        Self { secure }
    }

    fn name(self) -> &'static str {
        if self.secure {
            "__Host-palabre"
        } else {
            "palabre"
        }
    }

    /// The token that a request brings.
    pub(super) fn token(self, headers: &HeaderMap) -> Option<SessionToken> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.name())
            .and_then(|(_, value)| SessionToken::parse(value))
    }

    /// The `Set-Cookie` value that hands the token over.
    pub(super) fn set(self, token: &SessionToken) -> HeaderValue {
        self.header(token.as_str(), SESSION_LIFE.as_secs())
    }

    /// The `Set-Cookie` value that takes it back.
    pub(super) fn clear(self) -> HeaderValue {
        self.header("", 0)
    }

    fn header(self, value: &str, seconds: u64) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!(
            "{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}",
            self.name()
        );
        HeaderValue::try_from(text)
            .expect("a name, hexadecimal digits and numbers are visible ASCII")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_tls_the_cookie_is_bound_to_this_very_host() {
        let token = SessionToken::parse(&"a1".repeat(32)).unwrap();
        let value = SessionCookie::new(true).set(&token);
        assert_eq!(
            value.to_str().unwrap(),
            format!(
                "__Host-palabre={}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure",
                token.as_str()
            )
        );
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let cookie = SessionCookie::new(false);
        let token = "0f".repeat(32);
        let mut headers = HeaderMap::new();
        let value = format!("theme=dusk; palabre={token}; __Host-palabre=no");
        headers.insert(header::COOKIE, HeaderValue::try_from(value).unwrap());
        assert_eq!(cookie.token(&headers), SessionToken::parse(&token));
        headers.insert(header::COOKIE, HeaderValue::from_static("palabre=junk"));
        assert_eq!(cookie.token(&headers), None);
    }
}
