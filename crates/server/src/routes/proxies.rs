//! Determines the client IP behind reverse proxies. Only `X-Forwarded-For` of trusted proxies is used.

use std::net::IpAddr;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName},
};

use super::ClientIp;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The trusted reverse proxies.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<IpAddr>);

impl Proxies {
    /// The proxies at these addresses.
    pub fn new(addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        Self(addresses.into_iter().map(|a| a.to_canonical()).collect())
    }

    fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// The client IP of a request over a connection from `peer`. Each proxy appends the address of its own peer to
    /// `X-Forwarded-For`, so the list is read from the end. Entries before the first untrusted address may be
    /// forged.
    fn client_ip(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        let forwarded: Vec<&str> = headers
            .get_all(FORWARDED_FOR)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        for address in forwarded.into_iter().rev() {
            if !self.contains(client) {
                break;
            }
            match address.trim().parse() {
                Ok(address) => client = address,
                Err(_) => break,
            }
        }
        client
    }
}

/// Middleware: replaces the [`ClientIp`] of a request that a trusted proxy forwarded.
pub async fn set_client_ip(State(proxies): State<Proxies>, mut request: Request) -> Request {
    if let Some(&ClientIp(peer)) = request.extensions().get::<ClientIp>() {
        let client = proxies.client_ip(peer, request.headers());
        request.extensions_mut().insert(ClientIp(client));
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x_forwarded_for_is_only_used_from_trusted_proxies() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxies = Proxies::new(["127.0.0.1", "192.0.2.1"].map(address));
        for (peer, forwarded, client) in [
            ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
            ("127.0.0.1", "", "127.0.0.1"),
            ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
            ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
            ("127.0.0.1", "10.0.0.1, 198.51.100.1", "198.51.100.1"),
            (
                "127.0.0.1",
                "10.0.0.1, 198.51.100.1,192.0.2.1",
                "198.51.100.1",
            ),
            ("127.0.0.1", "198.51.100.1, unknown", "127.0.0.1"),
            ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(FORWARDED_FOR, forwarded.parse().unwrap());
            let found = proxies.client_ip(address(peer), &headers);
            assert_eq!(found, address(client), "{peer} {forwarded}");
        }
    }
}
