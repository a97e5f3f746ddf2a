//! Logs one line per request, without secrets: no headers, no query, and no part of the path that may be a token.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};

/// Route parameters whose values may be logged. All others may be secret.
const PUBLIC: [&str; 3] = ["{id}", "{name}", "{slug}"];
/// In paths without a route, longer pieces between `/` and `.` are not logged. Tokens have 64 characters, file
/// names fewer.
const LONGEST: usize = 40;

/// Logs a request after it has been answered.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>();
    let path = redacted(request.uri().path(), route.map(MatchedPath::as_str));
    let started = Instant::now();
    let response = next.run(request).await;
    tracing::info!(
        %method,
        path,
        status = response.status().as_u16(),
        ms = started.elapsed().as_millis(),
        "request"
    );
    response
}

/// The path without possible secrets. `route` is the pattern that it matches; pages and files match none.
fn redacted(path: &str, route: Option<&str>) -> String {
    let parts = path.split('/');
    match route {
        Some(route) => {
            let shown = route.split('/').zip(parts).map(|(pattern, part)| {
                let hidden = pattern.starts_with('{') && !PUBLIC.contains(&pattern);
                if hidden { pattern } else { part }
            });
            shown.collect::<Vec<_>>().join("/")
        }
        // It may be a damaged link whose token is still valid.
        None => {
            let shown = parts.map(|part| {
                let hidden = part.split('.').any(|piece| piece.len() > LONGEST);
                if hidden { "…" } else { part }
            });
            shown.collect::<Vec<_>>().join("/")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possible_secrets_in_a_path_are_not_logged() {
        let token = "0123456789abcdef".repeat(4);
        for (path, route, shown) in [
            ("/", None, "/"),
            ("/healthz", Some("/healthz"), "/healthz"),
            (
                "/api/topics/7/posts",
                Some("/api/topics/{id}/posts"),
                "/api/topics/7/posts",
            ),
            (
                &format!("/unsubscribe/{token}"),
                Some("/unsubscribe/{token}"),
                "/unsubscribe/{token}",
            ),
            (
                &format!("/some/{token}/x"),
                Some("/some/{secret}/x"),
                "/some/{secret}/x",
            ),
            (&format!("/unsubscribe/{token}/"), None, "/unsubscribe/…/"),
            (&format!("/unsubscribe/{token}./"), None, "/unsubscribe/…/"),
            (
                "/palabre-0123456789abcdef_bg.wasm",
                None,
                "/palabre-0123456789abcdef_bg.wasm",
            ),
            ("/forums/atelier", None, "/forums/atelier"),
        ] {
            assert_eq!(redacted(path, route), shown, "{path}");
        }
    }
}
