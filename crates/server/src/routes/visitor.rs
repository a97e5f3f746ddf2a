//! Who sends a request: the session cookie and the address at the other end.

use std::net::{IpAddr, Ipv4Addr};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{header, request::Parts},
};

use super::SessionCookie;
use crate::{
    error::Error,
    forum::{Network, Visitor},
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
        // Without a connection (a router under test) everybody shares one address, and its limits.
        let address = parts
            .extensions
            .get::<Peer>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        Ok(Self {
            token: SessionCookie::from_ref(state).token(&parts.headers),
            host: None,
            network: Network::from(address),
            agent: agent(parts),
        })
    }
}

/// What the browser calls itself.
fn agent(parts: &Parts) -> String {
    const LONGEST: usize = 200;
    let named = parts.headers.get(header::USER_AGENT);
    let text = named.map(|value| String::from_utf8_lossy(value.as_bytes()));
    text.unwrap_or_default().chars().take(LONGEST).collect()
}
