//! Posting as a guest, where the forum permits it.

use axum::http::StatusCode;
use palabre_contract::{Breach, Fault, Field, Posted, ProblemKind, Role, ThreadPage};

use crate::site::{CLOCK_TOPIC, KEY, LOCKED_TOPIC, OTHER_KEY, Request, Site};

const REPLY: &str = r#"{"body":"Bonsoir","guest":" Passant ","notify":true,"signature":true}"#;

async fn allow_guests(site: &Site) {
    sqlx::query("UPDATE forums SET writers = 'guest' WHERE id = 1")
        .execute(&site.pool().await)
        .await
        .unwrap();
}

#[tokio::test]
async fn guest_may_post_with_a_name_only_where_guests_may_write() {
    let site = Site::new().await;
    site.send(Request::reply(CLOCK_TOPIC, KEY, REPLY))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    allow_guests(&site).await;
    let response = site.send(Request::reply(CLOCK_TOPIC, KEY, REPLY)).await;
    assert_eq!(response.status, StatusCode::CREATED);
    assert_eq!(response.header("set-cookie"), "");
    let posted: Posted = response.json();
    assert_eq!(posted.account, None);
    let author = &posted.post.author;
    assert_eq!(
        (author.account, &*author.pseudo, author.role),
        (None, "Passant", Role::Guest)
    );
    assert_eq!(posted.post.signature, None);
    let again = site.send(Request::reply(CLOCK_TOPIC, KEY, REPLY)).await;
    assert_eq!(
        (again.status, &again.body),
        (StatusCode::OK, &response.body)
    );
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts.len(), 3);
    assert!(page.you.guests && page.you.may_write && !page.you.watched);
    let topic = r#"{"title":"a","post":{"body":"b","guest":"Passant"}}"#;
    let request = Request::reply("/api/forums/atelier/topics", OTHER_KEY, topic);
    assert_eq!(site.send(request).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn guest_reply_with_a_taken_name_or_to_a_locked_topic_is_rejected() {
    let site = Site::new().await;
    allow_guests(&site).await;
    for name in ["basile", " Basile", "ANAÏS"] {
        let reply = format!(r#"{{"body":"Bonsoir","guest":"{name}"}}"#);
        let problem = site
            .send(Request::reply(CLOCK_TOPIC, KEY, &reply))
            .await
            .problem();
        assert_eq!(
            problem.breaches,
            [Breach {
                field: Field::Pseudo,
                fault: Fault::Taken
            }]
        );
    }
    site.send(Request::reply(LOCKED_TOPIC, KEY, REPLY))
        .await
        .assert_problem(ProblemKind::TopicLocked);
    for (path, json) in [
        (CLOCK_TOPIC, r#"{"body":"Bonsoir"}"#),
        ("/api/topics/99/posts", r#"{"body":"Bonsoir"}"#),
    ] {
        site.send(Request::reply(path, KEY, json))
            .await
            .assert_problem(ProblemKind::SignInRequired);
    }
}

#[tokio::test]
async fn guest_name_is_rejected_while_signed_in() {
    let site = Site::new().await;
    allow_guests(&site).await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let request = Request::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", &cookie);
    site.send(request)
        .await
        .assert_problem(ProblemKind::OtherAccount);
}

#[tokio::test]
async fn idempotency_keys_of_guests_and_accounts_are_separate() {
    let site = Site::new().await;
    allow_guests(&site).await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let guest = site.send(Request::reply(CLOCK_TOPIC, KEY, REPLY)).await;
    let account = Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"Bonsoir"}"#).with("cookie", &cookie);
    assert_eq!(guest.status, StatusCode::CREATED);
    assert_eq!(site.send(account).await.status, StatusCode::CREATED);
    let other = r#"{"body":"Autre chose","guest":"Passant"}"#;
    site.send(Request::reply(CLOCK_TOPIC, KEY, other))
        .await
        .assert_problem(ProblemKind::KeyReused);
}
