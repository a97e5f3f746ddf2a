//! Sessions for the pages of a host: what they are good for. A page of another site gets to read and to
//! write posts, and not to change what somebody is known by, to keep order, or to open more sessions.

use axum::http::{HeaderMap, Method, header};

/// Where the server of a host signs somebody in.
pub(super) const HOST_LOGIN: &str = "/api/embedding/sessions";

/// Whether an operation takes `Authorization: Bearer`. Everywhere else it is as if it were not there.
pub(super) fn is_taken(method: &Method, path: &str) -> bool {
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

/// Whether an operation changes something, and the pages of hosts may ask for it.
pub(crate) fn is_change_for_hosts(method: &Method, path: &str) -> bool {
    let is_change = !matches!(*method, Method::GET | Method::HEAD);
    (is_change && is_taken(method, path)) || (*method == Method::POST && path == HOST_LOGIN)
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
    fn a_session_of_a_host_reads_and_posts_and_does_nothing_else() {
        for (request, taken, changes) in [
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
            assert_eq!(is_taken(&method, path), taken, "{request}");
            assert_eq!(is_change_for_hosts(&method, path), changes, "{request}");
        }
    }
}
