//! Serves the files of the app and the HTML pages.
//!
//! The path of a file returns the file. Any other path without an extension returns `index.html`, so that links to
//! every page of the app work. It contains the site's name, a preload link for the data that the app fetches first and,
//! where there is one, the page as plain HTML. An address without a page gets 404.

mod address;
mod back;
pub(crate) mod embed;
mod form_body;
mod plain;
mod preload;
mod problem_page;
mod reader;
mod reply;
mod search_engines;
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
    clock::Clock,
    error::Error,
    forum::{Engine, PageSelector, Visitor},
    routes::{Bodies, HasEngine, SessionCookie},
};
use address::Address;
use plain::{Frame, Page, Texts};
use preload::Data;
pub(crate) use problem_page::problem_page;
use reader::Reader;
pub(crate) use reply::reply;
pub(crate) use search_engines::{robots, sitemap};
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
    /// The current time.
    pub clock: Clock,
    /// The public address of the site, without a trailing slash.
    pub public_url: String,
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

/// The response to a request for a page.
enum Found {
    /// A page, with a plain page in it if it has one.
    Page(Option<Page>),
    /// Another address.
    Redirect(String),
}

impl Pages {
    async fn page(&self, visitor: &Visitor, uri: &Uri, headers: &HeaderMap) -> Response {
        let reader = self.reader(visitor, uri, headers).await;
        let (status, page) = match self.find(visitor, uri, &reader).await {
            Ok(Found::Redirect(to)) => return see_other(&to),
            Ok(Found::Page(page)) => (StatusCode::OK, page),
            // Guests get the same answer for what is missing and for what they may not read.
            Err(Error::NotFound | Error::SignInRequired | Error::Malformed(_)) => (
                StatusCode::NOT_FOUND,
                Some(plain::not_found(reader.account.is_none(), reader.texts)),
            ),
            // The app repeats the request and shows the error.
            Err(_) => (StatusCode::OK, None),
        };
        self.respond(&reader, status, page.as_ref(), Data::of(uri).as_ref())
    }

    /// The page at an address.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none, and those of the forum.
    async fn find(&self, visitor: &Visitor, uri: &Uri, reader: &Reader) -> Result<Found, Error> {
        let engine = &self.engine;
        let (now, texts) = (self.clock.now(), reader.texts);
        Ok(Found::Page(
            match Address::of(uri).ok_or(Error::NotFound)? {
                Address::Home => Some(plain::home(&engine.forums(visitor).await?, now, texts)),
                Address::Forum(slug, after) => {
                    let after = after.as_deref();
                    let topics = engine.topics(visitor, &slug, after).await?;
                    Some(plain::forum(&topics, after, now, texts))
                }
                Address::Thread(topic, page) => {
                    let page = PageSelector::Page(page);
                    let thread = engine.thread(visitor, topic, page, POSTS_PER_PAGE).await?;
                    let form = self.reply_form(reader, thread.you, &here(uri))?;
                    Some(plain::thread(&thread, &form, texts))
                }
                Address::Reply(topic) => {
                    let review = engine.review(visitor, topic).await?;
                    let form = self.reply_form(reader, review.you, &here(uri))?;
                    Some(plain::reply(&review, &form, texts))
                }
                Address::Post(id) => {
                    let post = engine.post(visitor, id).await?;
                    return Ok(Found::Redirect(plain::post_address(&post)));
                }
                // Pages that only the app draws. Whether they exist is checked here.
                Address::InForum(slug) => engine.smilies(visitor, &slug).await.map(|_| None)?,
                Address::EditPost(post) => engine.post(visitor, post).await.map(|_| None)?,
                Address::Site => None,
            },
        ))
    }

    fn respond(
        &self,
        reader: &Reader,
        status: StatusCode,
        page: Option<&Page>,
        data: Option<&Data>,
    ) -> Response {
        let Some((index, policy)) = self.assets.index() else {
            let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            return (StatusCode::NOT_FOUND, plain, NO_APP).into_response();
        };
        let frame = Frame {
            site: self.engine.name(),
            public_url: &self.public_url,
            capabilities: self.engine.capabilities(),
            reader,
        };
        let mut response = (status, Html(plain::fill(index, &frame, page))).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        make_private(&mut response);
        if let Some(link) = data.and_then(|data| HeaderValue::try_from(data.link()).ok()) {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }

    /// The page for a form that was refused and cannot be shown again. `text`: what the person wrote, if it arrived.
    fn refuse(&self, reader: &Reader, problem: &Problem, text: Option<&str>) -> Response {
        let page = plain::refusal(problem, text, reader.texts);
        self.respond_refusal(reader, problem, &page, None)
    }

    /// A page with the status of a problem.
    fn respond_refusal(
        &self,
        reader: &Reader,
        problem: &Problem,
        page: &Page,
        data: Option<&Data>,
    ) -> Response {
        let status =
            StatusCode::from_u16(problem.status).expect("every kind of problem has a valid status");
        let mut response = self.respond(reader, status, Some(page), data);
        if let Some(seconds) = problem.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Path and query of a page, to return to.
fn here(uri: &Uri) -> String {
    uri.path_and_query()
        .map_or_else(|| "/".into(), ToString::to_string)
}

/// Goes to another page with `GET`.
fn see_other(to: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, to);
    make_private(&mut response);
    response
}

/// No cache may serve one visitor's page to another.
fn make_private(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-language, cookie"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
}

fn texts(headers: &HeaderMap) -> Texts {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Texts::accepted(accepted.unwrap_or_default())
}
