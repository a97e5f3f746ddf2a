//! The pages as plain HTML, for browsers without JavaScript.

use axum::http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn home_lists_the_forums_and_their_newest_posts() {
    let site = Site::with_pages().await;
    let (status, html) = site.html("/", "").await;
    assert_eq!(status, StatusCode::OK);
    for part in [
        "<h1>Le banc d'essai</h1>",
        "<a href=\"/f/atelier\">L'atelier</a>",
        "Ce qui se répare.",
        "2 sujets · ",
        "<a href=\"/p/",
        "Rien encore",
        "<a href=\"/new-forum\">créer forum</a>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[tokio::test]
async fn forum_page_lists_its_topics_page_by_page() {
    let topics: Vec<_> = (1..=31)
        .map(|at| {
            let topic = format!(
                "forum = \"atelier\"\ntitle = \"Sujet {at}.\"\n[[posts]]\nauthor = \"Basile\"\nat = {at}\nbody = 'Tour'\n"
            );
            (at.to_string(), topic)
        })
        .collect();
    let topics: Vec<_> = topics
        .iter()
        .map(|(id, topic)| (id.clone(), &**topic))
        .collect();
    let site = Site::with_pages_and_topics(&topics).await;
    let (_, html) = site.html("/f/atelier", "").await;
    assert_eq!(html.matches("<li class=\"list__entry\">").count(), 30);
    assert!(!html.contains("Sujets les plus récents"));
    let (_, rest) = html
        .split_once("<a class=\"button\" href=\"/f/atelier?after=")
        .unwrap();
    let key = rest.split('"').next().unwrap();
    assert!(html.contains(&format!(
        "rel=\"next\" href=\"https://forum.example.org/f/atelier?after={key}\""
    )));
    let (_, html) = site.html(&format!("/f/atelier?after={key}"), "").await;
    assert_eq!(html.matches("<li class=\"list__entry\">").count(), 1);
    assert!(html.contains("Sujets les plus récents") && !html.contains("Sujets plus anciens"));
}

#[tokio::test]
async fn header_says_who_is_signed_in() {
    let site = Site::with_pages().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let (_, guest) = site.html("/t/1?page=1", "").await;
    assert!(
        guest.contains("href=\"/sign-in?back=%2Ft%2F1%3Fpage%3D1\""),
        "{guest}"
    );
    for page in ["/", "/f/atelier", "/t/1", "/zzz"] {
        let (_, html) = site.html(page, &basile).await;
        assert!(
            html.contains("title=\"Connecté en tant que Basile\""),
            "{page}"
        );
        assert!(html.contains("action=\"/sign-out\""), "{page}");
        assert!(!html.contains("/sign-in"), "{page}");
    }
}
