//! Posting a reply: what is stored and returned, and what is rejected.

use std::{fs, path::Path};

use axum::http::StatusCode;
use palabre_contract::{
    Breach, CustomSmiley, Fault, Field, Forum, ForumList, MessageIcon, Posted, ProblemKind,
    Session, ThreadPage, TopicReview,
};
use serde_json::json;

use crate::site::{CLOCK_TOPIC, KEY, LOCKED_TOPIC, NOW, OTHER_KEY, Request, Site};

/// A French forum post of 29 kB with paragraphs and quotes, written for the tests.
const LONG_POST: &str = include_str!("../../../../tests/e2e/bench/long-post.txt");
const WITH_CREDENTIALS: &str =
    r#"{"body":"Bonsoir","credentials":{"pseudo":"basile","password":"palabre-basile"}}"#;

#[tokio::test]
async fn reply_with_credentials_is_posted_and_signs_in() {
    let site = Site::new().await;
    let response = site
        .send(Request::reply(CLOCK_TOPIC, KEY, WITH_CREDENTIALS))
        .await;
    assert_eq!(response.status, StatusCode::CREATED);
    assert_eq!(response.header("location"), "/api/posts/4");
    let posted: Posted = response.json();
    assert_eq!(posted.post.position, 3);
    assert_eq!(posted.post.author.pseudo, "Basile");
    assert_eq!(posted.post.posted_at, NOW);
    assert_eq!(posted.account.as_ref().unwrap().pseudo, "Basile");
    let request =
        Request::new(axum::http::Method::GET, "/api/session").with("cookie", &response.cookie());
    let session: Session = site.send(request).await.json();
    assert_eq!(session.account, posted.account);
}

#[tokio::test]
async fn reply_with_a_session_stores_every_option() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let body = "  [b]Bonsoir[/b]\r\n\t:) <script>alert(1)</script> \u{1f333}\u{0}\n ";
    let reply = json!({
        "body": body, "icon": "thumbs-up", "notify": true, "smilies": false, "signature": true
    });
    let request = Request::reply(CLOCK_TOPIC, KEY, &reply.to_string()).with("cookie", &cookie);
    let response = site.send(request).await;
    assert_eq!(response.header("set-cookie"), "", "the session is kept");
    let posted: Posted = response.json();
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts.last(), Some(&posted.post));
    assert_eq!(posted.post.body, body);
    assert_eq!(posted.post.icon, Some(MessageIcon::ThumbsUp));
    assert!(!posted.post.smilies);
    assert_eq!(
        posted.post.signature.as_deref(),
        Some("[i]Sous l'arbre[/i] [:pluie]")
    );
    assert_eq!(page.topic.posts, 3);
    assert_eq!(page.topic.latest.post, posted.post.id);
    let forums: ForumList = site.get("/api/forums").await.json();
    let Forum { posts, latest, .. } = &forums.forums[0];
    assert_eq!(*posts, 4);
    assert_eq!(latest.as_ref().unwrap().post, posted.post.id);
}

#[tokio::test]
async fn notify_option_starts_and_stops_watching_the_topic() {
    let site = Site::new().await;
    let database = site.pool().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    for (key, notify, watches) in [(KEY, true, 1_i64), (OTHER_KEY, false, 0)] {
        let reply = json!({"body": "Bonsoir", "notify": notify}).to_string();
        let request = Request::reply(CLOCK_TOPIC, key, &reply).with("cookie", &cookie);
        assert_eq!(site.send(request).await.status, StatusCode::CREATED);
        let count: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM watches WHERE account = 2 AND watched")
                .fetch_one(&database)
                .await
                .unwrap();
        assert_eq!(count, watches);
    }
}

#[tokio::test]
async fn credentials_take_precedence_over_a_session() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let request = Request::reply(CLOCK_TOPIC, KEY, WITH_CREDENTIALS).with("cookie", &cookie);
    let posted: Posted = site.send(request).await.json();
    assert_eq!(posted.account.as_ref().unwrap().pseudo, "Basile");
    let request = Request::new(axum::http::Method::GET, "/api/session").with("cookie", &cookie);
    let session: Session = site.send(request).await.json();
    assert_eq!(session.account, None, "the previous session was ended");
}

#[tokio::test]
async fn reply_without_credentials_or_session_is_rejected() {
    let site = Site::new().await;
    for cookie in ["", "palabre=x", &format!("palabre={}", "0".repeat(64))] {
        let request =
            Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"Bonsoir"}"#).with("cookie", cookie);
        site.send(request)
            .await
            .assert_problem(ProblemKind::SignInRequired);
    }
}

#[tokio::test]
async fn invalid_reply_lists_every_breach_and_is_not_stored() {
    let site = Site::new().await;
    let reply = r#"{"body":" \n","credentials":{"pseudo":"B","password":""}}"#;
    let problem = site
        .send(Request::reply(CLOCK_TOPIC, KEY, reply))
        .await
        .problem();
    assert_eq!(problem.kind, ProblemKind::Invalid);
    assert_eq!(
        problem.breaches,
        [
            Breach {
                field: Field::Pseudo,
                fault: Fault::TooShort { min: 2 }
            },
            Breach {
                field: Field::Password,
                fault: Fault::Empty
            },
            Breach {
                field: Field::Body,
                fault: Fault::Empty
            },
        ]
    );
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts.len(), 2);
}

#[tokio::test]
async fn post_of_maximum_length_is_accepted_and_a_longer_one_rejected() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    // Characters of four bytes each make the largest valid body.
    let longest = "\u{1f333}".repeat(60_000);
    let request = Request::reply(CLOCK_TOPIC, KEY, &json!({ "body": longest }).to_string());
    let posted: Posted = site.send(request.with("cookie", &cookie)).await.json();
    assert_eq!(posted.post.body, longest);
    let longer = json!({ "body": "é".repeat(60_001) }).to_string();
    let request = Request::reply(CLOCK_TOPIC, OTHER_KEY, &longer).with("cookie", &cookie);
    let problem = site.send(request).await.problem();
    assert_eq!(
        problem.breaches[0].fault,
        Fault::TooLong {
            max: 60_000,
            actual: 60_001
        }
    );
}

#[tokio::test]
async fn reply_to_a_locked_or_missing_topic_is_rejected() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    for (topic, kind) in [
        (LOCKED_TOPIC, ProblemKind::TopicLocked),
        ("/api/topics/99/posts", ProblemKind::NotFound),
    ] {
        let request = Request::reply(topic, KEY, r#"{"body":"Bonsoir"}"#).with("cookie", &cookie);
        site.send(request).await.assert_problem(kind);
    }
    // The rejections did not use up the key.
    let request = Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"Bonsoir"}"#).with("cookie", &cookie);
    assert_eq!(site.send(request).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn malformed_reply_json_is_rejected_with_400() {
    let site = Site::new().await;
    for json in [
        "",
        "{",
        "[]",
        r#"{"icon":"idea"}"#,
        r#"{"body":"a","icon":"trumpet"}"#,
        r#"{"body":"\ud800"}"#,
    ] {
        let response = site.send(Request::reply(CLOCK_TOPIC, KEY, json)).await;
        assert_eq!(response.status, StatusCode::BAD_REQUEST, "{json}");
        response.assert_problem(ProblemKind::Malformed);
    }
}

#[tokio::test]
async fn oversized_reply_is_rejected_with_413() {
    let site = Site::new().await;
    let huge = format!(r#"{{"body":"{}"}}"#, "a".repeat(256 * 1024));
    let response = site.send(Request::reply(CLOCK_TOPIC, KEY, &huge)).await;
    assert_eq!(response.status, StatusCode::PAYLOAD_TOO_LARGE);
    response.assert_problem(ProblemKind::TooLarge);
}

#[tokio::test]
async fn reply_that_is_not_json_is_rejected_with_415() {
    let site = Site::new().await;
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
    ] {
        let request =
            Request::reply(CLOCK_TOPIC, KEY, WITH_CREDENTIALS).with("content-type", content_type);
        site.send(request)
            .await
            .assert_problem(ProblemKind::NotJson);
    }
    let request = Request::reply(CLOCK_TOPIC, KEY, WITH_CREDENTIALS).without("content-type");
    site.send(request)
        .await
        .assert_problem(ProblemKind::NotJson);
    let request = Request::reply(CLOCK_TOPIC, KEY, WITH_CREDENTIALS)
        .with("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(site.send(request).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn custom_smilies_of_a_reply_are_listed_with_its_page() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let reply = r#"{"body":"[:soleil] [:soleil] [:inconnu] [:jour de pluie]"}"#;
    let request = Request::reply(CLOCK_TOPIC, KEY, reply).with("cookie", &cookie);
    assert_eq!(site.send(request).await.status, StatusCode::CREATED);
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    let codes: Vec<_> = page.smilies.iter().map(CustomSmiley::code).collect();
    assert_eq!(codes, ["[:pluie]", "[:jour de pluie:2]", "[:soleil]"]);
}

/// Where present, a post of a real forum is sent too. It is not part of the repository.
#[tokio::test]
async fn long_post_is_returned_byte_for_byte() {
    // Browsers copy white space like this from a page.
    let written = LONG_POST
        .replace(" :", "\u{a0}:")
        .replace("\n\n", " \n\u{a0}\n");
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/reply-page.txt");
    let real = fs::read_to_string(real).ok();
    let site = Site::new().await;
    for (number, text) in [Some(written), real].into_iter().flatten().enumerate() {
        let mut reply = json!({ "body": text });
        reply["credentials"] = json!({"pseudo": "Basile", "password": "palabre-basile"});
        let key = [KEY, OTHER_KEY][number];
        let request = Request::reply(CLOCK_TOPIC, key, &reply.to_string());
        let posted: Posted = site.send(request).await.json();
        let page: ThreadPage = site.get(&format!("{CLOCK_TOPIC}?page=last")).await.json();
        let review: TopicReview = site.get("/api/topics/1/review").await.json();
        for body in [
            &posted.post.body,
            &page.posts.last().unwrap().body,
            &review.posts[0].body,
        ] {
            assert_eq!(body.as_bytes(), text.as_bytes());
        }
    }
}

/// One tab shows Basile as the author, Anaïs signs in in another tab, and the first tab sends the reply.
#[tokio::test]
async fn reply_written_as_one_account_is_rejected_for_another() {
    let site = Site::new().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let written_as = |id| format!(r#"{{"body":"Bonsoir","writer":{id}}}"#);
    let by_anais = |id| Request::reply(CLOCK_TOPIC, KEY, &written_as(id)).with("cookie", &anais);
    site.send(by_anais(2))
        .await
        .assert_problem(ProblemKind::OtherAccount);
    let other = r#"{"body":"Bonsoir","writer":2,
        "credentials":{"pseudo":"Anaïs","password":"palabre-anais"}}"#;
    site.send(Request::reply(CLOCK_TOPIC, KEY, other))
        .await
        .assert_problem(ProblemKind::OtherAccount);
    site.send(Request::reply(CLOCK_TOPIC, KEY, &written_as(2)))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    let posted: Posted = site.send(by_anais(1)).await.json();
    assert_eq!(posted.post.author.pseudo, "Anaïs");
}
