//! An engine that can only be read, as an adapter to an archive would be: its pages are shown, and everything else is
//! refused as not supported.

use std::sync::Arc;

use async_trait::async_trait;
use axum::{
    Router,
    http::{Method, StatusCode},
};
use palabre_contract::{
    Capabilities, Forum, ForumList, ForumSlug, Post, PostId, ProblemKind, Session, SmileySet,
    ThreadPage, Topic, TopicId, TopicPage, TopicReview, VisitorPermissions,
};
use palabre_server::{
    app::{self, Site as Parts},
    assets::Assets,
    clock::Clock,
    error::Error,
    forum::{Engine, PageSelector, Reading, Visitor},
    routes::{Proxies, SessionCookie},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::site::{KEY, Request, send};

/// One forum with one topic of one post.
struct Archive;

const WRITTEN_AT: i64 = 1_735_689_600_000;

fn from_json<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

fn author() -> Value {
    json!({"account": null, "pseudo": "Anaïs", "role": "guest", "avatar": null})
}

fn latest() -> Value {
    json!({"post": 1, "topic": 1, "title": "L’horloge", "pseudo": "Anaïs", "posted_at": WRITTEN_AT})
}

impl Archive {
    fn forum() -> Forum {
        from_json(json!({
            "id": 1, "slug": "archive", "name": "Archive", "description": "", "language": "fr",
            "accent": null, "readers": "guest", "writers": "member", "topics": 1, "posts": 1,
            "latest": latest(),
        }))
    }

    fn topic() -> Topic {
        from_json(json!({
            "id": 1, "forum": {"id": 1, "slug": "archive", "name": "Archive", "accent": null},
            "title": "L’horloge", "icon": null, "author": author(), "opened_at": WRITTEN_AT,
            "posts": 1, "locked": false, "pinned": false, "latest": latest(),
        }))
    }

    fn post() -> Post {
        from_json(json!({
            "id": 1, "topic": 1, "position": 1, "author": author(), "icon": null,
            "body": "Elle [b]retarde[/b].", "smilies": true, "signature": null,
            "posted_at": WRITTEN_AT,
        }))
    }
}

#[async_trait]
impl Reading for Archive {
    fn name(&self) -> &str {
        "Archive"
    }

    async fn forums(&self, _: &Visitor) -> Result<ForumList, Error> {
        Ok(ForumList {
            name: self.name().to_owned(),
            forums: vec![Self::forum()],
        })
    }

    async fn forum(&self, _: &Visitor, slug: &ForumSlug) -> Result<Forum, Error> {
        let forum = Self::forum();
        (forum.slug == *slug)
            .then_some(forum)
            .ok_or(Error::NotFound)
    }

    async fn topics(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        _: Option<&str>,
    ) -> Result<TopicPage, Error> {
        Ok(TopicPage {
            forum: self.forum(visitor, forum).await?,
            topics: vec![Self::topic()],
            you: VisitorPermissions::default(),
            next: None,
        })
    }

    async fn smilies(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<SmileySet, Error> {
        self.forum(visitor, forum).await?;
        Ok(SmileySet { custom: Vec::new() })
    }

    async fn topic(&self, _: &Visitor, id: TopicId) -> Result<Topic, Error> {
        let topic = Self::topic();
        (topic.id == id).then_some(topic).ok_or(Error::NotFound)
    }

    async fn thread(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        selector: PageSelector,
        _: u32,
    ) -> Result<ThreadPage, Error> {
        if !matches!(selector, PageSelector::Page(1) | PageSelector::Last) {
            return Err(Error::NotFound);
        }
        Ok(ThreadPage {
            topic: self.topic(visitor, topic).await?,
            page: 1,
            pages: 1,
            posts: vec![Self::post()],
            smilies: Vec::new(),
            you: VisitorPermissions::default(),
        })
    }

    async fn review(&self, visitor: &Visitor, topic: TopicId) -> Result<TopicReview, Error> {
        Ok(TopicReview {
            topic: self.topic(visitor, topic).await?,
            posts: vec![Self::post()],
            smilies: Vec::new(),
            you: VisitorPermissions::default(),
        })
    }

    async fn post(&self, _: &Visitor, id: PostId) -> Result<Post, Error> {
        let post = Self::post();
        (post.id == id).then_some(post).ok_or(Error::NotFound)
    }

    async fn ping(&self) -> Result<(), Error> {
        Ok(())
    }
}

impl Engine for Archive {}

fn router() -> Router {
    let folder = tempfile::tempdir().unwrap();
    let index = include_str!("../../../../index.html");
    std::fs::write(folder.path().join("index.html"), index).unwrap();
    app::app(Parts {
        engine: Arc::new(Archive),
        assets: Assets::load(folder.path()).unwrap(),
        cookie: SessionCookie::new(false),
        clock: Clock::system(),
        public_url: "https://archive.example".into(),
        trusted_origins: Vec::new(),
        trusted_proxies: Proxies::new([]),
    })
    .unwrap()
}

#[tokio::test]
async fn read_only_engine_is_read_by_the_api_and_as_a_page() {
    let router = router();
    for path in [
        "/api/forums",
        "/api/forums/archive",
        "/api/forums/archive/topics",
        "/api/forums/archive/smilies",
        "/api/topics/1",
        "/api/topics/1/posts",
        "/api/topics/1/review",
        "/api/posts/1",
        "/healthz",
    ] {
        let response = send(router.clone(), Request::new(Method::GET, path)).await;
        assert_eq!(response.status, StatusCode::OK, "{path}");
    }
    let page = send(router, Request::new(Method::GET, "/t/1")).await;
    let html = String::from_utf8(page.body.to_vec()).unwrap();
    assert!(html.contains("<strong>retarde</strong>"), "{html}");
    for missing in ["/sign-in", "/new-forum", "plain-form"] {
        assert!(!html.contains(missing), "{missing}: {html}");
    }
}

#[tokio::test]
async fn session_reports_the_capabilities_of_the_engine() {
    let response = send(router(), Request::new(Method::GET, "/api/session")).await;
    let nothing = Capabilities {
        writing: false,
        sessions: false,
        accounts: false,
        moderation: false,
        pictures: false,
        embedding: false,
    };
    let expected = Session {
        account: None,
        capabilities: Some(nothing),
    };
    assert_eq!(response.json::<Session>(), expected);

    let site = crate::site::Site::new().await;
    let session: Session = site.get("/api/session").await.json();
    assert_eq!(session.capabilities, Some(Capabilities::default()));
}

#[tokio::test]
async fn writing_to_a_read_only_engine_is_refused_with_501() {
    let router = router();
    let reply = Request::reply("/api/topics/1/posts", KEY, r#"{"body":"Bonsoir"}"#);
    let response = send(router.clone(), reply).await;
    assert_eq!(response.status, StatusCode::NOT_IMPLEMENTED);
    response.assert_problem(ProblemKind::NotSupported);
    let unsubscribe = Request::new(Method::POST, "/unsubscribe/token");
    send(router, unsubscribe)
        .await
        .assert_problem(ProblemKind::NotSupported);
}

/// The refusal comes before any other: neither a session nor a valid body is required to get it.
#[tokio::test]
async fn operations_that_document_501_and_no_others_are_refused_by_a_read_only_engine() {
    let router = router();
    let document = send(
        router.clone(),
        Request::new(Method::GET, "/api/openapi.json"),
    );
    let document: Value = document.await.json();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let documented = operation["responses"].get("501").is_some();
            let path = path.replace("{id}", "1").replace("{slug}", "archive");
            let method: Method = method.to_uppercase().parse().unwrap();
            let response = send(router.clone(), Request::new(method.clone(), &path)).await;
            let refused = response.status == StatusCode::NOT_IMPLEMENTED;
            assert_eq!(refused, documented, "{method} {path}: {response:?}");
        }
    }
}
