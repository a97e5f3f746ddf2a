//! Requests from the pages of other sites (CORS): which origins may read responses, and which may send changes.
//!
//! Host pages authenticate with a bearer token, never with a cookie: no response has
//! `Access-Control-Allow-Credentials`, and for a foreign page no cookie is read, set or deleted.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use palabre_contract::rules;

use super::bearer::is_change_for_hosts;
use crate::{error::Error, forum::Hosting, headers::RESOURCE_POLICY};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Response headers of a preflight request that is allowed.
const PREFLIGHT: [(HeaderName, &str); 3] = [
    (
        header::ACCESS_CONTROL_ALLOW_METHODS,
        "GET, POST, PATCH, DELETE",
    ),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        "authorization, content-type, idempotency-key",
    ),
    (header::ACCESS_CONTROL_MAX_AGE, "600"),
];

/// The page that sent a request, according to the browser's headers. Set on each request as an extension.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// The `Origin` header.
    pub(super) origin: Option<String>,
    site: Site,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Site {
    /// The forum's own site, or a client that is not a browser (so no user was tricked into the request).
    Own,
    /// An origin that the operator trusts like the forum's own.
    Trusted,
    /// Another site, whose request has no `Origin`: navigation or a picture.
    Missing,
    /// Another site.
    Foreign,
}

impl Page {
    /// Uses the same rules as `tower_http::csrf`, which checks all other changes.
    fn of(headers: &HeaderMap, trusted: &[String]) -> Self {
        let text = |name: HeaderName| {
            let value = headers.get(name).filter(|value| !value.is_empty());
            value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let (origin, fetch_site) = (text(header::ORIGIN), text(FETCH_SITE));
        let matches_host = |origin: &String| {
            let host = text(header::HOST);
            fetch_site.is_none()
                && host.is_some_and(|host| {
                    ["http://", "https://"]
                        .iter()
                        .any(|scheme| origin.strip_prefix(scheme) == Some(host.as_str()))
                })
        };
        let site = match (&origin, fetch_site.as_deref()) {
            (_, Some("same-origin" | "none")) | (None, None) => Site::Own,
            (None, Some(_)) => Site::Missing,
            (Some(origin), _) if matches_host(origin) => Site::Own,
            (Some(origin), _) if trusted.contains(origin) => Site::Trusted,
            (Some(_), _) => Site::Foreign,
        };
        Self { origin, site }
    }

    /// Whether the page belongs to another site. Cookies of its requests are ignored.
    pub(super) fn is_foreign(&self) -> bool {
        self.site == Site::Foreign
    }
}

/// Decides which origins are allowed.
#[derive(Clone)]
pub(crate) struct Cors {
    /// The hosts of the forums. `None`: the engine has no hosts.
    pub(crate) hosting: Option<Arc<dyn Hosting>>,
    /// The origins that the operator trusts.
    pub(crate) trusted: Arc<[String]>,
}

impl Cors {
    /// Whether the page may read the response.
    async fn allows(&self, page: &Page) -> Result<bool, Error> {
        match (page.site, &page.origin) {
            (Site::Trusted, _) => Ok(true),
            (Site::Foreign, Some(origin)) if rules::host(origin).as_ref() == Ok(origin) => {
                match &self.hosting {
                    Some(hosting) => hosting.is_host(origin).await,
                    None => Ok(false),
                }
            }
            _ => Ok(false),
        }
    }

    /// Answers an allowed preflight, rejects forbidden changes, and passes everything else on.
    async fn handle(
        &self,
        page: &Page,
        is_allowed: bool,
        request: Request,
        next: Next,
    ) -> Result<Response, Error> {
        let (method, headers) = (request.method(), request.headers());
        let is_preflight = *method == Method::OPTIONS
            && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        let is_rejected = match page.site {
            Site::Own | Site::Trusted => false,
            // All other changes are rejected by `tower_http::csrf`.
            Site::Missing => is_change_for_hosts(method, request.uri().path()),
            Site::Foreign => {
                !is_allowed && (is_preflight || is_change_for_hosts(method, request.uri().path()))
            }
        };
        if is_rejected {
            return Err(Error::ForeignOrigin);
        }
        if is_allowed && is_preflight {
            return Ok((StatusCode::NO_CONTENT, PREFLIGHT).into_response());
        }
        Ok(next.run(request).await)
    }
}

/// Middleware: rejects forbidden changes from other sites, and sets the CORS headers of responses.
pub(crate) async fn cors(State(cors): State<Cors>, mut request: Request, next: Next) -> Response {
    let page = Page::of(request.headers(), &cors.trusted);
    request.extensions_mut().insert(page.clone());
    let path = request.uri().path();
    if is_public(path) {
        let mut response = next.run(request).await;
        let headers = response.headers_mut();
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        return response;
    }
    if !path.starts_with("/api/") {
        return next.run(request).await;
    }
    let (is_allowed, result) = match cors.allows(&page).await {
        Ok(is_allowed) => (
            is_allowed,
            cors.handle(&page, is_allowed, request, next).await,
        ),
        Err(error) => (false, Err(error)),
    };
    let mut response = result.into_response();
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if page.is_foreign() {
        headers.remove(header::SET_COOKIE);
    }
    if is_allowed && let Some(origin) = page.origin.and_then(|o| HeaderValue::try_from(o).ok()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("retry-after"),
        );
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    }
    response
}

/// The files of the custom elements and pictures: the same for everybody, so any site may load them.
fn is_public(path: &str) -> bool {
    let is_element_file = path
        .strip_prefix("/embed")
        .and_then(|rest| rest.rsplit_once('.'))
        .is_some_and(|(name, extension)| {
            (name.is_empty() || name.starts_with('-'))
                && !name.contains('/')
                && matches!(extension, "js" | "css" | "wasm" | "svg")
        });
    is_element_file || path.starts_with("/smilies/") || path.starts_with("/pictures/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_element_files_and_pictures_are_public() {
        for path in [
            "/embed.js",
            "/embed.css",
            "/embed-0123456789abcdef.js",
            "/embed-0123456789abcdef_bg.wasm",
            "/embed-0123456789abcdef.svg",
            "/smilies/custom/pluie.png",
            "/pictures/0123.png",
        ] {
            assert!(is_public(path), "{path}");
        }
        for path in [
            "/",
            "/embed/frame",
            "/embed/sign-in",
            "/embed/x.js",
            "/embed-/../api.js",
            "/embedded.js",
            "/index.html",
            "/palabre-0123456789abcdef.js",
            "/icons.svg",
            "/api/forums",
            "/t/1",
        ] {
            assert!(!is_public(path), "{path}");
        }
    }
}
