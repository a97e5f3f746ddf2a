//! The pages of the site, and the files of the app that draws them.
//!
//! A path with a file behind it gets the file. A path that looks like a page (no extension) gets the
//! app's page, so that a link into the middle of the site works: with the site's name in it, with the
//! address of the data that the app will ask for first, and, for a thread, with the thread itself.

pub(crate) mod embed;
mod plain;
mod preload;

use std::sync::Arc;

use axum::{
    extract::{FromRef, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};

use palabre_contract::topic::POSTS_PER_PAGE;

use crate::{
    assets::Assets,
    error::Error,
    forum::{Forum, Hosting, Place, Visitor},
    routes::SessionCookie,
};
use plain::{Page, Words};
use preload::Data;

/// What stands in place of the app where there is none.
const NO_APP: &str = "The app is not installed on this server; only the API under /api is available.\n\
    Build the app with `cargo xtask build` and start the server from the root of the repository, or\n\
    set the directory of the bundled app with --app-dir (PALABRE_APP_DIR).\n";

/// What pages are made of.
pub struct Pages {
    /// What they show.
    pub forum: Arc<dyn Forum>,
    /// The sites that may show them.
    pub hosting: Arc<dyn Hosting>,
    /// What draws them.
    pub assets: Assets,
    /// How the cookie of those who ask is read.
    pub cookie: SessionCookie,
}

impl FromRef<Arc<Pages>> for SessionCookie {
    fn from_ref(pages: &Arc<Pages>) -> Self {
        pages.cookie
    }
}

/// The answer to whatever is no route of the API: a file of the app, or a page.
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
        let Some(index) = self.assets.index() else {
            let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            return (StatusCode::NOT_FOUND, plain, NO_APP).into_response();
        };
        let data = Data::of(uri);
        let (status, page) = match data {
            Some(Data::Thread(topic, page)) => {
                let place = Place::Page(page);
                match self
                    .forum
                    .thread(visitor, topic, place, POSTS_PER_PAGE)
                    .await
                {
                    Ok(thread) => (StatusCode::OK, Some(plain::thread(&thread, words(headers)))),
                    // The app says so in the reader's language.
                    Err(Error::NotFound) => (StatusCode::NOT_FOUND, None),
                    // It will ask again, and say what is wrong.
                    Err(_) => (StatusCode::OK, None),
                }
            }
            _ => (StatusCode::OK, None),
        };
        self.filled(index, status, page.as_ref(), data.as_ref())
    }

    fn filled(
        &self,
        index: &str,
        status: StatusCode,
        page: Option<&Page>,
        data: Option<&Data>,
    ) -> Response {
        let html = plain::fill(index, self.forum.name(), page);
        let mut response = (status, Html(html)).into_response();
        let headers = response.headers_mut();
        // What one visitor may read is kept by no cache for another.
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
}

fn words(headers: &HeaderMap) -> Words {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Words::accepted(accepted.unwrap_or_default())
}
