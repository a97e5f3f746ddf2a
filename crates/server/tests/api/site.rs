//! The site that each test runs against: a fresh database, a frozen clock, and builders for requests.

use std::{net::IpAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{self, HeaderMap, Method, StatusCode, header},
};
use http_body_util::BodyExt;
use palabre_contract::{Problem, ProblemKind, Timestamp};
use palabre_server::{
    app::{self, Site as Parts},
    assets::Assets,
    clock::Clock,
    forum::{Limits, Passwords, SqlForum},
    routes::{ClientIp, Proxies, SessionCookie},
    sample::Sample,
    store::Store,
};
use serde::de::DeserializeOwned;
use sqlx::SqlitePool;
use tempfile::TempDir;
use tower::ServiceExt;

/// 2025-01-01T00:00:00Z, the time at which every test starts.
pub(crate) const NOW: Timestamp = Timestamp(1_735_689_600_000);
/// The open topic of the fixture.
pub(crate) const CLOCK_TOPIC: &str = "/api/topics/1/posts";
/// The locked and pinned topic of the fixture.
pub(crate) const LOCKED_TOPIC: &str = "/api/topics/2/posts";
/// A valid idempotency key.
pub(crate) const KEY: &str = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
/// Another valid idempotency key.
pub(crate) const OTHER_KEY: &str = "2b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";

/// No interval between posts, and links from the first post on.
pub(crate) const UNLIMITED: Limits = Limits {
    flood: Duration::ZERO,
    link_delay: Duration::ZERO,
    rate_limited: true,
};

fn fixture() -> [(String, &'static str); 2] {
    [
        ("1".into(), include_str!("sample/1-horloge.toml")),
        ("2".into(), include_str!("sample/2-ferme.toml")),
    ]
}

pub(crate) struct Site {
    pub(crate) router: Router,
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    folder: TempDir,
}

impl Site {
    /// The fixture in `sample/`, over plain HTTP, without the app.
    pub(crate) async fn new() -> Self {
        Self::with(SessionCookie::new(false), Assets::none()).await
    }

    /// The fixture with the app's page, whose scripts and styles are not built.
    pub(crate) async fn with_pages() -> Self {
        Self::with_pages_and_topics(&fixture()).await
    }

    /// Like [`Self::with_pages`], with these topics instead of those of the fixture.
    pub(crate) async fn with_pages_and_topics(topics: &[(String, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let index = include_str!("../../../../index.html");
        std::fs::write(folder.path().join("index.html"), index).unwrap();
        let assets = Assets::load(folder.path()).unwrap();
        Self::build(topics, SessionCookie::new(false), assets, UNLIMITED).await
    }

    /// The HTML of a page, for the visitor with this cookie.
    pub(crate) async fn html(&self, path: &str, cookie: &str) -> (StatusCode, String) {
        let response = self
            .send(Request::new(Method::GET, path).with("cookie", cookie))
            .await;
        assert_eq!(response.header("content-type"), "text/html; charset=utf-8");
        let html = String::from_utf8_lossy(&response.body).into_owned();
        (response.status, html)
    }

    /// Makes `atelier` readable for this role and higher ones only.
    pub(crate) async fn set_readers(&self, readers: &str) {
        sqlx::query("UPDATE forums SET readers = $1 WHERE slug = 'atelier'")
            .bind(readers)
            .execute(&self.pool().await)
            .await
            .unwrap();
    }

    pub(crate) async fn with(cookie: SessionCookie, assets: Assets) -> Self {
        Self::build(&fixture(), cookie, assets, UNLIMITED).await
    }

    /// The fixture with these limits on posts.
    pub(crate) async fn limited(limits: Limits) -> Self {
        Self::limited_with(limits, Assets::none()).await
    }

    /// The fixture with these limits on posts, and the app.
    pub(crate) async fn limited_with(limits: Limits, assets: Assets) -> Self {
        Self::build(&fixture(), SessionCookie::new(false), assets, limits).await
    }

    /// The accounts and forums of the fixture, with these topics instead of its own.
    pub(crate) async fn with_topics(topics: &[(String, &str)]) -> Self {
        let cookie = SessionCookie::new(false);
        Self::build(topics, cookie, Assets::none(), UNLIMITED).await
    }

    async fn build(
        topics: &[(String, &str)],
        cookie: SessionCookie,
        assets: Assets,
        limits: Limits,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("forum.sqlite"))
            .await
            .unwrap();
        let clock = Clock::still_at(NOW);
        let passwords = Passwords::cheap_for_tests().unwrap();
        Sample::parse(include_str!("sample/site.toml"), topics)
            .unwrap()
            .insert_into(&store, &passwords, NOW)
            .await
            .unwrap();
        let name = store.site_name().await.unwrap().unwrap();
        let engine = Arc::new(
            SqlForum::new(name, store.clone(), passwords, clock.clone()).with_limits(limits),
        );
        let router = app::app(Parts {
            engine,
            assets,
            cookie,
            clock: clock.clone(),
            public_url: "https://forum.example.org".into(),
            trusted_origins: vec!["https://www.example.org".into()],
            trusted_proxies: Proxies::new(["192.0.2.200".parse().unwrap()]),
        })
        .unwrap();
        Self {
            router,
            store,
            clock,
            folder,
        }
    }

    pub(crate) fn database_path(&self) -> PathBuf {
        self.folder.path().join("forum.sqlite")
    }

    /// A connection pool of the test's own, to read and change the database directly.
    pub(crate) async fn pool(&self) -> SqlitePool {
        let address = format!("sqlite:{}", self.database_path().display());
        SqlitePool::connect(&address).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.send(Request::new(Method::GET, path)).await
    }

    /// Signs in and returns the value of the `Cookie` header for later requests.
    pub(crate) async fn sign_in(&self, pseudo: &str, password: &str) -> String {
        let json = format!(r#"{{"pseudo":"{pseudo}","password":"{password}"}}"#);
        let response = self.send(Request::post("/api/session", &json)).await;
        assert_eq!(response.status, StatusCode::OK);
        response.cookie()
    }

    /// The future does not borrow the site, so it can run in a task of its own.
    pub(crate) fn send(&self, request: Request) -> impl Future<Output = Response> + use<> {
        send(self.router.clone(), request)
    }
}

pub(crate) async fn send(router: Router, request: Request) -> Response {
    let response = router.oneshot(request.0).await.unwrap();
    let (parts, body) = response.into_parts();
    Response {
        status: parts.status,
        headers: parts.headers,
        body: body.collect().await.unwrap().to_bytes(),
    }
}

/// A request under construction.
pub(crate) struct Request(http::Request<Body>);

impl Request {
    pub(crate) fn new(method: Method, path: &str) -> Self {
        let mut request = http::Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap();
        Self(request).with("host", "forum.example.org")
    }

    pub(crate) fn post(path: &str, json: &str) -> Self {
        let mut request = Self::new(Method::POST, path).with("content-type", "application/json");
        *request.0.body_mut() = Body::from(json.to_owned());
        request
    }

    /// A request with a body of this content type.
    pub(crate) fn bytes(method: Method, path: &str, content_type: &str, bytes: Vec<u8>) -> Self {
        let mut request = Self::new(method, path).with("content-type", content_type);
        *request.0.body_mut() = Body::from(bytes);
        request
    }

    pub(crate) fn json(method: Method, path: &str, json: &str) -> Self {
        let mut request = Self::post(path, json);
        *request.0.method_mut() = method;
        request
    }

    /// A `POST` of JSON with this idempotency key.
    pub(crate) fn reply(path: &str, key: &str, json: &str) -> Self {
        Self::post(path, json).with("idempotency-key", key)
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.headers_mut().insert(name, value.parse().unwrap());
        self
    }

    pub(crate) fn with_body(mut self, body: Body) -> Self {
        *self.0.body_mut() = body;
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.headers_mut().remove(name);
        self
    }

    /// Sets the IP address that the request comes from.
    pub(crate) fn from(mut self, address: &str) -> Self {
        let address: IpAddr = address.parse().unwrap();
        self.0.extensions_mut().insert(ClientIp(address));
        self
    }
}

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{self:?}");
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_slice(&self.body).unwrap()
    }

    /// `name=value` of the first cookie that the response sets.
    pub(crate) fn cookie(&self) -> String {
        let cookie = self.header(header::SET_COOKIE.as_str());
        cookie.split(';').next().unwrap().to_owned()
    }

    /// The problem document in the body. Fails if the body is none, or if its status or headers are wrong.
    #[track_caller]
    pub(crate) fn problem(&self) -> Problem {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        assert_eq!(self.header("cache-control"), "no-store");
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status.as_u16());
        problem
    }

    /// Fails unless the body is a problem of this kind and no cookie is set.
    #[track_caller]
    pub(crate) fn assert_problem(&self, kind: ProblemKind) {
        assert_eq!(self.problem().kind, kind);
        assert_eq!(
            self.header("set-cookie"),
            "",
            "an error response sets no cookie"
        );
    }
}
