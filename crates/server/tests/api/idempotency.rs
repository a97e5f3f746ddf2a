//! Idempotency keys: a reply is stored once, however often it is sent.

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;
use palabre_contract::{Posted, ProblemKind, ThreadPage, Timestamp};
use palabre_server::housekeeping;
use sqlx::SqlitePool;
use tokio::task::JoinSet;

use crate::site::{CLOCK_TOPIC, KEY, LOCKED_TOPIC, OTHER_KEY, Request, Site};

const REPLY: &str = r#"{"body":"Bonsoir"}"#;

async fn posts(site: &Site) -> usize {
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    page.posts.len()
}

#[tokio::test]
async fn replayed_reply_gets_the_same_response() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let request = || Request::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", &cookie);
    let first = site.send(request()).await;
    site.clock.advance(Duration::from_secs(3600));
    let second = site.send(request()).await;
    assert_eq!(
        (first.status, second.status),
        (StatusCode::CREATED, StatusCode::OK)
    );
    assert_eq!(first.body, second.body);
    assert_eq!(posts(&site).await, 3);
}

#[tokio::test]
async fn reply_with_credentials_is_replayed_with_the_session_it_opened() {
    let site = Site::new().await;
    let signed =
        r#"{"body":"Bonsoir","credentials":{"pseudo":"BASILE","password":"palabre-basile"}}"#;
    let first = site.send(Request::reply(CLOCK_TOPIC, KEY, signed)).await;
    let again = Request::reply(CLOCK_TOPIC, &KEY.to_uppercase(), REPLY);
    let second = site.send(again.with("cookie", &first.cookie())).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_eq!(first.body, second.body);
    assert_eq!(posts(&site).await, 3);
}

#[tokio::test]
async fn reused_key_with_a_different_reply_is_rejected() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let request = |topic, json| Request::reply(topic, KEY, json).with("cookie", &cookie);
    let posted: Posted = site.send(request(CLOCK_TOPIC, REPLY)).await.json();
    let stored = posted.post.id;
    for (topic, json) in [
        (CLOCK_TOPIC, r#"{"body":"Bonjour"}"#),
        (CLOCK_TOPIC, r#"{"body":"Bonsoir","notify":true}"#),
        (LOCKED_TOPIC, REPLY),
    ] {
        let response = site.send(request(topic, json)).await;
        assert_eq!(
            response.problem().post,
            Some(stored),
            "names the stored post"
        );
        response.assert_problem(ProblemKind::KeyReused);
    }
    assert_eq!(posts(&site).await, 3);
}

#[tokio::test]
async fn keys_are_per_account_and_the_same_text_may_be_posted_twice() {
    let site = Site::new().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    for (key, cookie) in [(KEY, &anais), (KEY, &basile), (OTHER_KEY, &basile)] {
        let request = Request::reply(CLOCK_TOPIC, key, REPLY).with("cookie", cookie);
        assert_eq!(site.send(request).await.status, StatusCode::CREATED);
    }
    assert_eq!(posts(&site).await, 5);
}

#[tokio::test]
async fn reply_without_a_valid_key_is_rejected() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    for key in ["", "1", "not-a-uuid-not-a-uuid-not-a-uuid-notu"] {
        let request = Request::reply(CLOCK_TOPIC, key, REPLY).with("cookie", &cookie);
        site.send(request)
            .await
            .assert_problem(ProblemKind::KeyRequired);
    }
    let request = Request::post(CLOCK_TOPIC, REPLY).with("cookie", &cookie);
    site.send(request)
        .await
        .assert_problem(ProblemKind::KeyRequired);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_concurrent_attempts_store_one_post_and_get_the_same_response() {
    let site = Arc::new(Site::new().await);
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let mut attempts = JoinSet::new();
    for _ in 0..50 {
        let (site, cookie) = (Arc::clone(&site), cookie.clone());
        attempts.spawn(async move {
            let request = Request::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", &cookie);
            site.send(request).await
        });
    }
    let responses = attempts.join_all().await;
    let created = responses
        .iter()
        .filter(|response| response.status == StatusCode::CREATED)
        .count();
    assert_eq!(created, 1);
    for response in &responses {
        assert!(response.status.is_success(), "{response:?}");
        assert_eq!(response.body, responses[0].body);
    }
    assert_eq!(posts(&site).await, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_replies_get_consecutive_positions() {
    let site = Arc::new(Site::new().await);
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let mut attempts = JoinSet::new();
    for number in 0..18 {
        let (site, cookie) = (Arc::clone(&site), cookie.clone());
        attempts.spawn(async move {
            let key = format!("{number:08}{}", &KEY[8..]);
            let request = Request::reply(CLOCK_TOPIC, &key, REPLY).with("cookie", &cookie);
            site.send(request).await.json::<Posted>().post.position
        });
    }
    let mut positions = attempts.join_all().await;
    positions.sort_unstable();
    assert_eq!(positions, (3..=20).collect::<Vec<_>>());
}

#[tokio::test]
async fn idempotency_keys_expire_after_a_month() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let request = || Request::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", &cookie);
    assert_eq!(site.send(request()).await.status, StatusCode::CREATED);
    let day = |days: i64| Timestamp(site.clock.now().0 + days * 86_400_000);
    housekeeping::sweep_once(&site.store, day(29))
        .await
        .unwrap();
    assert_eq!(site.send(request()).await.status, StatusCode::OK);
    housekeeping::sweep_once(&site.store, day(31))
        .await
        .unwrap();
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let request = Request::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", &cookie);
    assert_eq!(site.send(request).await.status, StatusCode::CREATED);
}

/// Another process holds the write lock, such as a slow backup or an open SQLite shell.
#[tokio::test]
async fn busy_database_returns_503_and_a_retry_succeeds() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let request = || Request::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", &cookie);
    let address = format!("sqlite:{}", site.database_path().display());
    let other = SqlitePool::connect(&address).await.unwrap();
    let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let response = site.send(request()).await;
    response.assert_problem(ProblemKind::Unavailable);
    assert_eq!(response.header("retry-after"), "2");
    lock.rollback().await.unwrap();
    assert_eq!(site.send(request()).await.status, StatusCode::CREATED);
    assert_eq!(posts(&site).await, 3);
}
