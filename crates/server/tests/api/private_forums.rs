//! Private forums: no route reveals their content or existence.

use axum::http::{Method, StatusCode};
use palabre_contract::{ForumList, ProblemKind, Role, ThreadPage, TopicPage};

use crate::site::{KEY, Request, Response, Site};

/// Every route that reads the forum `atelier`.
const PATHS: [&str; 12] = [
    "/api/forums/atelier",
    "/api/forums/atelier/team",
    "/api/forums/atelier/topics",
    "/api/forums/atelier/smilies",
    "/api/topics/1",
    "/api/topics/1/posts",
    "/api/topics/1/posts?page=last",
    "/api/topics/1/posts?post=2",
    "/api/topics/1/review",
    "/api/topics/2",
    "/api/posts/1",
    "/api/posts/3",
];
/// Texts that occur only in this forum.
const SECRETS: [&str; 4] = ["horloge", "minuit", "balancier", "Plus rien"];

async fn get(site: &Site, path: &str, cookie: &str) -> Response {
    site.send(Request::new(Method::GET, path).with("cookie", cookie))
        .await
}

#[tokio::test]
async fn members_only_forum_requires_sign_in() {
    let site = Site::new().await;
    site.set_readers("member").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    for path in PATHS {
        site.get(path)
            .await
            .assert_problem(ProblemKind::SignInRequired);
        assert_eq!(get(&site, path, &basile).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn moderators_only_forum_returns_404_to_members() {
    let site = Site::new().await;
    site.set_readers("moderator").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    for path in PATHS {
        site.get(path)
            .await
            .assert_problem(ProblemKind::SignInRequired);
        get(&site, path, &basile)
            .await
            .assert_problem(ProblemKind::NotFound);
        assert_eq!(get(&site, path, &anais).await.status, StatusCode::OK);
    }
    for (cookie, forums) in [("", 1), (&*basile, 1), (&*anais, 2)] {
        let response = get(&site, "/api/forums", cookie).await;
        let list: ForumList = response.json();
        assert_eq!(list.forums.len(), forums);
        let text = String::from_utf8_lossy(&response.body);
        assert_eq!(text.contains("horloge"), forums == 2);
    }
    sqlx::query("INSERT INTO forum_roles VALUES (1, 2, 'moderator')")
        .execute(&site.pool().await)
        .await
        .unwrap();
    for path in PATHS {
        assert_eq!(get(&site, path, &basile).await.status, StatusCode::OK);
    }
    let page: TopicPage = get(&site, PATHS[2], &basile).await.json();
    assert_eq!(page.you.role, Role::Moderator);
    let thread: ThreadPage = get(&site, PATHS[5], &basile).await.json();
    assert_eq!(
        thread.posts[1].author.role,
        Role::Moderator,
        "roles are per forum"
    );
}

#[tokio::test]
async fn change_without_read_access_is_rejected_like_reading() {
    let site = Site::new().await;
    site.set_readers("moderator").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let forum = r#"{"slug":"atelier","name":"A","language":"fr"}"#;
    for (method, path, json) in [
        (Method::POST, "/api/topics/1/posts", r#"{"body":"Bonsoir"}"#),
        (
            Method::POST,
            "/api/forums/atelier/topics",
            r#"{"title":"a","post":{"body":"b"}}"#,
        ),
        (Method::PATCH, "/api/posts/3", r#"{"body":"Bonsoir"}"#),
        (Method::PATCH, "/api/posts/2", r#"{"withdrawn":true}"#),
        (Method::PATCH, "/api/topics/1", r#"{"title":"a"}"#),
        (Method::PUT, "/api/forums/atelier", forum),
        (
            Method::PUT,
            "/api/forums/atelier/team",
            r#"{"pseudo":"Basile","role":"moderator"}"#,
        ),
    ] {
        let request = || Request::json(method.clone(), path, json).with("idempotency-key", KEY);
        site.send(request())
            .await
            .assert_problem(ProblemKind::SignInRequired);
        site.send(request().with("cookie", &basile))
            .await
            .assert_problem(ProblemKind::NotFound);
    }
    get(&site, "/api/forums/atelier/log", &basile)
        .await
        .assert_problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn plain_pages_of_a_private_forum_require_read_access() {
    let site = Site::with_pages().await;
    site.set_readers("moderator").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    for page in ["/", "/f/atelier", "/t/1", "/t/2", "/t/1/reply", "/p/2"] {
        for cookie in ["", &basile] {
            let response = get(&site, page, cookie).await;
            let text = String::from_utf8_lossy(&response.body).into_owned();
            for secret in SECRETS {
                assert!(!text.contains(secret), "{page}: {secret}");
            }
        }
    }
    let response = get(&site, "/t/1", &anais).await;
    assert!(String::from_utf8_lossy(&response.body).contains("minuit"));
    assert_eq!(response.header("vary"), "accept-language, cookie");
    assert_eq!(response.header("cache-control"), "private, no-cache");
}
