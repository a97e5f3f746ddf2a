//! Opening topics.

use std::sync::Arc;

use axum::http::StatusCode;
use palabre_contract::{Field, ForumList, MessageIcon, Posted, ProblemKind, ThreadPage, TopicPage};
use tokio::task::JoinSet;

use crate::site::{KEY, OTHER_KEY, Request, Site};

const TOPICS: &str = "/api/forums/vide/topics";
const TOPIC: &str = r#"{"title":"Premier","post":{"body":"Bonsoir","icon":"heart","notify":true}}"#;

#[tokio::test]
async fn new_topic_has_its_first_post_and_is_watched() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let response = site
        .send(Request::reply(TOPICS, KEY, TOPIC).with("cookie", &cookie))
        .await;
    assert_eq!(response.status, StatusCode::CREATED);
    assert_eq!(response.header("location"), "/api/topics/3");
    let posted: Posted = response.json();
    assert_eq!(posted.post.position, 1);
    assert_eq!(posted.account.unwrap().pseudo, "Basile");
    let get = |path| Request::new(axum::http::Method::GET, path).with("cookie", &cookie);
    let page: TopicPage = site.send(get(TOPICS)).await.json();
    assert_eq!(page.topics[0].title, "Premier");
    assert_eq!(page.topics[0].icon, Some(MessageIcon::Heart));
    assert_eq!((page.forum.topics, page.forum.posts), (1, 1));
    let thread: ThreadPage = site.send(get("/api/topics/3/posts")).await.json();
    assert_eq!(thread.posts, [posted.post]);
    assert!(thread.you.watched && thread.you.may_write);
    let forums: ForumList = site.get("/api/forums").await.json();
    assert_eq!(forums.forums[1].latest.as_ref().unwrap().title, "Premier");
}

#[tokio::test]
async fn new_topic_with_credentials_signs_in() {
    let site = Site::new().await;
    let signed = r#"{"title":"a","post":{"body":"b","credentials":{"pseudo":"Basile","password":"palabre-basile"}}}"#;
    let response = site.send(Request::reply(TOPICS, KEY, signed)).await;
    assert_eq!(response.status, StatusCode::CREATED);
    let again = r#"{"title":"a","post":{"body":"b"}}"#;
    let request = Request::reply(TOPICS, KEY, again).with("cookie", &response.cookie());
    assert_eq!(site.send(request).await.status, StatusCode::OK);
    let page: TopicPage = site.get(TOPICS).await.json();
    assert_eq!(page.topics.len(), 1);
}

#[tokio::test]
async fn invalid_topic_is_rejected_and_not_stored() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    site.send(Request::reply(TOPICS, KEY, TOPIC))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    let request = |path, json| Request::reply(path, KEY, json).with("cookie", &cookie);
    let problem = site
        .send(request(TOPICS, r#"{"title":"\u0000","post":{"body":""}}"#))
        .await
        .problem();
    let fields: Vec<_> = problem.breaches.iter().map(|b| b.field).collect();
    assert_eq!(fields, [Field::Title, Field::Body]);
    site.send(request("/api/forums/cave/topics", TOPIC))
        .await
        .assert_problem(ProblemKind::NotFound);
    site.send(Request::post(TOPICS, TOPIC).with("cookie", &cookie))
        .await
        .assert_problem(ProblemKind::KeyRequired);
    let page: TopicPage = site.get(TOPICS).await.json();
    assert_eq!(page.topics.len(), 0);
}

#[tokio::test]
async fn key_of_a_topic_is_rejected_for_another_topic_or_reply() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let request = |path, key, json| Request::reply(path, key, json).with("cookie", &cookie);
    let response = site.send(request(TOPICS, KEY, TOPIC)).await;
    assert_eq!(response.status, StatusCode::CREATED);
    for (path, json) in [
        (TOPICS, r#"{"title":"Autre","post":{"body":"Bonsoir"}}"#),
        ("/api/topics/3/posts", r#"{"body":"Bonsoir"}"#),
    ] {
        site.send(request(path, KEY, json))
            .await
            .assert_problem(ProblemKind::KeyReused);
    }
    let response = site.send(request(TOPICS, OTHER_KEY, TOPIC)).await;
    assert_eq!(response.status, StatusCode::CREATED);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_concurrent_attempts_open_one_topic() {
    let site = Arc::new(Site::new().await);
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let mut attempts = JoinSet::new();
    for _ in 0..20 {
        let (site, cookie) = (Arc::clone(&site), cookie.clone());
        attempts.spawn(async move {
            site.send(Request::reply(TOPICS, KEY, TOPIC).with("cookie", &cookie))
                .await
        });
    }
    let responses = attempts.join_all().await;
    for response in &responses {
        assert_eq!(response.body, responses[0].body);
    }
    let page: TopicPage = site.get(TOPICS).await.json();
    assert_eq!(
        (page.topics.len(), page.forum.topics, page.forum.posts),
        (1, 1, 1)
    );
}
