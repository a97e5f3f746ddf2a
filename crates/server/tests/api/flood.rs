//! Rate limits on posts, and the delay before addresses in posts of new accounts are links.

use std::{sync::Arc, time::Duration};

use axum::http::{Method, StatusCode};
use palabre_contract::{Post, ProblemKind};
use palabre_server::forum::Limits;
use tokio::task::JoinSet;

use crate::site::{CLOCK_TOPIC, KEY, OTHER_KEY, Request, Response, Site, UNLIMITED};

const REPLY: &str = r#"{"body":"Bonsoir"}"#;
const GUEST: &str = r#"{"body":"Bonsoir","guest":"Passant"}"#;

fn key(number: u32) -> String {
    format!("{number:08}{}", &KEY[8..])
}

async fn site(seconds: u64) -> Site {
    let site = Site::limited(Limits {
        flood: Duration::from_secs(seconds),
        ..UNLIMITED
    })
    .await;
    sqlx::query("UPDATE forums SET writers = 'guest'")
        .execute(&site.pool().await)
        .await
        .unwrap();
    site
}

async fn reply(site: &Site, key: &str, cookie: &str) -> Response {
    let request = Request::reply(CLOCK_TOPIC, key, REPLY).with("cookie", cookie);
    site.send(request).await
}

#[tokio::test]
async fn second_post_is_rate_limited_but_replays_and_edits_are_not() {
    let site = site(15).await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    assert_eq!(reply(&site, KEY, &cookie).await.status, StatusCode::CREATED);
    site.clock.advance(Duration::from_millis(5_500));
    let response = reply(&site, OTHER_KEY, &cookie).await;
    response.assert_problem(ProblemKind::TooSoon);
    assert_eq!(response.problem().retry_after, Some(10));
    assert_eq!(response.header("retry-after"), "10");
    assert_eq!(reply(&site, KEY, &cookie).await.status, StatusCode::OK);
    let change = Request::json(Method::PATCH, "/api/posts/4", r#"{"body":"Bonjour"}"#);
    let response = site.send(change.with("cookie", &cookie)).await;
    assert_eq!(response.status, StatusCode::OK);
    let topic = r#"{"title":"a","post":{"body":"b"}}"#;
    let request =
        Request::reply("/api/forums/vide/topics", OTHER_KEY, topic).with("cookie", &cookie);
    site.send(request)
        .await
        .assert_problem(ProblemKind::TooSoon);
    site.clock.advance(Duration::from_millis(9_500));
    let response = reply(&site, OTHER_KEY, &cookie).await;
    assert_eq!(
        response.status,
        StatusCode::CREATED,
        "the rejection did not use up the key"
    );
}

#[tokio::test]
async fn moderators_are_not_rate_limited() {
    let site = site(15).await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    for key in [KEY, OTHER_KEY] {
        let response = reply(&site, key, &cookie).await;
        assert_eq!(response.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn guests_of_one_network_share_a_rate_limit() {
    let site = site(15).await;
    for (key, address, status) in [
        (1, "192.0.2.1", StatusCode::CREATED),
        (2, "192.0.2.1", StatusCode::TOO_MANY_REQUESTS),
        (3, "192.0.2.2", StatusCode::CREATED),
        (4, "2001:db8::1", StatusCode::CREATED),
        (5, "2001:db8::2", StatusCode::TOO_MANY_REQUESTS),
    ] {
        let request = Request::reply(CLOCK_TOPIC, &self::key(key), GUEST).from(address);
        assert_eq!(site.send(request).await.status, status, "{key}");
    }
}

#[tokio::test]
async fn guests_behind_a_trusted_proxy_are_limited_by_client_ip() {
    let site = site(15).await;
    for (number, forwarded, status) in [
        (1, "198.51.100.1", StatusCode::CREATED),
        (2, "198.51.100.2", StatusCode::CREATED),
        (3, "10.0.0.1, 198.51.100.1", StatusCode::TOO_MANY_REQUESTS),
    ] {
        let request = Request::reply(CLOCK_TOPIC, &key(number), GUEST)
            .from("192.0.2.200")
            .with("x-forwarded-for", forwarded);
        assert_eq!(site.send(request).await.status, status, "{forwarded}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn only_one_of_concurrent_posts_is_accepted() {
    let site = Arc::new(site(15).await);
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let mut attempts = JoinSet::new();
    for number in 0..20 {
        let (site, cookie) = (Arc::clone(&site), cookie.clone());
        attempts.spawn(async move { reply(&site, &key(number), &cookie).await.status });
    }
    let statuses = attempts.join_all().await;
    let created = statuses
        .iter()
        .filter(|&&status| status == StatusCode::CREATED);
    assert_eq!(created.count(), 1);
}

#[tokio::test]
async fn account_is_limited_to_120_posts_an_hour() {
    let site = site(1).await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    for number in 0..120 {
        let response = reply(&site, &key(number), &cookie).await;
        assert_eq!(response.status, StatusCode::CREATED, "{number}");
        site.clock.advance(Duration::from_secs(1));
    }
    let response = reply(&site, &key(120), &cookie).await;
    response.assert_problem(ProblemKind::TooManyAttempts);
    assert_eq!(response.problem().retry_after, Some(3600 - 120 + 1));
    let replayed = reply(&site, &key(119), &cookie).await;
    assert_eq!(replayed.status, StatusCode::OK);
    site.clock.advance(Duration::from_secs(3600 - 120));
    let response = reply(&site, &key(120), &cookie).await;
    assert_eq!(response.status, StatusCode::CREATED);
}

#[tokio::test]
async fn links_of_guests_and_new_accounts_are_disabled_for_a_day() {
    let site = Site::limited(Limits {
        flood: Duration::ZERO,
        ..Limits::default()
    })
    .await;
    let pool = site.pool().await;
    for statement in [
        "UPDATE forums SET writers = 'guest'",
        "UPDATE accounts SET created_at = 1735689600000",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    let guest = site.send(Request::reply(CLOCK_TOPIC, KEY, GUEST)).await;
    assert_eq!(guest.status, StatusCode::CREATED);
    let links = async || {
        let mut links = Vec::new();
        // Posts of Anaïs (administrator), Basile and the guest.
        for id in [2, 3, 4] {
            let post: Post = site.get(&format!("/api/posts/{id}")).await.json();
            links.push(post.links);
        }
        links
    };
    assert_eq!(links().await, [true, false, false]);
    site.clock.advance(Duration::from_secs(24 * 60 * 60));
    assert_eq!(links().await, [true, true, true]);
}
