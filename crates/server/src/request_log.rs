//! One line of log a request. It holds nothing secret: no header, no query, and of the path neither a token
//! nor anything that may be one.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};

/// Parameters of routes whose values may be logged. Those of any other name may be secret.
const PUBLIC: [&str; 3] = ["{id}", "{name}", "{slug}"];
/// The most characters of a path without a route that are logged where no `/` or `.` divides them. Tokens
/// have 64, names of files fewer.
const LONGEST: usize = 40;

/// Logs a request once it is answered.
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

/// The path without what may be secret. `route`: the pattern that it matches. Pages and files match none.
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
        // It may be a link that was mangled on its way, whose token is still good.
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
    fn a_path_is_shown_without_what_may_be_secret() {
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
