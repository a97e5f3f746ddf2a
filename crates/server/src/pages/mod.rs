//! Serves the files of the app and the HTML pages.
//!
//! The path of a file returns the file. Any other path without an extension returns `index.html`, so that links to
//! every page of the app work. It contains the site's name, a preload link for the data that the app fetches first and,
//! for a thread, the thread as plain HTML.

mod back;
pub(crate) mod embed;
mod form_body;
mod plain;
mod preload;
mod problem_page;
mod sign_out;

use std::sync::Arc;

use axum::{
    extract::{FromRef, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};

use palabre_contract::{Problem, topic::POSTS_PER_PAGE};

use crate::{
    assets::Assets,
    error::Error,
    forum::{Engine, PageSelector, Visitor},
    routes::{Bodies, HasEngine, SessionCookie},
};
use plain::{Page, Texts};
use preload::Data;
pub(crate) use problem_page::problem_page;
pub(crate) use sign_out::sign_out;

/// The response to page requests if the app is not installed.
const NO_APP: &str = "The app is not installed on this server; only the API under /api is available.\n\
    Build the app with `cargo xtask build` and start the server from the root of the repository, or\n\
    set the directory of the bundled app with --app-dir (PALABRE_APP_DIR).\n";

/// State of the page handlers.
pub struct Pages {
    /// The forum.
    pub engine: Arc<dyn Engine>,
    /// The files of the app.
    pub assets: Assets,
    /// How session cookies are read.
    pub cookie: SessionCookie,
    /// Reads the bodies of forms. Shared with the API, whose limits hold for both.
    pub bodies: Bodies,
}

impl HasEngine for Arc<Pages> {
    fn engine(&self) -> &Arc<dyn Engine> {
        &self.engine
    }
}

impl FromRef<Arc<Pages>> for SessionCookie {
    fn from_ref(pages: &Arc<Pages>) -> Self {
        pages.cookie
    }
}

/// Handles every request that matches no other route: a file of the app, or a page.
pub async fn answer(
    State(pages): State<Arc<Pages>>,
    visitor: Visitor,
    request: Request,
) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return Error::NotFound.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Error::MethodNotAllowed.into_response();
    }
    let path = path.trim_start_matches('/');
    if let Some(file) = pages.assets.file(path, request.headers()) {
        return file;
    }
    let is_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
    if is_page || path == "index.html" {
        pages.page(&visitor, request.uri(), request.headers()).await
    } else {
        Error::NotFound.into_response()
    }
}

impl Pages {
    async fn page(&self, visitor: &Visitor, uri: &Uri, headers: &HeaderMap) -> Response {
        let data = Data::of(uri);
        let (status, page) = match data {
            Some(Data::Thread(topic, page)) => {
                let selector = PageSelector::Page(page);
                match self
                    .engine
                    .thread(visitor, topic, selector, POSTS_PER_PAGE)
                    .await
                {
                    Ok(thread) => (StatusCode::OK, Some(plain::thread(&thread, texts(headers)))),
                    // The app shows the message in the reader's language.
                    Err(Error::NotFound) => (StatusCode::NOT_FOUND, None),
                    // The app repeats the request and shows the error.
                    Err(_) => (StatusCode::OK, None),
                }
            }
            _ => (StatusCode::OK, None),
        };
        self.respond(status, page.as_ref(), data.as_ref())
    }

    fn respond(&self, status: StatusCode, page: Option<&Page>, data: Option<&Data>) -> Response {
        let Some((index, policy)) = self.assets.index() else {
            let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            return (StatusCode::NOT_FOUND, plain, NO_APP).into_response();
        };
        let html = plain::fill(index, self.engine.name(), page);
        let mut response = (status, Html(html)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        // No cache may serve one visitor's page to another.
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept-language, cookie"),
        );
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
        if let Some(link) = data.and_then(|data| HeaderValue::try_from(data.link()).ok()) {
            headers.insert(header::LINK, link);
        }
        response
    }

    /// The page for a form that was refused and cannot be shown again. `text`: what the person wrote, if it arrived.
    fn refuse(&self, problem: &Problem, text: Option<&str>, texts: Texts) -> Response {
        let page = plain::refusal(problem, text, texts);
        self.respond_refusal(problem, &page, None)
    }

    /// A page with the status of a problem.
    fn respond_refusal(&self, problem: &Problem, page: &Page, data: Option<&Data>) -> Response {
        let status =
            StatusCode::from_u16(problem.status).expect("every kind of problem has a valid status");
        let mut response = self.respond(status, Some(page), data);
        if let Some(seconds) = problem.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Goes to another page with `GET`.
fn see_other(to: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, to);
    response
}

fn texts(headers: &HeaderMap) -> Texts {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Texts::accepted(accepted.unwrap_or_default())
}
