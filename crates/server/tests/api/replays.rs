//! A replayed idempotency key is authorized like reading the post: without read access the replay is rejected.

use axum::http::{Method, StatusCode};
use palabre_contract::{HostSession, Posted, ProblemKind};
use serde_json::json;

use crate::{
    embedding::site_with_host,
    site::{CLOCK_TOPIC, KEY, Request, Response, Site},
};

const HOST: &str = "https://blog.example.org";
const REPLY: &str = r#"{"body":"Bonsoir"}"#;

async fn execute(site: &Site, statement: &'static str) {
    sqlx::query(statement)
        .execute(&site.pool().await)
        .await
        .unwrap();
}

async fn reply(site: &Site, cookie: &str) -> Response {
    site.send(Request::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", cookie))
        .await
}

/// The fixture after a reply of Basile, his cookie, and the location of the post.
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
    execute(&site, "UPDATE forums SET readers = 'moderator'").await;
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
    execute(
        &site,
        "UPDATE forums SET readers = 'moderator' WHERE id = 2",
    )
    .await;
    execute(&site, "UPDATE topics SET forum = 2 WHERE id = 1").await;
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
    execute(&site, "UPDATE forums SET readers = 'moderator'").await;
    site.send(open())
        .await
        .assert_problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn rejected_replay_with_credentials_opens_no_session() {
    let (site, _, _) = replied().await;
    execute(&site, "UPDATE forums SET readers = 'moderator'").await;
    let signed = json!({
        "body": "Bonsoir",
        "credentials": {"pseudo": "Basile", "password": "palabre-basile"}
    });
    site.send(Request::reply(CLOCK_TOPIC, KEY, &signed.to_string()))
        .await
        .assert_problem(ProblemKind::NotFound);
    let sessions: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sessions")
        .fetch_one(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(sessions, 1, "only the session that sent the reply");
}

#[tokio::test]
async fn guest_replay_reveals_neither_withdrawn_text_nor_a_private_forum() {
    let site = Site::new().await;
    execute(&site, "UPDATE forums SET writers = 'guest'").await;
    let json = json!({"body": "Bonsoir", "guest": "Passante"}).to_string();
    let request = || Request::reply(CLOCK_TOPIC, KEY, &json);
    assert_eq!(site.send(request()).await.status, StatusCode::CREATED);
    execute(
        &site,
        "UPDATE posts SET withdrawn = 'moderator' WHERE pseudo = 'Passante'",
    )
    .await;
    let again: Posted = site.send(request()).await.json();
    assert_eq!(again.post.body, "");
    execute(&site, "UPDATE forums SET readers = 'member'").await;
    site.send(request())
        .await
        .assert_problem(ProblemKind::SignInRequired);
}

#[tokio::test]
async fn replay_of_a_withdrawn_post_shows_its_text_to_its_author() {
    let (site, cookie, _) = replied().await;
    execute(
        &site,
        "UPDATE posts SET withdrawn = 'moderator' WHERE body = 'Bonsoir'",
    )
    .await;
    let again: Posted = reply(&site, &cookie).await.json();
    assert_eq!(
        again.post.body, "Bonsoir",
        "authors may read their withdrawn posts"
    );
}

#[tokio::test]
async fn replay_from_a_removed_host_is_rejected() {
    let site = site_with_host().await;
    execute(&site, "UPDATE forums SET readers = 'member'").await;
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
    // Another forum lists the host now, and its sessions are valid only there.
    execute(&site, "UPDATE forum_hosts SET forum = 2").await;
    site.send(request())
        .await
        .assert_problem(ProblemKind::SignInRequired);
    // In a public forum the replay returns the post as a guest reads it.
    execute(&site, "UPDATE forums SET readers = 'guest'").await;
    execute(
        &site,
        "UPDATE posts SET withdrawn = 'author' WHERE body = 'Bonsoir'",
    )
    .await;
    let again: Posted = site.send(request()).await.json();
    assert_eq!(again.post.body, "");
}
