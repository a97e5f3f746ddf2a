//! Who sends a request: what stands for a session in it, the page that it comes from, and the address at the
//! other end.

use std::net::{IpAddr, Ipv4Addr};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{Extensions, header, request::Parts},
};

use super::{SessionCookie, bearer, cors::Page};
use crate::{
    error::Error,
    forum::{Network, SessionToken, Visitor},
};

/// The address at the other end of the connection, set by the server on each request. Headers that
/// claim another one are not believed: anybody can write them.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

impl<S> FromRequestParts<S> for Visitor
where
    S: Send + Sync,
    SessionCookie: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let cookie = SessionCookie::from_ref(state).of(&parts.headers);
        let (token, host) = session(parts, cookie);
        Ok(Self {
            token,
            // In the pages of a host nobody types a password.
            browser: cookie.browser(&parts.headers).filter(|_| host.is_none()),
            host,
            network: network(&parts.extensions),
            agent: agent(parts),
        })
    }
}

/// Where a request comes from. Without a connection (a router under test) everybody shares one address, and its
/// limits.
pub(super) fn network(extensions: &Extensions) -> Network {
    let peer = extensions.get::<Peer>();
    Network::from(peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0))
}

/// What stands for a session, and the site in whose pages it is to count. A token that a page of a host brings
/// stands for nobody unless the browser says along with it which page that is.
fn session(parts: &Parts, cookie: SessionCookie) -> (Option<SessionToken>, Option<String>) {
    let page = parts.extensions.get::<Page>();
    let origin = page.and_then(|page| page.origin.clone());
    let path = parts.uri.path();
    let bearer = bearer::token(&parts.headers).filter(|_| bearer::is_taken(&parts.method, path));
    match bearer {
        Some(token) => {
            let token = SessionToken::parse(token).filter(|_| origin.is_some());
            (token, origin)
        }
        None if path == bearer::HOST_LOGIN || page.is_some_and(Page::is_foreign) => (None, origin),
        None => (cookie.token(&parts.headers), None),
    }
}

/// What the browser calls itself.
fn agent(parts: &Parts) -> String {
    const LONGEST: usize = 200;
    let named = parts.headers.get(header::USER_AGENT);
    let text = named.map(|value| String::from_utf8_lossy(value.as_bytes()));
    text.unwrap_or_default().chars().take(LONGEST).collect()
}
