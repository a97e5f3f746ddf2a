//! Reverse proxies in front of the server: only their word is taken for where a request comes from.

use std::net::IpAddr;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName},
};

use super::Peer;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies that the operator trusts.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<IpAddr>);

impl Proxies {
    /// Those at these addresses.
    pub fn new(addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        Self(addresses.into_iter().map(|a| a.to_canonical()).collect())
    }

    fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// Where a request comes from that came in over a connection from `peer`. Each proxy adds, at the end
    /// of `X-Forwarded-For`, the address it was asked from; what stands before the last one that no
    /// trusted proxy has, anybody may have written.
    fn origin(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut origin = peer;
        let named: Vec<&str> = headers
            .get_all(FORWARDED_FOR)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        for address in named.into_iter().rev() {
            if !self.contains(origin) {
                break;
            }
            match address.trim().parse() {
                Ok(address) => origin = address,
                Err(_) => break,
            }
        }
        origin
    }
}

/// Sets the request's [`Peer`] to where it comes from, where a trusted proxy passed it on.
pub async fn see_through(State(proxies): State<Proxies>, mut request: Request) -> Request {
    if let Some(&Peer(peer)) = request.extensions().get::<Peer>() {
        let origin = proxies.origin(peer, request.headers());
        request.extensions_mut().insert(Peer(origin));
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_trusted_proxies_say_of_a_request_is_believed() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxies = Proxies::new(["127.0.0.1", "192.0.2.1"].map(address));
        for (peer, forwarded, origin) in [
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
            let found = proxies.origin(address(peer), &headers);
            assert_eq!(found, address(origin), "{peer} {forwarded}");
        }
    }
}
