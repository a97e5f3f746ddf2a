//! Changes of posts and topics: permissions, stored values, the audit log.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use palabre_contract::{
    AuditAction, Fault, Field, ForumList, LogPage, Post, ProblemKind, Role, ThreadPage, Topic,
    TopicReview, Withdrawn,
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::site::{CLOCK_TOPIC, KEY, NOW, Request, Response, Site};

const LOCKED_POST: &str = "/api/posts/1";
const POST_OF_ANAIS: &str = "/api/posts/2";
const POST_OF_BASILE: &str = "/api/posts/3";

/// The fixture, with a session cookie for each role.
struct Fixture {
    site: Site,
    /// Author of post 3.
    author: String,
    /// Author of no post.
    member: String,
    moderator: String,
    /// Author of posts 1 and 2.
    administrator: String,
}

impl Fixture {
    async fn new() -> Self {
        let site = Site::new().await;
        let pool = site.pool().await;
        for (pseudo, key) in [("Colette", "colette"), ("Driss", "driss")] {
            sqlx::query(
                "INSERT INTO accounts (pseudo, pseudo_key, password, role, created_at) \
                 SELECT $1, $2, password, 'member', 0 FROM accounts WHERE id = 2",
            )
            .bind(pseudo)
            .bind(key)
            .execute(&pool)
            .await
            .unwrap();
        }
        sqlx::query("INSERT INTO forum_roles SELECT 1, id, 'moderator' FROM accounts WHERE pseudo = 'Driss'")
            .execute(&pool)
            .await
            .unwrap();
        Self {
            author: site.sign_in("Basile", "palabre-basile").await,
            member: site.sign_in("Colette", "palabre-basile").await,
            moderator: site.sign_in("Driss", "palabre-basile").await,
            administrator: site.sign_in("Anaïs", "palabre-anais").await,
            site,
        }
    }

    async fn change(&self, path: &str, json: &str, cookie: &str) -> Response {
        let request = Request::json(Method::PATCH, path, json).with("cookie", cookie);
        self.site.send(request).await
    }

    async fn read(&self, path: &str, cookie: &str) -> Response {
        let request = Request::new(Method::GET, path).with("cookie", cookie);
        self.site.send(request).await
    }

    async fn acts(&self) -> Vec<AuditAction> {
        let log: LogPage = self
            .read("/api/forums/atelier/log", &self.administrator)
            .await
            .json();
        log.entries.iter().map(|entry| entry.act).collect()
    }
}

/// `Err` with the kind of the problem if the request was rejected.
fn outcome(response: &Response) -> Result<(), ProblemKind> {
    if response.status.is_success() {
        Ok(())
    } else {
        Err(response.problem().kind)
    }
}

#[tokio::test]
async fn each_role_may_make_only_its_changes() {
    use ProblemKind::{Forbidden, SignInRequired, TopicLocked};
    // In this order: guest, member, author, moderator, administrator.
    let moderators = [
        Err(SignInRequired),
        Err(Forbidden),
        Err(Forbidden),
        Ok(()),
        Ok(()),
    ];
    let also_author = [Err(SignInRequired), Err(Forbidden), Ok(()), Ok(()), Ok(())];
    for (path, json, expected) in [
        (POST_OF_BASILE, r#"{"body":"Autre"}"#, also_author),
        (POST_OF_BASILE, r#"{"withdrawn":true}"#, also_author),
        (POST_OF_BASILE, "{}", also_author),
        (POST_OF_ANAIS, r#"{"body":"Autre"}"#, moderators),
        (LOCKED_POST, r#"{"smilies":false}"#, moderators),
        ("/api/topics/1", r#"{"title":"Autre"}"#, moderators),
        ("/api/topics/1", r#"{"locked":true}"#, moderators),
        ("/api/topics/1", r#"{"pinned":true}"#, moderators),
        (
            "/api/topics/1",
            r#"{"forum":"vide"}"#,
            // The moderator has no role in the target forum.
            [
                Err(SignInRequired),
                Err(Forbidden),
                Err(Forbidden),
                Err(Forbidden),
                Ok(()),
            ],
        ),
    ] {
        let fixture = Fixture::new().await;
        let cookies = [
            "",
            &fixture.member,
            &fixture.author,
            &fixture.moderator,
            &fixture.administrator,
        ];
        for (role, (cookie, expected)) in cookies.into_iter().zip(expected).enumerate() {
            let mut json: serde_json::Value = serde_json::from_str(json).unwrap();
            if path.starts_with("/api/posts") {
                let post: Post = fixture.site.get(path).await.json();
                json["seen"] = json!(post.edited_at);
            }
            let response = fixture.change(path, &json.to_string(), cookie).await;
            assert_eq!(outcome(&response), expected, "{path} {json} {role}");
        }
    }
    let fixture = Fixture::new().await;
    let locked = Request::json(Method::PATCH, "/api/topics/1", r#"{"locked":true}"#);
    fixture
        .site
        .send(locked.with("cookie", &fixture.moderator))
        .await;
    let response = fixture
        .change(POST_OF_BASILE, r#"{"withdrawn":true}"#, &fixture.author)
        .await;
    assert_eq!(outcome(&response), Err(TopicLocked));
    for (cookie, expected) in [
        (&fixture.author, Err(TopicLocked)),
        (&fixture.moderator, Ok(())),
    ] {
        let request =
            Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"Bonsoir"}"#).with("cookie", cookie);
        assert_eq!(outcome(&fixture.site.send(request).await), expected);
        let page: ThreadPage = fixture.read(CLOCK_TOPIC, cookie).await.json();
        assert_eq!(page.you.may_write, expected.is_ok());
    }
}

#[tokio::test]
async fn edited_post_gets_a_date_and_keeps_its_position() {
    let fixture = Fixture::new().await;
    let same = r#"{"body":"Le balancier ? [:soleil]","smilies":false}"#;
    let post: Post = fixture
        .change(POST_OF_BASILE, same, &fixture.author)
        .await
        .json();
    assert_eq!(post.edited_at, None, "an unchanged text is no edit");
    let post: Post = fixture
        .change(POST_OF_BASILE, r#"{"body":"Le ressort."}"#, &fixture.author)
        .await
        .json();
    assert_eq!((&*post.body, post.edited_at), ("Le ressort.", Some(NOW)));
    assert_eq!((post.position, post.smilies), (2, false));
    let page: ThreadPage = fixture.site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts[1], post);
    assert_eq!(page.topic.latest.posted_at, post.posted_at);
    let problem = fixture
        .change(POST_OF_BASILE, r#"{"body":" "}"#, &fixture.author)
        .await
        .problem();
    assert_eq!(
        (problem.breaches[0].field, problem.breaches[0].fault),
        (Field::Body, Fault::Empty)
    );
    assert_eq!(
        fixture.acts().await,
        [],
        "edits of own posts are not logged"
    );
}

#[tokio::test]
async fn edit_of_an_outdated_text_is_rejected() {
    let fixture = Fixture::new().await;
    let change = async |json: &str| fixture.change(POST_OF_BASILE, json, &fixture.author).await;
    let first: Post = change(r#"{"body":"Un"}"#).await.json();
    change(r#"{"body":"Deux"}"#)
        .await
        .assert_problem(ProblemKind::ChangedMeanwhile);
    let second = json!({"body": "Deux", "seen": first.edited_at}).to_string();
    let post: Post = change(&second).await.json();
    assert!(
        post.edited_at > first.edited_at,
        "increases within the same millisecond"
    );
    let third = json!({"body": "Trois", "seen": first.edited_at}).to_string();
    change(&third)
        .await
        .assert_problem(ProblemKind::ChangedMeanwhile);
    let post: Post = change(r#"{"withdrawn":true}"#).await.json();
    assert_eq!(post.withdrawn, Some(Withdrawn::Author));
}

/// The response to an edit was lost, and the browser sends the edit again.
#[tokio::test]
async fn repeated_edit_returns_the_edited_post() {
    let fixture = Fixture::new().await;
    let change = async |json: &str| fixture.change(POST_OF_BASILE, json, &fixture.author).await;
    let first: Post = change(r#"{"body":"Un","smilies":false}"#).await.json();
    let again: Post = change(r#"{"body":"Un","smilies":false}"#).await.json();
    assert_eq!(again, first, "the repeated edit changes nothing");
    change(r#"{"body":"Un","smilies":true}"#)
        .await
        .assert_problem(ProblemKind::ChangedMeanwhile);
}

/// The page shows one account as the author; meanwhile another account has signed in in the same browser.
#[tokio::test]
async fn edit_written_as_one_account_is_rejected_for_another() {
    let fixture = Fixture::new().await;
    // Account 1 is Anaïs, who is signed in; account 2 is Basile.
    let change = async |json: &str| {
        fixture
            .change(POST_OF_ANAIS, json, &fixture.administrator)
            .await
    };
    change(r#"{"body":"Un","writer":2}"#)
        .await
        .assert_problem(ProblemKind::OtherAccount);
    assert_eq!(
        change(r#"{"body":"Un","writer":1}"#).await.status,
        StatusCode::OK
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn only_one_of_concurrent_edits_is_stored() {
    let fixture = Arc::new(Fixture::new().await);
    let mut attempts = JoinSet::new();
    for number in 0..10 {
        let fixture = Arc::clone(&fixture);
        attempts.spawn(async move {
            let json = json!({"body": format!("Texte {number}")}).to_string();
            fixture
                .change(POST_OF_BASILE, &json, &fixture.author)
                .await
                .status
        });
    }
    let statuses = attempts.join_all().await;
    let stored = statuses.iter().filter(|&&status| status == StatusCode::OK);
    assert_eq!(stored.count(), 1);
}

#[tokio::test]
async fn withdrawn_text_is_visible_to_its_author_and_moderators_only() {
    let fixture = Fixture::new().await;
    fixture
        .change(
            POST_OF_ANAIS,
            r#"{"withdrawn":true}"#,
            &fixture.administrator,
        )
        .await
        .json::<Post>();
    for (cookie, reads) in [
        ("", false),
        (&*fixture.member, false),
        (&*fixture.moderator, true),
        (&*fixture.administrator, true),
    ] {
        let post: Post = fixture.read(POST_OF_ANAIS, cookie).await.json();
        assert_eq!(post.body.is_empty(), !reads);
        let page: ThreadPage = fixture.read(CLOCK_TOPIC, cookie).await.json();
        assert_eq!(page.posts[0], post);
        assert_eq!((page.topic.posts, page.smilies.is_empty()), (2, !reads));
        let review: TopicReview = fixture.read("/api/topics/1/review", cookie).await.json();
        assert_eq!(review.posts[1], post);
    }
    fixture
        .change(POST_OF_BASILE, r#"{"withdrawn":true}"#, &fixture.author)
        .await
        .json::<Post>();
    let post: Post = fixture.read(POST_OF_BASILE, &fixture.author).await.json();
    assert!(!post.body.is_empty());
    let forums: ForumList = fixture.site.get("/api/forums").await.json();
    assert_eq!(forums.forums[0].posts, 3, "withdrawn posts are counted");
}

#[tokio::test]
async fn author_may_restore_a_post_that_they_withdrew_but_not_one_that_a_moderator_withdrew() {
    let fixture = Fixture::new().await;
    let set = async |withdrawn: bool, cookie: &str| {
        let json = json!({"withdrawn": withdrawn}).to_string();
        let response = fixture.change(POST_OF_BASILE, &json, cookie).await;
        outcome(&response).map(|()| response.json::<Post>().withdrawn)
    };
    let (author, moderator) = (&*fixture.author, &*fixture.moderator);
    assert_eq!(set(true, author).await, Ok(Some(Withdrawn::Author)));
    assert_eq!(set(false, author).await, Ok(None));
    assert_eq!(set(true, author).await, Ok(Some(Withdrawn::Author)));
    assert_eq!(set(true, moderator).await, Ok(Some(Withdrawn::Moderator)));
    assert_eq!(set(true, author).await, Ok(Some(Withdrawn::Moderator)));
    assert_eq!(set(false, author).await, Err(ProblemKind::Forbidden));
    assert_eq!(set(false, moderator).await, Ok(None));
    assert_eq!(
        fixture.acts().await,
        [AuditAction::Restored, AuditAction::Withdrawn]
    );
}

#[tokio::test]
async fn topic_changes_by_moderators_are_logged_once() {
    let fixture = Fixture::new().await;
    let change = r#"{"title":"L'horloge","locked":true,"pinned":true}"#;
    for _ in 0..2 {
        let topic: Topic = fixture
            .change("/api/topics/1", change, &fixture.moderator)
            .await
            .json();
        assert!(topic.locked && topic.pinned);
        assert_eq!(topic.title, "L'horloge");
    }
    let back = r#"{"locked":false,"pinned":false}"#;
    fixture
        .change("/api/topics/1", back, &fixture.moderator)
        .await
        .json::<Topic>();
    assert_eq!(
        fixture.acts().await,
        [
            AuditAction::Unpinned,
            AuditAction::Unlocked,
            AuditAction::Pinned,
            AuditAction::Locked,
            AuditAction::Retitled
        ]
    );
    let json = r#"{"title":"a\nb"}"#;
    let problem = fixture
        .change("/api/topics/1", json, &fixture.moderator)
        .await
        .problem();
    assert_eq!(problem.breaches[0].field, Field::Title);
}

#[tokio::test]
async fn topic_author_may_only_change_the_title() {
    let fixture = Fixture::new().await;
    let topic = r#"{"title":"Premier","post":{"body":"Bonsoir"}}"#;
    let request =
        Request::reply("/api/forums/atelier/topics", KEY, topic).with("cookie", &fixture.author);
    assert_eq!(fixture.site.send(request).await.status, StatusCode::CREATED);
    let change = async |json: &str| fixture.change("/api/topics/3", json, &fixture.author).await;
    let topic: Topic = change(r#"{"title":"Second"}"#).await.json();
    assert_eq!(topic.title, "Second");
    for json in [r#"{"locked":true}"#, r#"{"title":"x","pinned":false}"#] {
        change(json).await.assert_problem(ProblemKind::Forbidden);
    }
    assert_eq!(fixture.acts().await, []);
    fixture
        .change("/api/topics/3", r#"{"locked":true}"#, &fixture.moderator)
        .await
        .json::<Topic>();
    change(r#"{"title":"Tiers"}"#)
        .await
        .assert_problem(ProblemKind::TopicLocked);
}

#[tokio::test]
async fn moved_topic_is_counted_in_its_new_forum() {
    let fixture = Fixture::new().await;
    let move_to = async |slug: &str| {
        let json = json!({"forum": slug}).to_string();
        fixture
            .change("/api/topics/1", &json, &fixture.administrator)
            .await
    };
    let problem = move_to("cave").await.problem();
    assert_eq!(
        (problem.breaches[0].field, problem.breaches[0].fault),
        (Field::Slug, Fault::Unknown)
    );
    let topic: Topic = move_to("vide").await.json();
    assert_eq!(topic.forum.slug.0, "vide");
    let forums: ForumList = fixture.site.get("/api/forums").await.json();
    let counts: Vec<_> = forums.forums.iter().map(|f| (f.topics, f.posts)).collect();
    assert_eq!(counts, [(1, 1), (1, 2)]);
    assert_eq!(fixture.acts().await, [AuditAction::MovedOut]);
    let log: LogPage = fixture
        .read("/api/forums/vide/log", &fixture.administrator)
        .await
        .json();
    assert_eq!(log.entries[0].act, AuditAction::MovedIn);
    let page: ThreadPage = fixture.read(CLOCK_TOPIC, &fixture.moderator).await.json();
    assert_eq!(
        page.you.role,
        Role::Member,
        "the moderator has no role in the new forum"
    );
}

#[tokio::test]
async fn change_that_is_not_a_json_object_is_rejected() {
    let fixture = Fixture::new().await;
    for path in [POST_OF_BASILE, "/api/topics/1"] {
        for json in ["[null,null]", " [\"Autre\"]", "null", "\"\"", "1", "{}{}"] {
            fixture
                .change(path, json, &fixture.administrator)
                .await
                .assert_problem(ProblemKind::Malformed);
        }
    }
}

#[tokio::test]
async fn unknown_and_invalid_ids_return_404() {
    let fixture = Fixture::new().await;
    for path in [
        "/api/posts/99",
        "/api/posts/-9223372036854775808",
        "/api/posts/9223372036854775807",
        "/api/posts/9223372036854775808",
        "/api/posts/%00",
        "/api/posts/%",
        "/api/topics/99",
        "/api/topics/9223372036854775807",
    ] {
        fixture
            .change(path, "{}", &fixture.administrator)
            .await
            .assert_problem(ProblemKind::NotFound);
    }
}
