//! Extracts the [`Visitor`] from a request: session token, embedding site, known browser and client IP.

use std::net::{IpAddr, Ipv4Addr};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{Extensions, header, request::Parts},
};

use super::{SessionCookie, bearer, cors::Page};
use crate::{
    error::Error,
    forum::{ClientNetwork, Secret, Visitor},
};

/// The client IP. `serve` sets it to the peer address of the connection; only trusted proxies can change it
/// ([`super::set_client_ip`]), because any client can send `X-Forwarded-For`.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

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
            // Known browsers only matter for passwords, which are not accepted from the pages of a host.
            browser: cookie.browser(&parts.headers).filter(|_| host.is_none()),
            host,
            network: network(&parts.extensions),
            agent: agent(parts),
        })
    }
}

/// The network of the client. Without a connection (in tests of the router), all requests share one network and
/// its rate limits.
pub(super) fn network(extensions: &Extensions) -> ClientNetwork {
    let ip = extensions.get::<ClientIp>();
    ClientNetwork::from(ip.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ip| ip.0))
}

/// The session token, and the origin of the host whose page sent it. A bearer token without an `Origin` header is
/// ignored: a token is valid in the pages of one host only.
fn session(parts: &Parts, cookie: SessionCookie) -> (Option<Secret>, Option<String>) {
    let page = parts.extensions.get::<Page>();
    let origin = page.and_then(|page| page.origin.clone());
    let path = parts.uri.path();
    let bearer = bearer::token(&parts.headers).filter(|_| bearer::is_accepted(&parts.method, path));
    match bearer {
        Some(token) => {
            let token = Secret::parse(token).filter(|_| origin.is_some());
            (token, origin)
        }
        None if path == bearer::HOST_LOGIN || page.is_some_and(Page::is_foreign) => (None, origin),
        None => (cookie.token(&parts.headers), None),
    }
}

/// `User-Agent`, cut to 200 characters.
fn agent(parts: &Parts) -> String {
    const MAX_CHARS: usize = 200;
    let agent = parts.headers.get(header::USER_AGENT);
    let text = agent.map(|value| String::from_utf8_lossy(value.as_bytes()));
    text.unwrap_or_default().chars().take(MAX_CHARS).collect()
}
