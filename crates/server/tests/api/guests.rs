//! Writing without an account, where a forum takes that.

use axum::http::StatusCode;
use palabre_contract::{Breach, Fault, Field, Posted, ProblemKind, Role, ThreadPage};

use crate::site::{Ask, CLOCK_TOPIC, KEY, LOCKED_TOPIC, OTHER_KEY, Site};

const REPLY: &str = r#"{"body":"Bonsoir","guest":" Passant ","notify":true,"signature":true}"#;

async fn open(site: &Site) {
    sqlx::query("UPDATE forums SET writers = 'guest' WHERE id = 1")
        .execute(&site.sql().await)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_name_is_enough_where_guests_may_write_and_nowhere_else() {
    let site = Site::new().await;
    site.ask(Ask::reply(CLOCK_TOPIC, KEY, REPLY))
        .await
        .refused(ProblemKind::SignInRequired);
    open(&site).await;
    let answer = site.ask(Ask::reply(CLOCK_TOPIC, KEY, REPLY)).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.header("set-cookie"), "");
    let posted: Posted = answer.json();
    assert_eq!(posted.account, None);
    let author = &posted.post.author;
    assert_eq!(
        (author.account, &*author.pseudo, author.role),
        (None, "Passant", Role::Guest)
    );
    assert_eq!(posted.post.signature, None);
    let again = site.ask(Ask::reply(CLOCK_TOPIC, KEY, REPLY)).await;
    assert_eq!((again.status, &again.body), (StatusCode::OK, &answer.body));
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts.len(), 3);
    assert!(page.you.guests && page.you.may_write && !page.you.watched);
    let topic = r#"{"title":"a","post":{"body":"b","guest":"Passant"}}"#;
    let ask = Ask::reply("/api/forums/atelier/topics", OTHER_KEY, topic);
    assert_eq!(site.ask(ask).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_guest_takes_no_name_of_an_account_and_answers_no_locked_topic() {
    let site = Site::new().await;
    open(&site).await;
    for name in ["basile", " Basile", "ANAÏS"] {
        let reply = format!(r#"{{"body":"Bonsoir","guest":"{name}"}}"#);
        let problem = site
            .ask(Ask::reply(CLOCK_TOPIC, KEY, &reply))
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
    site.ask(Ask::reply(LOCKED_TOPIC, KEY, REPLY))
        .await
        .refused(ProblemKind::TopicLocked);
    for (path, json) in [
        (CLOCK_TOPIC, r#"{"body":"Bonsoir"}"#),
        ("/api/topics/99/posts", r#"{"body":"Bonsoir"}"#),
    ] {
        site.ask(Ask::reply(path, KEY, json))
            .await
            .refused(ProblemKind::SignInRequired);
    }
}

#[tokio::test]
async fn a_guest_name_is_refused_while_an_account_is_signed_in() {
    let site = Site::new().await;
    open(&site).await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let ask = Ask::reply(CLOCK_TOPIC, KEY, REPLY).with("cookie", &cookie);
    site.ask(ask).await.refused(ProblemKind::OtherAccount);
}

#[tokio::test]
async fn a_key_of_a_guest_is_none_of_an_account() {
    let site = Site::new().await;
    open(&site).await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let guest = site.ask(Ask::reply(CLOCK_TOPIC, KEY, REPLY)).await;
    let account = Ask::reply(CLOCK_TOPIC, KEY, r#"{"body":"Bonsoir"}"#).with("cookie", &cookie);
    assert_eq!(guest.status, StatusCode::CREATED);
    assert_eq!(site.ask(account).await.status, StatusCode::CREATED);
    let other = r#"{"body":"Autre chose","guest":"Passant"}"#;
    site.ask(Ask::reply(CLOCK_TOPIC, KEY, other))
        .await
        .refused(ProblemKind::KeyReused);
}
