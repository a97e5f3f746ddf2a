//! Bearer tokens for the pages of hosts, and the operations that accept them: reading and writing posts. A page of
//! another site can neither change an account, nor moderate, nor open further sessions.

use axum::http::{HeaderMap, Method, header};

/// The endpoint that exchanges a token of the host's server for a session.
pub(super) const HOST_LOGIN: &str = "/api/embedding/sessions";

/// Whether an operation accepts `Authorization: Bearer`. All others ignore the header.
pub(super) fn is_accepted(method: &Method, path: &str) -> bool {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    match (method.as_str(), &segments[..]) {
        ("GET" | "HEAD", ["api", "account", ..]) => false,
        ("GET" | "HEAD", ["api", ..])
        | ("POST", ["api", "topics", _, "posts"] | ["api", "forums", _, "pages"])
        | ("PATCH", ["api", "posts", _])
        | ("DELETE", ["api", "session"]) => true,
        _ => false,
    }
}

/// Whether an operation is a change that the pages of hosts may send.
pub(crate) fn is_change_for_hosts(method: &Method, path: &str) -> bool {
    let is_change = !matches!(*method, Method::GET | Method::HEAD);
    (is_change && is_accepted(method, path)) || (*method == Method::POST && path == HOST_LOGIN)
}

/// The token in the `Authorization` header.
pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearer_tokens_are_accepted_for_reading_and_posting_only() {
        for (request, accepted, changes) in [
            ("GET /api/forums", true, false),
            ("HEAD /api/topics/1/posts", true, false),
            ("GET /api/session", true, false),
            ("POST /api/topics/1/posts", true, true),
            ("POST /api/forums/atelier/pages", true, true),
            ("PATCH /api/posts/1", true, true),
            ("DELETE /api/session", true, true),
            ("POST /api/embedding/sessions", false, true),
            ("POST /api/embedding/grants", false, false),
            ("GET /api/account", false, false),
            ("GET /api/account/sessions", false, false),
            ("DELETE /api/account/sessions", false, false),
            ("POST /api/session", false, false),
            ("POST /api/forums", false, false),
            ("POST /api/forums/atelier/topics", false, false),
            ("PUT /api/forums/atelier/embedding", false, false),
            ("PATCH /api/topics/1", false, false),
            ("GET /t/1", false, false),
        ] {
            let (method, path) = request.split_once(' ').unwrap();
            let method = method.parse().unwrap();
            assert_eq!(is_accepted(&method, path), accepted, "{request}");
            assert_eq!(is_change_for_hosts(&method, path), changes, "{request}");
        }
    }
}
