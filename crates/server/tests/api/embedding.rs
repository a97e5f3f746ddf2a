//! Embedding: the hosts that may show a forum, its host key, and the topics for the pages of its hosts.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use palabre_contract::{
    AuditAction, Embedding, Fault, Field, HostKey, LogPage, PageThread, Posted, ProblemKind, Topic,
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::site::{KEY, OTHER_KEY, Request, Response, Site};

const EMBEDDING: &str = "/api/forums/atelier/embedding";
const PAGES: &str = "/api/forums/atelier/pages";
const ADDRESS: &str = "https://blog.example.org/2026/pain?lang=fr";

/// Sends a request with a session cookie.
async fn send(site: &Site, method: Method, path: &str, json: &str, cookie: &str) -> Response {
    site.send(Request::json(method, path, json).with("cookie", cookie))
        .await
}

/// The fixture, whose forum `atelier` lists the host `blog.example.org`.
pub(crate) async fn site_with_host() -> Site {
    let site = Site::new().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let hosts = json!({"hosts": ["blog.example.org"]}).to_string();
    let response = send(&site, Method::PUT, EMBEDDING, &hosts, &anais).await;
    assert_eq!(response.status, StatusCode::OK);
    site
}

fn reply(address: &str, title: &str, body: &str) -> String {
    json!({"address": address, "title": title, "post": {"body": body}}).to_string()
}

fn thread_of(address: &str) -> String {
    let address = address.replace('?', "%3F").replace('=', "%3D");
    format!("{PAGES}?address={address}")
}

#[tokio::test]
async fn only_administrators_set_the_hosts_of_a_forum() {
    let site = Site::new().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let put = async |hosts: &[&str], cookie: &str| {
        let json = json!({ "hosts": hosts }).to_string();
        send(&site, Method::PUT, EMBEDDING, &json, cookie).await
    };
    put(&[], "")
        .await
        .assert_problem(ProblemKind::SignInRequired);
    put(&[], &basile)
        .await
        .assert_problem(ProblemKind::Forbidden);
    sqlx::query("INSERT INTO forum_roles VALUES (1, 2, 'moderator')")
        .execute(&site.pool().await)
        .await
        .unwrap();
    put(&[], &basile)
        .await
        .assert_problem(ProblemKind::Forbidden);
    let get = Request::new(Method::GET, EMBEDDING).with("cookie", &basile);
    site.send(get).await.assert_problem(ProblemKind::Forbidden);

    let hosts = [
        "Blog.example.org/",
        "http://localhost:8091",
        "blog.example.org",
    ];
    let embedding: Embedding = put(&hosts, &anais).await.json();
    let normalized = ["https://blog.example.org", "http://localhost:8091"];
    assert_eq!(
        (embedding.hosts, embedding.has_key),
        (normalized.map(Into::into).into(), false)
    );
    let breach = put(&["https://*.example.org"], &anais)
        .await
        .problem()
        .breaches[0];
    assert_eq!(
        (breach.field, breach.fault),
        (Field::Hosts, Fault::Malformed)
    );
    let get = Request::new(Method::GET, EMBEDDING).with("cookie", &anais);
    assert_eq!(site.send(get).await.json::<Embedding>().hosts.len(), 2);
    let get = Request::new(Method::GET, "/api/forums/atelier/log").with("cookie", &anais);
    let log: LogPage = site.send(get).await.json();
    let acts: Vec<_> = log.entries.iter().map(|entry| entry.act).collect();
    assert_eq!(
        acts,
        [AuditAction::SetUp],
        "rejected changes are not logged"
    );
}

#[tokio::test]
async fn new_host_key_replaces_the_old_one_and_is_shown_once() {
    let site = Site::new().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let key = format!("{EMBEDDING}/key");
    let request = async |method: Method, cookie: &str| {
        site.send(Request::new(method, &key).with("cookie", cookie))
            .await
    };
    request(Method::POST, &basile)
        .await
        .assert_problem(ProblemKind::Forbidden);
    request(Method::DELETE, &basile)
        .await
        .assert_problem(ProblemKind::Forbidden);
    let first = request(Method::POST, &anais).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(first.header("cache-control"), "no-store");
    let first: HostKey = first.json();
    assert!(first.key.len() == 64 && first.key.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let second: HostKey = request(Method::POST, &anais).await.json();
    assert!(first != second);
    let get = Request::new(Method::GET, EMBEDDING).with("cookie", &anais);
    let embedding = site.send(get).await;
    assert!(embedding.json::<Embedding>().has_key);
    let text = String::from_utf8_lossy(&embedding.body).into_owned();
    assert!(!text.contains(&second.key));
    for _ in 0..2 {
        let embedding: Embedding = request(Method::DELETE, &anais).await.json();
        assert!(!embedding.has_key);
    }
    let get = Request::new(Method::GET, "/api/forums/atelier/log").with("cookie", &anais);
    let log: LogPage = site.send(get).await.json();
    let acts: Vec<_> = log.entries.iter().map(|entry| entry.act).collect();
    assert_eq!(
        acts,
        [AuditAction::SetUp; 4],
        "two keys created, two deletions"
    );
}

#[tokio::test]
async fn first_reply_to_a_page_opens_its_topic_and_later_ones_join_it() {
    let site = site_with_host().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let nothing: PageThread = site.get(&thread_of(ADDRESS)).await.json();
    assert_eq!(
        (nothing.forum.slug.0.as_str(), nothing.thread),
        ("atelier", None)
    );
    site.get(&format!("{}&page=2", thread_of(ADDRESS)))
        .await
        .assert_problem(ProblemKind::NotFound);

    let post = async |key: &str, title: &str, body: &str| {
        let request = Request::reply(PAGES, key, &reply(ADDRESS, title, body));
        site.send(request.with("cookie", &basile)).await
    };
    let first = post(KEY, "Le pain", "Merci").await;
    assert_eq!(first.status, StatusCode::CREATED);
    let location = first.header("location").to_owned();
    let first: Posted = first.json();
    assert_eq!(location, format!("/api/posts/{}", first.post.id));
    let again = post(KEY, "Le pain, revu", "Merci").await;
    assert_eq!(
        again.status,
        StatusCode::OK,
        "the title may change between attempts"
    );
    assert_eq!(again.json::<Posted>().post, first.post);
    post(KEY, "Le pain", "Autre")
        .await
        .assert_problem(ProblemKind::KeyReused);
    let second: Posted = post(OTHER_KEY, "Le pain", "De rien").await.json();
    assert_eq!(
        (second.post.topic, second.post.position),
        (first.post.topic, 2)
    );

    let thread: PageThread = site.get(&thread_of(ADDRESS)).await.json();
    let thread = thread.thread.unwrap();
    assert_eq!((thread.posts.len(), &*thread.topic.title), (2, "Le pain"));
    let topic: Topic = site
        .get(&format!("/api/topics/{}", first.post.topic))
        .await
        .json();
    assert_eq!(topic.page.as_deref(), Some(ADDRESS));
    let (topics, posts): (i64, i64) =
        sqlx::query_as("SELECT topics, posts FROM forums WHERE id = 1")
            .fetch_one(&site.pool().await)
            .await
            .unwrap();
    assert_eq!((topics, posts), (3, 5), "one more topic and two more posts");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_first_replies_to_a_page_open_one_topic() {
    let site = Arc::new(site_with_host().await);
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let mut attempts = JoinSet::new();
    for number in 0..12 {
        let (site, cookie) = (Arc::clone(&site), basile.clone());
        attempts.spawn(async move {
            let key = format!("{number:08}{}", &KEY[8..]);
            let request = Request::reply(PAGES, &key, &reply(ADDRESS, "Le pain", "Merci"));
            let posted: Posted = site.send(request.with("cookie", &cookie)).await.json();
            (posted.post.topic, posted.post.position)
        });
    }
    let mut positions = attempts.join_all().await;
    positions.sort_unstable();
    let topic = positions[0].0;
    assert_eq!(
        positions,
        (1..=12)
            .map(|position| (topic, position))
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn page_of_an_unlisted_host_is_rejected_for_reading_and_replying() {
    let site = site_with_host().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    for (address, fault) in [
        ("https://evil.example/pain", Fault::Unknown),
        ("https://blog.example.org.evil.example/pain", Fault::Unknown),
        ("https://blog.example.org", Fault::Malformed),
        ("javascript://blog.example.org/pain", Fault::Malformed),
    ] {
        let read = site.get(&thread_of(address)).await.problem();
        let request = Request::reply(PAGES, KEY, &reply(address, "Le pain", "Merci"));
        let answered = site.send(request.with("cookie", &basile)).await.problem();
        for problem in [read, answered] {
            assert_eq!(problem.kind, ProblemKind::Invalid, "{address}");
            let breach = problem.breaches[0];
            assert_eq!(
                (breach.field, breach.fault),
                (Field::Address, fault),
                "{address}"
            );
        }
    }
    let other = thread_of(ADDRESS).replace("atelier", "vide");
    assert!(
        !site.get(&other).await.status.is_success(),
        "another forum lists the host"
    );
}

#[tokio::test]
async fn moved_topic_keeps_its_page_unless_the_target_has_a_topic_for_it() {
    let site = site_with_host().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let grenier = json!({
        "slug": "grenier", "name": "Le grenier", "description": "", "language": "fr",
        "accent": null, "readers": "guest", "writers": "member"
    });
    send(
        &site,
        Method::POST,
        "/api/forums",
        &grenier.to_string(),
        &anais,
    )
    .await;
    let mut pages = Vec::new();
    for key in [KEY, OTHER_KEY] {
        let request = Request::reply(PAGES, key, &reply(ADDRESS, "Le pain", "Merci"));
        let posted: Posted = site.send(request.with("cookie", &anais)).await.json();
        assert_eq!(posted.post.position, 1, "the first topic was moved away");
        let topic = format!("/api/topics/{}", posted.post.topic);
        let moved = r#"{"forum":"grenier"}"#;
        let topic: Topic = send(&site, Method::PATCH, &topic, moved, &anais)
            .await
            .json();
        pages.push(topic.page);
    }
    assert_eq!(pages, [Some(ADDRESS.to_owned()), None]);
}

#[tokio::test]
async fn replay_to_a_page_succeeds_after_its_host_was_removed() {
    let site = site_with_host().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let post = async |key: &str| {
        let request = Request::reply(PAGES, key, &reply(ADDRESS, "Le pain", "Merci"));
        site.send(request.with("cookie", &anais)).await
    };
    let first: Posted = post(KEY).await.json();
    send(&site, Method::PUT, EMBEDDING, r#"{"hosts":[]}"#, &anais).await;
    let again = post(KEY).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(again.json::<Posted>().post, first.post);
    post(OTHER_KEY).await.assert_problem(ProblemKind::Invalid);
    let posts: i64 = sqlx::query_scalar("SELECT posts FROM topics WHERE page IS NOT NULL")
        .fetch_one(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(posts, 1, "the rejected post is not counted");
}

#[tokio::test]
async fn reply_with_credentials_to_a_page_of_a_members_only_forum_is_accepted() {
    let site = site_with_host().await;
    sqlx::query("UPDATE forums SET readers = 'member' WHERE id = 1")
        .execute(&site.pool().await)
        .await
        .unwrap();
    site.get(&thread_of(ADDRESS))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    let request = |post: serde_json::Value| {
        let reply = json!({"address": ADDRESS, "title": "Le pain", "post": post});
        site.send(Request::reply(PAGES, KEY, &reply.to_string()))
    };
    request(json!({"body": "Merci", "guest": "Passante"}))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    let credentials = json!({"pseudo": "Basile", "password": "palabre-basile"});
    let response = request(json!({"body": "Merci", "credentials": credentials})).await;
    assert_eq!(response.status, StatusCode::CREATED);
}
