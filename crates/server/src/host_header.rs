//! Validates the `Host` header (RFC 9112, 3.2). Ambiguous requests are rejected, because a proxy in front may
//! interpret them differently (request smuggling).

use axum::{
    extract::Request,
    http::{HeaderValue, Version, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::Error;

/// Rejects a request with two `Host` headers, an invalid one or, from HTTP/1.1 on, none. A host in the request
/// target (absolute form) replaces the header.
pub(crate) async fn check(mut request: Request, next: Next) -> Response {
    if let Err(detail) = validate(&request) {
        return Error::Malformed(detail.into()).into_response();
    }
    let named = request.uri().authority().map(Authority::as_str);
    if let Some(host) = named.and_then(|host| HeaderValue::from_str(host).ok()) {
        request.headers_mut().insert(header::HOST, host);
    }
    next.run(request).await
}

fn validate(request: &Request) -> Result<(), &'static str> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(_), Some(_)) => Err("Send exactly one `Host` header."),
        (Some(host), None) if is_valid(host) => Ok(()),
        (Some(_), None) => {
            Err("`Host` must be a host name or an IP address, optionally with a port.")
        }
        (None, _) if request.version() < Version::HTTP_11 => Ok(()),
        (None, _) => Err("Send a `Host` header."),
    }
}

/// An authority without user information.
fn is_valid(host: &HeaderValue) -> bool {
    host.to_str()
        .is_ok_and(|host| !host.contains('@') && host.parse::<Authority>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_must_be_a_name_or_an_ip_address_with_optional_port() {
        for (host, valid) in [
            ("forum.example.org", true),
            ("forum.example.org:8080", true),
            ("192.0.2.1", true),
            ("[2001:db8::1]:8080", true),
            ("", false),
            ("forum.example.org/x", false),
            ("anais@forum.example.org", false),
            ("one.example.org two.example.org", false),
            ("one.example.org, two.example.org", false),
        ] {
            let value = HeaderValue::from_str(host).unwrap();
            assert_eq!(is_valid(&value), valid, "{host}");
        }
    }
}
