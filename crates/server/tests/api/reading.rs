//! Reading forums, topics, posts and pages of threads.

use axum::http::{Method, StatusCode};
use palabre_contract::{
    CustomSmiley, ForumList, Post, Posted, ProblemKind, SmileySet, ThreadPage, Topic, TopicPage,
    TopicReview,
};
use serde_json::json;

use crate::site::{CLOCK_TOPIC, KEY, NOW, Request, Site};

/// Adds posts to the open topic of the fixture until it has `posts`.
async fn lengthen(site: &Site, posts: u32) {
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    for number in 3..=posts {
        let key = format!("{number:08}{}", &KEY[8..]);
        let request = Request::reply(CLOCK_TOPIC, &key, &format!(r#"{{"body":"Post {number}"}}"#));
        let response = site.send(request.with("cookie", &cookie)).await;
        assert_eq!(response.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn forum_list_has_counts_and_the_latest_post() {
    let site = Site::new().await;
    let list: ForumList = site.get("/api/forums").await.json();
    assert_eq!(list.name, "Le banc d'essai");
    let [atelier, empty] = &list.forums[..] else {
        panic!("two forums: {list:?}");
    };
    assert_eq!((atelier.topics, atelier.posts), (2, 3));
    let latest = atelier.latest.as_ref().unwrap();
    assert_eq!(latest.title, "Une horloge s'arrête");
    assert_eq!(latest.pseudo, "Basile");
    assert_eq!(latest.posted_at.0, NOW.0 - 60 * 60_000);
    assert_eq!((empty.topics, empty.posts), (0, 0));
    assert_eq!(empty.latest, None);
}

#[tokio::test]
async fn pinned_topic_is_listed_before_a_newer_one() {
    let site = Site::new().await;
    let page: TopicPage = site.get("/api/forums/atelier/topics").await.json();
    let titles: Vec<_> = page.topics.iter().map(|topic| &topic.title[..]).collect();
    assert_eq!(titles, ["Sujet clos", "Une horloge s'arrête"]);
    assert_eq!(page.next, None);
    site.get("/api/forums/cave/topics")
        .await
        .assert_problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn topic_list_continues_after_its_cursor_and_rejects_a_malformed_one() {
    let site = Site::new().await;
    let page: TopicPage = site
        .get("/api/forums/atelier/topics?after=1-9223372036854775807-0")
        .await
        .json();
    assert_eq!(page.topics.len(), 2);
    let first = format!("1-{}-2", NOW.0 - 500 * 60_000);
    let page: TopicPage = site
        .get(&format!("/api/forums/atelier/topics?after={first}"))
        .await
        .json();
    assert_eq!(
        page.topics.len(),
        1,
        "the pinned topic is on the page before"
    );
    assert_eq!(page.topics[0].title, "Une horloge s'arrête");
    site.get("/api/forums/atelier/topics?after=%27%20OR%201=1")
        .await
        .assert_problem(ProblemKind::Malformed);
}

/// Topics 1 to `count`, newest first; the last one is pinned.
fn topics(count: usize) -> Vec<String> {
    (1..=count)
        .map(|number| {
            format!(
                "forum = 'atelier'\ntitle = 'Sujet {number}'\npinned = {}\n\
                 [[posts]]\nauthor = 'Anaïs'\nat = {number}\nbody = 'Bonsoir'",
                number == count
            )
        })
        .collect()
}

#[tokio::test]
async fn topic_bumped_while_paging_hides_no_other_topic() {
    let texts = topics(65);
    let named = |(number, text): (usize, _)| (format!("{number:02}"), text);
    let texts: Vec<_> = texts
        .iter()
        .map(String::as_str)
        .enumerate()
        .map(named)
        .collect();
    let site = Site::with_topics(&texts).await;
    let first: TopicPage = site.get("/api/forums/atelier/topics").await.json();
    let ids = |page: &TopicPage| {
        page.topics
            .iter()
            .map(|topic| topic.id.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&first),
        [&[65][..], &(1..=29).collect::<Vec<_>>()].concat()
    );

    // Topic 40, which would be on the second page, gets a reply after the first page was read.
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let reply = Request::reply("/api/topics/40/posts", KEY, r#"{"body":"Bonsoir"}"#);
    site.send(reply.with("cookie", &cookie))
        .await
        .json::<Posted>();
    let next = |page: &TopicPage| {
        let key = page.next.as_deref().unwrap();
        format!("/api/forums/atelier/topics?after={key}")
    };
    let second: TopicPage = site.get(&next(&first)).await.json();
    let expected: Vec<i64> = (30..=60).filter(|&id| id != 40).collect();
    assert_eq!(ids(&second), expected);
    let third: TopicPage = site.get(&next(&second)).await.json();
    assert_eq!(ids(&third), [61, 62, 63, 64]);
    assert_eq!(third.next, None);
    let again: TopicPage = site.get("/api/forums/atelier/topics").await.json();
    assert_eq!(ids(&again)[..3], [65, 40, 1]);
}

#[tokio::test]
async fn thread_page_matches_its_json_snapshot() {
    let site = Site::new().await;
    let page: serde_json::Value = site.get("/api/topics/1/posts").await.json();
    let minutes_ago = |minutes: i64| NOW.0 - minutes * 60_000;
    assert_eq!(
        page,
        json!({
            "topic": {
                "id": 1,
                "forum": {"id": 1, "slug": "atelier", "name": "L'atelier", "accent": null},
                "title": "Une horloge s'arrête",
                "icon": "question",
                "author": {"account": 1, "pseudo": "Anaïs", "role": "administrator", "avatar": null},
                "opened_at": minutes_ago(120),
                "posts": 2,
                "locked": false,
                "pinned": false,
                "latest": {
                    "post": 3, "topic": 1, "title": "Une horloge s'arrête",
                    "pseudo": "Basile", "posted_at": minutes_ago(60)
                }
            },
            "page": 1,
            "pages": 1,
            "posts": [
                {
                    "id": 2, "topic": 1, "position": 1,
                    "author": {"account": 1, "pseudo": "Anaïs", "role": "administrator", "avatar": null},
                    "icon": "question",
                    "body": "Elle s'arrête à minuit. [:jour de pluie:2]",
                    "smilies": true,
                    "signature": "[i]Sous l'arbre[/i] [:pluie]",
                    "links": true,
                    "posted_at": minutes_ago(120),
                    "edited_at": null,
                    "withdrawn": null
                },
                {
                    "id": 3, "topic": 1, "position": 2,
                    "author": {"account": 2, "pseudo": "Basile", "role": "member", "avatar": null},
                    "icon": "idea",
                    "body": "Le balancier ? [:soleil]",
                    "smilies": false,
                    "signature": null,
                    "links": true,
                    "posted_at": minutes_ago(60),
                    "edited_at": null,
                    "withdrawn": null
                }
            ],
            // Used by the first post and its signature. Smilies are disabled in the second post.
            "smilies": [
                {
                    "id": 1, "name": "pluie", "variant": null, "src": "/smilies/custom/pluie.png",
                    "width": 48, "height": 40
                },
                {
                    "id": 2, "name": "jour de pluie", "variant": 2,
                    "src": "/smilies/custom/jour-de-pluie-2.png",
                    "width": 60, "height": 40
                }
            ],
            "you": {"role": "guest", "may_write": true, "guests": false, "watched": false}
        })
    );
}

#[tokio::test]
async fn page_is_selected_by_number_by_post_or_as_the_last() {
    let site = Site::new().await;
    lengthen(&site, 41).await;
    for (query, page, positions) in [
        ("", 1, 1..=20),
        ("?page=1", 1, 1..=20),
        ("?page=2", 2, 21..=40),
        ("?page=last", 3, 41..=41),
        // Post 42 is at position 41, since the locked topic has one post.
        ("?post=42", 3, 41..=41),
        ("?post=2", 1, 1..=20),
    ] {
        let got: ThreadPage = site.get(&format!("{CLOCK_TOPIC}{query}")).await.json();
        assert_eq!((got.page, got.pages), (page, 3), "{query}");
        let found: Vec<u32> = got.posts.iter().map(|post| post.position).collect();
        assert_eq!(found, positions.collect::<Vec<_>>(), "{query}");
    }
}

#[tokio::test]
async fn posts_per_page_can_be_chosen() {
    let site = Site::new().await;
    lengthen(&site, 41).await;
    for (query, page, pages, positions) in [
        ("?per=10", 1, 5, 1..=10),
        ("?per=10&page=last", 5, 5, 41..=41),
        ("?per=10&post=42", 5, 5, 41..=41),
        ("?per=50", 1, 1, 1..=41),
        ("?per=100&post=42", 1, 1, 1..=41),
    ] {
        let got: ThreadPage = site.get(&format!("{CLOCK_TOPIC}{query}")).await.json();
        assert_eq!((got.page, got.pages), (page, pages), "{query}");
        let found: Vec<u32> = got.posts.iter().map(|post| post.position).collect();
        assert_eq!(found, positions.collect::<Vec<_>>(), "{query}");
    }
}

#[tokio::test]
async fn missing_pages_return_404_and_malformed_queries_400() {
    let site = Site::new().await;
    for query in [
        "?page=0",
        "?page=2",
        "?page=4294967295",
        "?post=1",
        "?post=99",
    ] {
        let response = site.get(&format!("{CLOCK_TOPIC}{query}")).await;
        assert_eq!(response.problem().kind, ProblemKind::NotFound, "{query}");
    }
    for query in [
        "?page=two",
        "?page=-1",
        "?page=1&post=2",
        "?post=x",
        "?per=7",
        "?per=0",
        "?per=%00",
        "?per=99999999999999999999",
    ] {
        let response = site.get(&format!("{CLOCK_TOPIC}{query}")).await;
        assert_eq!(response.problem().kind, ProblemKind::Malformed, "{query}");
    }
    for path in [
        "/api/topics/99/posts",
        "/api/topics/99",
        "/api/topics/99/review",
        "/api/topics/one",
        "/api/posts/99",
        "/api/posts/9223372036854775808",
        "/api/forums/cave/smilies",
        "/api/nothing",
        "/api",
    ] {
        site.get(path).await.assert_problem(ProblemKind::NotFound);
    }
}

#[tokio::test]
async fn review_has_the_newest_fifteen_posts_newest_first() {
    let site = Site::new().await;
    lengthen(&site, 20).await;
    let review: TopicReview = site.get("/api/topics/1/review").await.json();
    let positions: Vec<u32> = review.posts.iter().map(|post| post.position).collect();
    assert_eq!(positions, (6..=20).rev().collect::<Vec<_>>());
    let short: TopicReview = site.get("/api/topics/2/review").await.json();
    assert_eq!(short.posts.len(), 1);
}

#[tokio::test]
async fn single_topic_and_single_post_can_be_read() {
    let site = Site::new().await;
    let topic: Topic = site.get("/api/topics/2").await.json();
    assert!(topic.locked && topic.pinned);
    let post: Post = site.get("/api/posts/2").await.json();
    assert_eq!(
        (post.topic, post.position),
        (palabre_contract::TopicId(1), 1)
    );
}

#[tokio::test]
async fn smilies_are_listed_in_their_order() {
    let site = Site::new().await;
    let set: SmileySet = site.get("/api/forums/atelier/smilies").await.json();
    let codes: Vec<String> = set.custom.iter().map(CustomSmiley::code).collect();
    assert_eq!(codes, ["[:pluie]", "[:jour de pluie:2]", "[:soleil]"]);
    let none: SmileySet = site.get("/api/forums/vide/smilies").await.json();
    assert_eq!(none.custom, []);
}

#[tokio::test]
async fn unsupported_method_returns_405_with_the_allowed_ones() {
    let site = Site::new().await;
    let response = site.send(Request::new(Method::PUT, "/api/session")).await;
    response.assert_problem(ProblemKind::MethodNotAllowed);
    assert_eq!(response.header("allow"), "GET,HEAD,POST,DELETE");
    site.send(Request::new(Method::DELETE, "/api/forums"))
        .await
        .assert_problem(ProblemKind::MethodNotAllowed);
}

#[tokio::test]
async fn health_check_returns_ok() {
    let site = Site::new().await;
    let response = site.get("/healthz").await;
    assert_eq!(
        (response.status, &response.body[..]),
        (StatusCode::OK, &b"ok\n"[..])
    );
}
