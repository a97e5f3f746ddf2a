//! A key that is sent once more is answered as reading the post is: whoever may not read there any more is told
//! nothing.

use axum::http::{Method, StatusCode};
use palabre_contract::{HostSession, Posted, ProblemKind};
use serde_json::json;

use crate::{
    embedding::hosted,
    site::{CLOCK_TOPIC, KEY, Request, Response, Site},
};

const HOST: &str = "https://blog.example.org";
const REPLY: &str = r#"{"body":"Bonsoir"}"#;

async fn sql(site: &Site, statement: &'static str) {
    sqlx::query(statement)
        .execute(&site.sql().await)
        .await
        .unwrap();
}

async fn reply(site: &Site, cookie: &str) -> Response {
    site.send(Request::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", cookie))
        .await
}

/// A site on which Basile has just replied, his cookie and the post's address.
async fn replied() -> (Site, String, String) {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let response = reply(&site, &cookie).await;
    assert_eq!(response.status, StatusCode::CREATED);
    let location = response.header("location").to_owned();
    (site, cookie, location)
}

#[tokio::test]
async fn replay_in_a_forum_made_private_is_rejected_like_reading() {
    let (site, cookie, location) = replied().await;
    sql(&site, "UPDATE forums SET readers = 'moderator'").await;
    let read = site
        .send(Request::new(Method::GET, &location).with("cookie", &cookie))
        .await;
    let again = reply(&site, &cookie).await;
    again.assert_problem(ProblemKind::NotFound);
    assert_eq!(again.body, read.body);
}

#[tokio::test]
async fn replay_after_the_topic_moved_to_a_private_forum_is_rejected() {
    let (site, cookie, _) = replied().await;
    sql(
        &site,
        "UPDATE forums SET readers = 'moderator' WHERE id = 2",
    )
    .await;
    sql(&site, "UPDATE topics SET forum = 2 WHERE id = 1").await;
    reply(&site, &cookie)
        .await
        .assert_problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn replayed_new_topic_is_rejected_without_read_access() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let json = json!({"title": "Le pain", "post": {"body": "Merci"}}).to_string();
    let open = || Request::reply("/api/forums/atelier/topics", KEY, &json).with("cookie", &cookie);
    assert_eq!(site.send(open()).await.status, StatusCode::CREATED);
    sql(&site, "UPDATE forums SET readers = 'moderator'").await;
    site.send(open())
        .await
        .assert_problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn rejected_replay_with_credentials_opens_no_session() {
    let (site, _, _) = replied().await;
    sql(&site, "UPDATE forums SET readers = 'moderator'").await;
    let signed = json!({
        "body": "Bonsoir",
        "credentials": {"pseudo": "Basile", "password": "palabre-basile"}
    });
    site.send(Request::reply(CLOCK_TOPIC, KEY, &signed.to_string()))
        .await
        .assert_problem(ProblemKind::NotFound);
    let sessions: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sessions")
        .fetch_one(&site.sql().await)
        .await
        .unwrap();
    assert_eq!(sessions, 1, "the one that wrote");
}

#[tokio::test]
async fn guest_replay_reveals_neither_withdrawn_text_nor_a_private_forum() {
    let site = Site::new().await;
    sql(&site, "UPDATE forums SET writers = 'guest'").await;
    let json = json!({"body": "Bonsoir", "guest": "Passante"}).to_string();
    let request = || Request::reply(CLOCK_TOPIC, KEY, &json);
    assert_eq!(site.send(request()).await.status, StatusCode::CREATED);
    sql(
        &site,
        "UPDATE posts SET withdrawn = 'moderator' WHERE pseudo = 'Passante'",
    )
    .await;
    let again: Posted = site.send(request()).await.json();
    assert_eq!(again.post.body, "");
    sql(&site, "UPDATE forums SET readers = 'member'").await;
    site.send(request())
        .await
        .assert_problem(ProblemKind::SignInRequired);
}

#[tokio::test]
async fn replay_of_a_withdrawn_post_shows_its_text_to_its_author() {
    let (site, cookie, _) = replied().await;
    sql(
        &site,
        "UPDATE posts SET withdrawn = 'moderator' WHERE body = 'Bonsoir'",
    )
    .await;
    let again: Posted = reply(&site, &cookie).await.json();
    assert_eq!(
        again.post.body, "Bonsoir",
        "authors read what was withdrawn"
    );
}

#[tokio::test]
async fn replay_from_a_removed_host_is_rejected() {
    let site = hosted().await;
    sql(&site, "UPDATE forums SET readers = 'member'").await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let grant = Request::post(
        "/api/embedding/grants",
        &json!({ "host": HOST }).to_string(),
    );
    let session: HostSession = site.send(grant.with("cookie", &cookie)).await.json();
    let request = || {
        Request::reply(CLOCK_TOPIC, KEY, REPLY)
            .with("origin", HOST)
            .with("authorization", &format!("Bearer {}", session.token))
    };
    assert_eq!(site.send(request()).await.status, StatusCode::CREATED);
    // The host shows another forum now: its sessions go on, and count there only.
    sql(&site, "UPDATE forum_hosts SET forum = 2").await;
    site.send(request())
        .await
        .assert_problem(ProblemKind::SignInRequired);
    // Where reading takes no account the answer is the post, as anybody reads it.
    sql(&site, "UPDATE forums SET readers = 'guest'").await;
    sql(
        &site,
        "UPDATE posts SET withdrawn = 'author' WHERE body = 'Bonsoir'",
    )
    .await;
    let again: Posted = site.send(request()).await.json();
    assert_eq!(again.post.body, "");
}
