//! Real TCP connections: shutdown, timeouts, and the `Host` header.

use std::{future::pending, net::SocketAddr, time::Duration};

use axum::Router;
use palabre_contract::{Problem, ProblemKind, ThreadPage};
use palabre_server::{serve, store::Store};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

use crate::site::{CLOCK_TOPIC, KEY, Site};

#[tokio::test]
async fn post_in_flight_at_shutdown_is_stored() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve::serve(listener, site.router.clone(), async {
        stopped.await.unwrap();
    }));

    let mut connection = TcpStream::connect(address).await.unwrap();
    let body = r#"{"body":"Bonsoir"}"#;
    let head = format!(
        "POST {CLOCK_TOPIC} HTTP/1.1\r\nhost: forum.example.org\r\ncookie: {cookie}\r\n\
         content-type: application/json\r\nidempotency-key: {KEY}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let (first, second) = body.split_at(5);
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(first.as_bytes()).await.unwrap();
    // Gives the server time to start handling the request.
    tokio::time::sleep(Duration::from_millis(200)).await;
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(
        TcpStream::connect(address).await.is_err(),
        "new connections are refused"
    );
    connection.write_all(second.as_bytes()).await.unwrap();
    let mut response = String::new();
    connection.read_to_string(&mut response).await.unwrap();
    assert!(
        response.starts_with("HTTP/1.1 201 Created\r\n"),
        "{response}"
    );
    tokio::time::timeout(Duration::from_secs(5), server)
        .await
        .expect("the server stops after the last response")
        .unwrap();
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts.len(), 3);
}

#[tokio::test]
async fn reopened_database_keeps_its_content() {
    let site = Site::new().await;
    site.store.close().await;
    let again = Store::open(&site.database_path()).await.unwrap();
    assert!(!again.is_empty().await.unwrap());
    assert_eq!(again.forums().await.unwrap().len(), 2);
}

/// Slowloris attack: connections held open by sending nothing or an unfinished head.
#[tokio::test(start_paused = true)]
async fn connection_without_a_complete_request_is_closed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve::serve(listener, Router::new(), pending()));
    for beginning in ["", "GET / HTTP/1.1\r\nhost: forum.example.org\r\n"] {
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(beginning.as_bytes()).await.unwrap();
        let mut response = String::new();
        let end = connection.read_to_string(&mut response);
        tokio::time::timeout(Duration::from_secs(30), end)
            .await
            .expect("the server closes the connection")
            .unwrap();
        assert!(!response.contains("200 OK"), "{response}");
    }
}

/// Sends a raw request over a new connection and returns the raw response.
async fn send_raw(address: SocketAddr, request: &str) -> String {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    connection.read_to_string(&mut response).await.unwrap();
    response
}

#[tokio::test]
async fn request_without_exactly_one_valid_host_is_rejected_with_400() {
    let site = Site::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve::serve(listener, site.router.clone(), pending()));
    let here = "host: forum.example.org\r\n";
    for (target, version, hosts, status) in [
        ("/healthz", "1.1", here, "200 OK"),
        ("/healthz", "1.1", "host: 127.0.0.1:8080\r\n", "200 OK"),
        ("/healthz", "1.1", "", "400 Bad Request"),
        ("/healthz", "1.1", "host:\r\n", "400 Bad Request"),
        ("/healthz", "1.1", "host: a b\r\n", "400 Bad Request"),
        ("/healthz", "1.1", "host: a@b\r\n", "400 Bad Request"),
        (
            "/healthz",
            "1.1",
            "host: forum.example.org\r\nhost: forum.example.org\r\n",
            "400 Bad Request",
        ),
        // A page of the app, and a missing route.
        ("/", "1.1", "", "400 Bad Request"),
        ("/api/nothing", "1.1", "", "400 Bad Request"),
        // HTTP/1.0 does not require `Host`, but two are ambiguous.
        ("/healthz", "1.0", "", "200 OK"),
        (
            "/healthz",
            "1.0",
            "host: a\r\nhost: b\r\n",
            "400 Bad Request",
        ),
        // A target in absolute form needs the header too.
        ("http://forum.example.org/healthz", "1.1", here, "200 OK"),
        (
            "http://forum.example.org/healthz",
            "1.1",
            "",
            "400 Bad Request",
        ),
    ] {
        let request = format!("GET {target} HTTP/{version}\r\n{hosts}connection: close\r\n\r\n");
        let response = send_raw(address, &request).await;
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with(&format!("HTTP/{version} {status}\r\n")),
            "{request} {response}"
        );
        if status != "200 OK" {
            assert!(
                head.contains("content-type: application/problem+json"),
                "{response}"
            );
            assert!(
                head.contains("x-content-type-options: nosniff"),
                "{response}"
            );
            let problem: Problem = serde_json::from_str(body).unwrap();
            assert_eq!(problem.kind, ProblemKind::Malformed, "{response}");
        }
    }
}

/// A host in the request target takes precedence over the header (RFC 9112, 3.2.2).
#[tokio::test]
async fn host_in_the_request_target_determines_the_own_origin() {
    let site = Site::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve::serve(listener, site.router.clone(), pending()));
    for (origin, foreign) in [
        ("http://forum.example.org", false),
        ("http://elsewhere.example", true),
    ] {
        for path in ["/api/session", "/api/embedding/sessions"] {
            let response = send_raw(
                address,
                &format!(
                    "POST http://forum.example.org{path} HTTP/1.1\r\nhost: elsewhere.example\r\n\
                     origin: {origin}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\
                     connection: close\r\n\r\n{{}}"
                ),
            )
            .await;
            let refused = response.contains("403 Forbidden");
            assert_eq!(refused, foreign, "{path} {response}");
        }
    }
}
