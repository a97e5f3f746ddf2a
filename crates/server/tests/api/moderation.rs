//! Posts and topics changed: who may, what stays, what the log tells.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use palabre_contract::{
    Act, Fault, Field, ForumList, LogPage, Post, ProblemKind, Role, ThreadPage, Topic, TopicReview,
    Withdrawn,
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::site::{CLOCK_TOPIC, KEY, NOW, Request, Response, Site};

const LOCKED_POST: &str = "/api/posts/1";
const OF_ANAIS: &str = "/api/posts/2";
const OF_BASILE: &str = "/api/posts/3";

/// The fixture, and the cookies of those who act in it.
struct Cast {
    site: Site,
    /// Wrote post 3.
    author: String,
    /// Wrote nothing.
    member: String,
    moderator: String,
    /// Wrote posts 1 and 2.
    administrator: String,
}

impl Cast {
    async fn new() -> Self {
        let site = Site::new().await;
        let sql = site.sql().await;
        for (pseudo, key) in [("Colette", "colette"), ("Driss", "driss")] {
            sqlx::query(
                "INSERT INTO accounts (pseudo, pseudo_key, password, role, created_at) \
                 SELECT $1, $2, password, 'member', 0 FROM accounts WHERE id = 2",
            )
            .bind(pseudo)
            .bind(key)
            .execute(&sql)
            .await
            .unwrap();
        }
        sqlx::query("INSERT INTO forum_roles SELECT 1, id, 'moderator' FROM accounts WHERE pseudo = 'Driss'")
            .execute(&sql)
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

    async fn acts(&self) -> Vec<Act> {
        let log: LogPage = self
            .read("/api/forums/atelier/log", &self.administrator)
            .await
            .json();
        log.entries.iter().map(|entry| entry.act).collect()
    }
}

/// What a request comes to: done, or refused for this.
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
    // The guest, a member, the author, a moderator, an administrator.
    let moderators = [
        Err(SignInRequired),
        Err(Forbidden),
        Err(Forbidden),
        Ok(()),
        Ok(()),
    ];
    let also_author = [Err(SignInRequired), Err(Forbidden), Ok(()), Ok(()), Ok(())];
    for (path, json, expected) in [
        (OF_BASILE, r#"{"body":"Autre"}"#, also_author),
        (OF_BASILE, r#"{"withdrawn":true}"#, also_author),
        (OF_BASILE, "{}", also_author),
        (OF_ANAIS, r#"{"body":"Autre"}"#, moderators),
        (LOCKED_POST, r#"{"smilies":false}"#, moderators),
        ("/api/topics/1", r#"{"title":"Autre"}"#, moderators),
        ("/api/topics/1", r#"{"locked":true}"#, moderators),
        ("/api/topics/1", r#"{"pinned":true}"#, moderators),
        (
            "/api/topics/1",
            r#"{"forum":"vide"}"#,
            // The moderator keeps order in one of the two only.
            [
                Err(SignInRequired),
                Err(Forbidden),
                Err(Forbidden),
                Err(Forbidden),
                Ok(()),
            ],
        ),
    ] {
        let cast = Cast::new().await;
        let cookies = [
            "",
            &cast.member,
            &cast.author,
            &cast.moderator,
            &cast.administrator,
        ];
        for (who, (cookie, expected)) in cookies.into_iter().zip(expected).enumerate() {
            let mut json: serde_json::Value = serde_json::from_str(json).unwrap();
            if path.starts_with("/api/posts") {
                let post: Post = cast.site.get(path).await.json();
                json["seen"] = json!(post.edited_at);
            }
            let response = cast.change(path, &json.to_string(), cookie).await;
            assert_eq!(outcome(&response), expected, "{path} {json} {who}");
        }
    }
    let cast = Cast::new().await;
    let locked = Request::json(Method::PATCH, "/api/topics/1", r#"{"locked":true}"#);
    cast.site.send(locked.with("cookie", &cast.moderator)).await;
    let response = cast
        .change(OF_BASILE, r#"{"withdrawn":true}"#, &cast.author)
        .await;
    assert_eq!(outcome(&response), Err(TopicLocked));
    for (cookie, expected) in [(&cast.author, Err(TopicLocked)), (&cast.moderator, Ok(()))] {
        let request =
            Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"Bonsoir"}"#).with("cookie", cookie);
        assert_eq!(outcome(&cast.site.send(request).await), expected);
        let page: ThreadPage = cast.read(CLOCK_TOPIC, cookie).await.json();
        assert_eq!(page.you.may_write, expected.is_ok());
    }
}

#[tokio::test]
async fn edited_post_gets_a_date_and_keeps_its_position() {
    let cast = Cast::new().await;
    let same = r#"{"body":"Le balancier ? [:soleil]","smilies":false}"#;
    let post: Post = cast.change(OF_BASILE, same, &cast.author).await.json();
    assert_eq!(post.edited_at, None, "nothing has changed");
    let post: Post = cast
        .change(OF_BASILE, r#"{"body":"Le ressort."}"#, &cast.author)
        .await
        .json();
    assert_eq!((&*post.body, post.edited_at), ("Le ressort.", Some(NOW)));
    assert_eq!((post.position, post.smilies), (2, false));
    let page: ThreadPage = cast.site.get(CLOCK_TOPIC).await.json();
    assert_eq!(page.posts[1], post);
    assert_eq!(page.topic.latest.posted_at, post.posted_at);
    let problem = cast
        .change(OF_BASILE, r#"{"body":" "}"#, &cast.author)
        .await
        .problem();
    assert_eq!(
        (problem.breaches[0].field, problem.breaches[0].fault),
        (Field::Body, Fault::Empty)
    );
    assert_eq!(cast.acts().await, [], "their own post");
}

#[tokio::test]
async fn edit_of_an_outdated_text_is_rejected() {
    let cast = Cast::new().await;
    let change = async |json: &str| cast.change(OF_BASILE, json, &cast.author).await;
    let first: Post = change(r#"{"body":"Un"}"#).await.json();
    change(r#"{"body":"Deux"}"#)
        .await
        .assert_problem(ProblemKind::ChangedMeanwhile);
    let second = json!({"body": "Deux", "seen": first.edited_at}).to_string();
    let post: Post = change(&second).await.json();
    assert!(post.edited_at > first.edited_at, "in the same millisecond");
    let third = json!({"body": "Trois", "seen": first.edited_at}).to_string();
    change(&third)
        .await
        .assert_problem(ProblemKind::ChangedMeanwhile);
    let post: Post = change(r#"{"withdrawn":true}"#).await.json();
    assert_eq!(post.withdrawn, Some(Withdrawn::Author));
}

/// The answer to a change was lost; its author, who saw no newer text, sends it again.
#[tokio::test]
async fn repeated_edit_returns_the_edited_post() {
    let cast = Cast::new().await;
    let change = async |json: &str| cast.change(OF_BASILE, json, &cast.author).await;
    let first: Post = change(r#"{"body":"Un","smilies":false}"#).await.json();
    let again: Post = change(r#"{"body":"Un","smilies":false}"#).await.json();
    assert_eq!(again, first, "stored once");
    change(r#"{"body":"Un","smilies":true}"#)
        .await
        .assert_problem(ProblemKind::ChangedMeanwhile);
}

/// A page shows one account as the writer; meanwhile another one signed in, in the same browser.
#[tokio::test]
async fn edit_written_as_one_account_is_rejected_for_another() {
    let cast = Cast::new().await;
    // Accounts 1 and 2 are Anaïs, who is signed in, and Basile.
    let change = async |json: &str| cast.change(OF_ANAIS, json, &cast.administrator).await;
    change(r#"{"body":"Un","writer":2}"#)
        .await
        .assert_problem(ProblemKind::OtherAccount);
    assert_eq!(
        change(r#"{"body":"Un","writer":1}"#).await.status,
        StatusCode::OK
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_concurrent_edits_one_is_stored() {
    let cast = Arc::new(Cast::new().await);
    let mut tries = JoinSet::new();
    for number in 0..10 {
        let cast = Arc::clone(&cast);
        tries.spawn(async move {
            let json = json!({"body": format!("Texte {number}")}).to_string();
            cast.change(OF_BASILE, &json, &cast.author).await.status
        });
    }
    let statuses = tries.join_all().await;
    let stored = statuses.iter().filter(|&&status| status == StatusCode::OK);
    assert_eq!(stored.count(), 1);
}

#[tokio::test]
async fn withdrawn_text_is_visible_to_its_author_and_moderators_only() {
    let cast = Cast::new().await;
    cast.change(OF_ANAIS, r#"{"withdrawn":true}"#, &cast.administrator)
        .await
        .json::<Post>();
    for (cookie, reads) in [
        ("", false),
        (&*cast.member, false),
        (&*cast.moderator, true),
        (&*cast.administrator, true),
    ] {
        let post: Post = cast.read(OF_ANAIS, cookie).await.json();
        assert_eq!(post.body.is_empty(), !reads);
        let page: ThreadPage = cast.read(CLOCK_TOPIC, cookie).await.json();
        assert_eq!(page.posts[0], post);
        assert_eq!((page.topic.posts, page.smilies.is_empty()), (2, !reads));
        let review: TopicReview = cast.read("/api/topics/1/review", cookie).await.json();
        assert_eq!(review.posts[1], post);
    }
    cast.change(OF_BASILE, r#"{"withdrawn":true}"#, &cast.author)
        .await
        .json::<Post>();
    let post: Post = cast.read(OF_BASILE, &cast.author).await.json();
    assert!(!post.body.is_empty());
    let forums: ForumList = cast.site.get("/api/forums").await.json();
    assert_eq!(forums.forums[0].posts, 3, "it still counts");
}

#[tokio::test]
async fn author_may_restore_an_own_withdrawal_but_not_a_moderators() {
    let cast = Cast::new().await;
    let set = async |withdrawn: bool, cookie: &str| {
        let json = json!({"withdrawn": withdrawn}).to_string();
        let response = cast.change(OF_BASILE, &json, cookie).await;
        outcome(&response).map(|()| response.json::<Post>().withdrawn)
    };
    let (author, moderator) = (&*cast.author, &*cast.moderator);
    assert_eq!(set(true, author).await, Ok(Some(Withdrawn::Author)));
    assert_eq!(set(false, author).await, Ok(None));
    assert_eq!(set(true, author).await, Ok(Some(Withdrawn::Author)));
    assert_eq!(set(true, moderator).await, Ok(Some(Withdrawn::Moderator)));
    assert_eq!(set(true, author).await, Ok(Some(Withdrawn::Moderator)));
    assert_eq!(set(false, author).await, Err(ProblemKind::Forbidden));
    assert_eq!(set(false, moderator).await, Ok(None));
    assert_eq!(cast.acts().await, [Act::Restored, Act::Withdrawn]);
}

#[tokio::test]
async fn topic_changes_by_moderators_are_logged_once() {
    let cast = Cast::new().await;
    let change = r#"{"title":"L'horloge","locked":true,"pinned":true}"#;
    for _ in 0..2 {
        let topic: Topic = cast
            .change("/api/topics/1", change, &cast.moderator)
            .await
            .json();
        assert!(topic.locked && topic.pinned);
        assert_eq!(topic.title, "L'horloge");
    }
    let back = r#"{"locked":false,"pinned":false}"#;
    cast.change("/api/topics/1", back, &cast.moderator)
        .await
        .json::<Topic>();
    assert_eq!(
        cast.acts().await,
        [
            Act::Unpinned,
            Act::Unlocked,
            Act::Pinned,
            Act::Locked,
            Act::Retitled
        ]
    );
    let json = r#"{"title":"a\nb"}"#;
    let problem = cast
        .change("/api/topics/1", json, &cast.moderator)
        .await
        .problem();
    assert_eq!(problem.breaches[0].field, Field::Title);
}

#[tokio::test]
async fn topic_author_may_only_change_the_title() {
    let cast = Cast::new().await;
    let topic = r#"{"title":"Premier","post":{"body":"Bonsoir"}}"#;
    let request =
        Request::reply("/api/forums/atelier/topics", KEY, topic).with("cookie", &cast.author);
    assert_eq!(cast.site.send(request).await.status, StatusCode::CREATED);
    let change = async |json: &str| cast.change("/api/topics/3", json, &cast.author).await;
    let topic: Topic = change(r#"{"title":"Second"}"#).await.json();
    assert_eq!(topic.title, "Second");
    for json in [r#"{"locked":true}"#, r#"{"title":"x","pinned":false}"#] {
        change(json).await.assert_problem(ProblemKind::Forbidden);
    }
    assert_eq!(cast.acts().await, []);
    cast.change("/api/topics/3", r#"{"locked":true}"#, &cast.moderator)
        .await
        .json::<Topic>();
    change(r#"{"title":"Tiers"}"#)
        .await
        .assert_problem(ProblemKind::TopicLocked);
}

#[tokio::test]
async fn moved_topic_is_counted_in_its_new_forum() {
    let cast = Cast::new().await;
    let move_to = async |slug: &str| {
        let json = json!({"forum": slug}).to_string();
        cast.change("/api/topics/1", &json, &cast.administrator)
            .await
    };
    let problem = move_to("cave").await.problem();
    assert_eq!(
        (problem.breaches[0].field, problem.breaches[0].fault),
        (Field::Slug, Fault::Unknown)
    );
    let topic: Topic = move_to("vide").await.json();
    assert_eq!(topic.forum.slug.0, "vide");
    let forums: ForumList = cast.site.get("/api/forums").await.json();
    let counts: Vec<_> = forums.forums.iter().map(|f| (f.topics, f.posts)).collect();
    assert_eq!(counts, [(1, 1), (1, 2)]);
    assert_eq!(cast.acts().await, [Act::MovedOut]);
    let log: LogPage = cast
        .read("/api/forums/vide/log", &cast.administrator)
        .await
        .json();
    assert_eq!(log.entries[0].act, Act::MovedIn);
    let page: ThreadPage = cast.read(CLOCK_TOPIC, &cast.moderator).await.json();
    assert_eq!(page.you.role, Role::Member, "roles are a forum's own");
}

#[tokio::test]
async fn change_that_is_not_a_json_object_is_rejected() {
    let cast = Cast::new().await;
    for path in [OF_BASILE, "/api/topics/1"] {
        for json in ["[null,null]", " [\"Autre\"]", "null", "\"\"", "1", "{}{}"] {
            cast.change(path, json, &cast.administrator)
                .await
                .assert_problem(ProblemKind::Malformed);
        }
    }
}

#[tokio::test]
async fn unknown_and_invalid_ids_return_404() {
    let cast = Cast::new().await;
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
        cast.change(path, "{}", &cast.administrator)
            .await
            .assert_problem(ProblemKind::NotFound);
    }
}
