//! Reads and writes the session cookie and the known-browser cookie.

use std::convert::Infallible;

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
};

use crate::forum::{BROWSER_LIFE, IssuedTokens, SESSION_LIFE, Secret};

/// Header that the frame of an element sends. Pages of other sites cannot send it: CORS does not allow the header.
const FRAMED: HeaderName = HeaderName::from_static("palabre-framed");

/// The session cookie of the site. Scripts cannot read it (`HttpOnly`), browsers do not send it with changes from
/// other sites (`SameSite=Lax`), and over TLS no other host of the domain can set it (`__Host-`, RFC 6265bis
/// 4.1.3.2).
///
/// A frame in a page of another site has a separate cookie, which browsers store per embedding site (`Partitioned`)
/// and accept even if they block other third-party cookies. Extracted from a request, this is
/// the cookie for that request.
///
/// A second cookie identifies the browser after signing out. It does not identify the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionCookie {
    secure: bool,
    framed: bool,
}

impl SessionCookie {
    /// `secure`: the site is reached over https.
    #[must_use]
    pub fn new(secure: bool) -> Self {
        Self {
            secure,
            framed: false,
        }
    }

    /// The cookie for a request with these headers.
    pub(super) fn of(self, headers: &HeaderMap) -> Self {
        let framed = headers
            .get(FRAMED)
            .is_some_and(|value| value.as_bytes() == b"1");
        Self { framed, ..self }
    }

    fn name(self) -> &'static str {
        match (self.secure, self.framed) {
            (false, false) => "palabre",
            (true, false) => "__Host-palabre",
            (false, true) => "palabre-framed",
            (true, true) => "__Host-palabre-framed",
        }
    }

    /// The name of the known-browser cookie.
    fn browser_name(self) -> &'static str {
        match (self.secure, self.framed) {
            (false, false) => "palabre-known",
            (true, false) => "__Host-palabre-known",
            (false, true) => "palabre-framed-known",
            (true, true) => "__Host-palabre-framed-known",
        }
    }

    /// The session token of a request.
    pub(super) fn token(self, headers: &HeaderMap) -> Option<Secret> {
        read(headers, self.name())
    }

    /// The known-browser token of a request.
    pub(super) fn browser(self, headers: &HeaderMap) -> Option<Secret> {
        read(headers, self.browser_name())
    }

    /// The `Set-Cookie` value that sets the session token.
    fn set(self, token: &Secret) -> HeaderValue {
        self.header(self.name(), token.as_str(), SESSION_LIFE.as_secs())
    }

    /// The `Set-Cookie` value that sets the known-browser token.
    pub(super) fn set_browser(self, token: &Secret) -> HeaderValue {
        self.header(self.browser_name(), token.as_str(), BROWSER_LIFE.as_secs())
    }

    /// Adds the `Set-Cookie` headers for a new session.
    pub(crate) fn add(self, tokens: &IssuedTokens, headers: &mut HeaderMap) {
        headers.append(header::SET_COOKIE, self.set(&tokens.session));
        headers.append(header::SET_COOKIE, self.set_browser(&tokens.browser));
    }

    /// The `Set-Cookie` value that deletes the session cookie. The browser stays known.
    pub(crate) fn clear(self) -> HeaderValue {
        self.header(self.name(), "", 0)
    }

    fn header(self, name: &str, value: &str, seconds: u64) -> HeaderValue {
        let scope = match (self.secure, self.framed) {
            (false, false) => "SameSite=Lax",
            (true, false) => "SameSite=Lax; Secure",
            // `SameSite=None` requires `Secure`; on localhost, browsers accept that over http as well.
            (_, true) => "SameSite=None; Secure; Partitioned",
        };
        let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; {scope}");
        HeaderValue::try_from(text)
            .expect("cookie names, hexadecimal digits and numbers are visible ASCII")
    }
}

/// The token in the cookie with that name.
fn read(headers: &HeaderMap, name: &str) -> Option<Secret> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .and_then(|(_, value)| Secret::parse(value))
}

impl<S: Send + Sync> FromRequestParts<S> for SessionCookie
where
    Self: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::from_ref(state).of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_tls_the_cookie_is_secure_and_bound_to_the_host() {
        let token = Secret::parse(&"a1".repeat(32)).unwrap();
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
    fn the_session_token_is_found_among_other_cookies() {
        let cookie = SessionCookie::new(false);
        let token = "0f".repeat(32);
        let mut headers = HeaderMap::new();
        let value = format!("theme=dusk; palabre={token}; __Host-palabre=no");
        headers.insert(header::COOKIE, HeaderValue::try_from(value).unwrap());
        assert_eq!(cookie.token(&headers), Secret::parse(&token));
        headers.insert(header::COOKIE, HeaderValue::from_static("palabre=junk"));
        assert_eq!(cookie.token(&headers), None);
    }
}
