//! Request bodies that are unauthorized, too many, too large or too slow: the server rejects them without reading or
//! buffering them.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{Method, StatusCode},
};
use hyper::body::{Frame, SizeHint};
use palabre_contract::ProblemKind;
use palabre_server::serve;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinSet,
    time::{Instant, Sleep},
};

use crate::site::{CLOCK_TOPIC, KEY, Request, Response, Site};

const AVATAR: &str = "/api/account/avatar";
const CREDENTIALS: &str = r#"{"pseudo":"Basile","password":"palabre-basile"}"#;
/// One byte less than the maximum size of an avatar.
const ALMOST_MAX: usize = 2 * 1024 * 1024 - 1;

/// A body that records whether it was read.
struct Observed(Arc<AtomicBool>);

impl HttpBody for Observed {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.store(true, Ordering::Relaxed);
        Poll::Ready(None)
    }
}

/// Sends a request, and returns its response and whether its body was read.
async fn send_observed(site: &Site, request: Request) -> (Response, bool) {
    let was_read = Arc::new(AtomicBool::new(false));
    let request = request.with_body(Body::new(Observed(Arc::clone(&was_read))));
    let response = site.send(request).await;
    (response, was_read.load(Ordering::Relaxed))
}

#[tokio::test]
async fn unauthorized_requests_are_rejected_before_the_body_is_read() {
    let site = Site::new().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let (json, png) = ("application/json", "image/png");
    for (method, path, content_type, for_member) in [
        (Method::PUT, AVATAR, png, None),
        (
            Method::POST,
            "/api/forums/atelier/smilies?name=a",
            png,
            Some(ProblemKind::Forbidden),
        ),
        (
            Method::PATCH,
            "/api/forums/atelier/smilies/1",
            json,
            Some(ProblemKind::Forbidden),
        ),
        (Method::POST, "/api/forums", json, None),
        (
            Method::PUT,
            "/api/forums/atelier",
            json,
            Some(ProblemKind::Forbidden),
        ),
        (
            Method::PUT,
            "/api/forums/nirgends",
            json,
            Some(ProblemKind::NotFound),
        ),
        (
            Method::PUT,
            "/api/forums/atelier/team",
            json,
            Some(ProblemKind::Forbidden),
        ),
        (
            Method::PUT,
            "/api/forums/atelier/embedding",
            json,
            Some(ProblemKind::Forbidden),
        ),
        (Method::PATCH, "/api/topics/1", json, None),
        (Method::PATCH, "/api/posts/1", json, None),
        (Method::PUT, "/api/account/password", json, None),
        (Method::PUT, "/api/account/email", json, None),
        (Method::PUT, "/api/account/signature", json, None),
        (Method::PUT, "/api/account/preferences", json, None),
        (Method::POST, "/api/account/deletion", json, None),
        (Method::POST, "/api/embedding/grants", json, None),
    ] {
        let request = || Request::new(method.clone(), path).with("content-type", content_type);
        let (response, was_read) = send_observed(&site, request()).await;
        let kind = response.problem().kind;
        if path.contains("nirgends") {
            assert_eq!(kind, ProblemKind::NotFound);
        } else {
            assert_eq!(kind, ProblemKind::SignInRequired, "{method} {path}");
        }
        assert!(!was_read, "{method} {path}");
        if let Some(refusal) = for_member {
            let (response, was_read) =
                send_observed(&site, request().with("cookie", &basile)).await;
            assert_eq!(response.problem().kind, refusal, "{method} {path}");
            assert!(!was_read, "{method} {path}");
        }
    }
}

/// A body that declares its length, sends its first bytes, and never ends.
struct Stalled {
    first: Option<Bytes>,
    length: u64,
    polled: mpsc::UnboundedSender<()>,
}

impl HttpBody for Stalled {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.first.take() {
            Some(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            None => {
                // The server has read the first bytes, since it polls for more.
                let _ = self.polled.send(());
                Poll::Pending
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

/// Stalled uploads in flight, aborted on drop.
struct StalledUploads(JoinSet<()>);

impl StalledUploads {
    async fn begin(site: &Site, cookie: &str, addresses: &[&str], each: usize) -> Self {
        let (polled, mut polls) = mpsc::unbounded_channel();
        let mut uploads = JoinSet::new();
        let bytes = Bytes::from(vec![0; ALMOST_MAX]);
        for address in addresses {
            for _ in 0..each {
                let body = Stalled {
                    first: Some(bytes.clone()),
                    length: ALMOST_MAX as u64 + 1,
                    polled: polled.clone(),
                };
                let request = Request::new(Method::PUT, AVATAR)
                    .with("content-type", "image/png")
                    .with("cookie", cookie)
                    .from(address)
                    .with_body(Body::new(body));
                let response = site.send(request);
                uploads.spawn(async move {
                    response.await;
                });
            }
        }
        for _ in 0..addresses.len() * each {
            polls.recv().await.unwrap();
        }
        Self(uploads)
    }

    async fn abort(mut self) {
        self.0.shutdown().await;
    }
}

async fn sign_in_from(site: &Site, address: &str) -> Response {
    site.send(Request::post("/api/session", CREDENTIALS).from(address))
        .await
}

fn assert_unavailable(response: &Response) {
    response.assert_problem(ProblemKind::Unavailable);
    assert_eq!(response.header("retry-after"), "10");
}

#[tokio::test]
async fn one_network_may_use_a_quarter_of_the_body_memory() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let stalled = StalledUploads::begin(&site, &cookie, &["192.0.2.1"], 8).await;
    assert_unavailable(&sign_in_from(&site, "192.0.2.1").await);
    let other = sign_in_from(&site, "192.0.2.2").await;
    assert_eq!(other.status, StatusCode::OK);
    stalled.abort().await;
    let again = sign_in_from(&site, "192.0.2.1").await;
    assert_eq!(
        again.status,
        StatusCode::OK,
        "aborted uploads free their memory"
    );
}

#[tokio::test]
async fn bodies_beyond_the_memory_limit_are_rejected_until_memory_is_free() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"];
    let stalled = StalledUploads::begin(&site, &cookie, &addresses, 8).await;
    assert_unavailable(&sign_in_from(&site, "198.51.100.1").await);
    let reading = site.get(CLOCK_TOPIC).await;
    assert_eq!(
        reading.status,
        StatusCode::OK,
        "reading needs no body memory"
    );
    stalled.abort().await;
    let again = sign_in_from(&site, "198.51.100.1").await;
    assert_eq!(again.status, StatusCode::OK);
}

#[tokio::test]
async fn body_with_an_excessive_declared_length_is_not_read() {
    let site = Site::new().await;
    let (polled, mut polls) = mpsc::unbounded_channel();
    let body = Stalled {
        first: None,
        length: 256 * 1024 + 1,
        polled,
    };
    let request = Request::post("/api/session", "").with_body(Body::new(body));
    site.send(request)
        .await
        .assert_problem(ProblemKind::TooLarge);
    assert!(polls.try_recv().is_err());
}

#[tokio::test]
async fn stalled_body_is_rejected() {
    let site = Site::new().await;
    let (polled, _arrivals) = mpsc::unbounded_channel();
    let body = Stalled {
        first: Some(Bytes::from_static(b"{")),
        length: 100,
        polled,
    };
    tokio::time::pause();
    let request = Request::post("/api/session", "").with_body(Body::new(body));
    site.send(request)
        .await
        .assert_problem(ProblemKind::TooSlow);
}

/// A body that sends a byte every nine seconds and never ends.
struct Slow(Pin<Box<Sleep>>);

impl HttpBody for Slow {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        std::task::ready!(self.0.as_mut().poll(cx));
        let next = Instant::now() + Duration::from_secs(9);
        self.0.as_mut().reset(next);
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b" ")))))
    }
}

#[tokio::test]
async fn slow_body_is_rejected() {
    let site = Site::new().await;
    tokio::time::pause();
    let body = Slow(Box::pin(tokio::time::sleep(Duration::from_secs(9))));
    let request = Request::post("/api/session", "").with_body(Body::new(body));
    site.send(request)
        .await
        .assert_problem(ProblemKind::TooSlow);
}

async fn connect(site: &Site) -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = site.router.clone();
    tokio::spawn(serve::serve(listener, router, std::future::pending()));
    TcpStream::connect(address).await.unwrap()
}

/// Sends a raw request and reads until the server closes the connection.
async fn exchange(mut connection: TcpStream, request: &str) -> String {
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    connection.read_to_string(&mut response).await.unwrap();
    response
}

#[tokio::test]
async fn over_tcp_unauthorized_upload_is_rejected_before_the_body() {
    let site = Site::new().await;
    let connection = connect(&site).await;
    let head = format!(
        "PUT {AVATAR} HTTP/1.1\r\nhost: forum.example.org\r\ncontent-type: image/png\r\n\
         content-length: 2000000\r\n\r\n"
    );
    let response = exchange(connection, &head).await;
    assert!(response.starts_with("HTTP/1.1 401 "), "{response}");
    assert!(
        response.contains("/problems/sign-in-required"),
        "{response}"
    );
}

#[tokio::test]
async fn over_tcp_stalled_body_gets_a_problem_document() {
    let site = Site::new().await;
    let connection = connect(&site).await;
    tokio::time::pause();
    let request = format!(
        "POST {CLOCK_TOPIC} HTTP/1.1\r\nhost: forum.example.org\r\nidempotency-key: {KEY}\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{\"body\":"
    );
    let response = exchange(connection, &request).await;
    assert!(response.starts_with("HTTP/1.1 408 "), "{response}");
    assert!(
        response.contains("content-type: application/problem+json"),
        "{response}"
    );
    assert!(response.contains("/problems/too-slow"), "{response}");
}

#[tokio::test]
async fn over_tcp_oversized_head_is_rejected() {
    let site = Site::new().await;
    let connection = connect(&site).await;
    let head = format!(
        "GET / HTTP/1.1\r\nhost: forum.example.org\r\nx: {}",
        "x".repeat(16 * 1024)
    );
    let response = exchange(connection, &head).await;
    assert!(response.starts_with("HTTP/1.1 431 "), "{response}");
}
