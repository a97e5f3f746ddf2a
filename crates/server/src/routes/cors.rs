//! Requests from the pages of other sites (CORS): whose pages may read an answer, and which of them may ask
//! for a change.
//!
//! A host's pages are let in by what they bring along, never by a cookie: `Access-Control-Allow-Credentials`
//! is in no answer, and from a foreign page no cookie is read, set or taken back.

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

/// What the pages of hosts may send. Set on each answer to the question (preflight).
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

/// The page that a request was made in, as far as the browser tells. Set on each request.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// Its origin, as it stands in the header.
    pub(super) origin: Option<String>,
    whose: Whose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The site's own, or no page at all: a program that is no browser, whom nobody has lured.
    Ours,
    /// Of an origin that the operator trusts as the site's own.
    Trusted,
    /// Of another site, that does not tell its origin: a link that was followed, a picture.
    Untold,
    /// Of another site.
    Foreign,
}

impl Page {
    /// Told from the headers just as `tower_http::csrf` does, which guards all other changes.
    fn of(headers: &HeaderMap, trusted: &[String]) -> Self {
        let text = |name: HeaderName| {
            let value = headers.get(name).filter(|value| !value.is_empty());
            value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let (origin, site) = (text(header::ORIGIN), text(FETCH_SITE));
        let is_of_host = |origin: &String| {
            let host = text(header::HOST);
            site.is_none()
                && host.is_some_and(|host| {
                    ["http://", "https://"]
                        .iter()
                        .any(|scheme| origin.strip_prefix(scheme) == Some(host.as_str()))
                })
        };
        let whose = match (&origin, site.as_deref()) {
            (_, Some("same-origin" | "none")) | (None, None) => Whose::Ours,
            (None, Some(_)) => Whose::Untold,
            (Some(origin), _) if is_of_host(origin) => Whose::Ours,
            (Some(origin), _) if trusted.contains(origin) => Whose::Trusted,
            (Some(_), _) => Whose::Foreign,
        };
        Self { origin, whose }
    }

    /// Whether it is another site's, whose requests no cookie stands behind.
    pub(super) fn is_foreign(&self) -> bool {
        self.whose == Whose::Foreign
    }
}

/// Knows whose pages may ask.
#[derive(Clone)]
pub(crate) struct Gate {
    /// The hosts of the forums.
    pub(crate) hosting: Arc<dyn Hosting>,
    /// The origins that the operator trusts.
    pub(crate) trusted: Arc<[String]>,
}

impl Gate {
    /// Whether answers may be read by the pages that the request was made in.
    async fn lets_in(&self, page: &Page) -> Result<bool, Error> {
        match (page.whose, &page.origin) {
            (Whose::Trusted, _) => Ok(true),
            (Whose::Foreign, Some(origin)) if rules::host(origin).as_ref() == Ok(origin) => {
                self.hosting.is_host(origin).await
            }
            _ => Ok(false),
        }
    }

    async fn pass(
        &self,
        page: &Page,
        is_let_in: bool,
        request: Request,
        next: Next,
    ) -> Result<Response, Error> {
        let (method, headers) = (request.method(), request.headers());
        let is_preflight = *method == Method::OPTIONS
            && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        let is_refused = match page.whose {
            Whose::Ours | Whose::Trusted => false,
            // Every other change is refused by `tower_http::csrf`.
            Whose::Untold => is_change_for_hosts(method, request.uri().path()),
            Whose::Foreign => {
                !is_let_in && (is_preflight || is_change_for_hosts(method, request.uri().path()))
            }
        };
        if is_refused {
            return Err(Error::ForeignOrigin);
        }
        if is_let_in && is_preflight {
            return Ok((StatusCode::NO_CONTENT, PREFLIGHT).into_response());
        }
        Ok(next.run(request).await)
    }
}

/// Lets in the pages of the forums' hosts, and says to browsers who may read the answer.
pub(crate) async fn share(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let page = Page::of(request.headers(), &gate.trusted);
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
    let (is_let_in, answer) = match gate.lets_in(&page).await {
        Ok(is_let_in) => (is_let_in, gate.pass(&page, is_let_in, request, next).await),
        Err(error) => (false, Err(error)),
    };
    let mut response = answer.into_response();
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if page.is_foreign() {
        headers.remove(header::SET_COOKIE);
    }
    if is_let_in && let Some(origin) = page.origin.and_then(|o| HeaderValue::try_from(o).ok()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("retry-after"),
        );
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    }
    response
}

/// Files that the elements are made of and the pictures in them: the same for everybody, so anybody may
/// take them.
fn is_public(path: &str) -> bool {
    let is_of_embed = path
        .strip_prefix("/embed")
        .and_then(|rest| rest.rsplit_once('.'))
        .is_some_and(|(name, ending)| {
            (name.is_empty() || name.starts_with('-'))
                && !name.contains('/')
                && matches!(ending, "js" | "css" | "wasm" | "svg")
        });
    is_of_embed || path.starts_with("/smilies/") || path.starts_with("/pictures/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_elements_are_made_of_is_public_and_no_page_or_answer_is() {
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
