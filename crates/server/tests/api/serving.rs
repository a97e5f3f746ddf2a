//! Real connections: a stop loses no post, and the stored forum outlives the server.

use std::{future::pending, time::Duration};

use axum::Router;
use palabre_contract::ThreadPage;
use palabre_server::{serve, store::Store};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

use crate::site::{CLOCK_TOPIC, KEY, Site};

#[tokio::test]
async fn a_post_under_way_when_the_server_is_stopped_arrives() {
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
    // Long enough for the server to have begun with it.
    tokio::time::sleep(Duration::from_millis(200)).await;
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody new comes in"
    );
    connection.write_all(second.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
    tokio::time::timeout(Duration::from_secs(5), server)
        .await
        .expect("the server stops when the last answer is out")
        .unwrap();
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts.len(), 3);
}

#[tokio::test]
async fn a_database_opens_again_with_all_that_was_in_it() {
    let site = Site::new().await;
    site.store.close().await;
    let again = Store::open(&site.database()).await.unwrap();
    assert!(!again.is_empty().await.unwrap());
    assert_eq!(again.forums().await.unwrap().len(), 2);
}

/// Slow loris: connections held open by sending nothing, or never the end of a head.
#[tokio::test(start_paused = true)]
async fn a_connection_that_does_not_finish_its_request_is_cut() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve::serve(listener, Router::new(), pending()));
    for beginning in ["", "GET / HTTP/1.1\r\nhost: forum.example.org\r\n"] {
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(beginning.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let end = connection.read_to_string(&mut answer);
        tokio::time::timeout(Duration::from_secs(30), end)
            .await
            .expect("it is cut")
            .unwrap();
        assert!(!answer.contains("200 OK"), "{answer}");
    }
}
