//! The pages of the site that other sites show.

use axum::http::{Method, StatusCode};
use palabre_contract::ProblemKind;
use serde_json::json;

use crate::{
    embedding::hosted,
    site::{Answer, Ask},
};

fn framers(answer: &Answer) -> &str {
    let policy = answer.header("content-security-policy");
    let (rest, framers) = policy.split_once("frame-ancestors ").unwrap();
    assert!(rest.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    framers
}

#[tokio::test]
async fn a_frame_may_stand_in_the_pages_of_the_hosts_of_what_it_shows_and_nowhere_else() {
    let site = hosted().await;
    let host = "https://blog.example.org";
    for (query, expected) in [
        ("?forum=atelier", host),
        ("?topic=1", host),
        ("?forum=atelier&topic=1&page=2", host),
        ("?forum=vide", "'none'"),
        ("?forum=nirgends", "'none'"),
        ("?topic=99", "'none'"),
        ("", "'none'"),
        // The script may read either of the two.
        ("?forum=vide&topic=1", "'none'"),
        ("?forum=atelier&forum=vide", "'none'"),
        ("?forum=vide&%66orum=atelier", "'none'"),
        ("?topic=one", "'none'"),
        ("?forum=%27self%27;x", "'none'"),
    ] {
        let answer = site.get(&format!("/embed/frame{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        assert_eq!(framers(&answer), expected, "{query}");
        assert_eq!(answer.header("x-frame-options"), "");
        assert_eq!(answer.header("cache-control"), "private, no-cache");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    }
    for path in ["/", "/t/1", "/embed/else", "/api/forums"] {
        assert_eq!(framers(&site.get(path).await), "'none'", "{path}");
    }
}

#[tokio::test]
async fn a_forum_with_two_hosts_may_be_framed_by_both() {
    let site = hosted().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let hosts = json!({"hosts": ["blog.example.org", "http://localhost:8091"]}).to_string();
    let ask = Ask::json(Method::PUT, "/api/forums/atelier/embedding", &hosts);
    site.ask(ask.with("cookie", &anais)).await;
    let answer = site.get("/embed/frame?forum=atelier").await;
    assert_eq!(
        framers(&answer),
        "https://blog.example.org http://localhost:8091"
    );
}

#[tokio::test]
async fn a_frame_is_nothing_but_the_script_of_the_elements_in_the_language_of_the_reader() {
    let site = hosted().await;
    let ask = Ask::new(Method::GET, "/embed/frame?forum=atelier").with("accept-language", "en-GB");
    let answer = site.ask(ask).await;
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        String::from_utf8_lossy(&answer.body),
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Le banc d'essai</title>\
         <base target=\"_blank\"></head>\
         <body><script type=\"module\" src=\"/embed.js\" data-frame></script></body></html>"
    );
    site.ask(Ask::new(Method::POST, "/embed/frame"))
        .await
        .refused(ProblemKind::MethodNotAllowed);
}

#[tokio::test]
async fn the_window_for_signing_in_talks_to_its_opener_and_is_framed_by_nobody() {
    let site = hosted().await;
    let answer = site.get("/embed/sign-in?forum=atelier").await;
    assert_eq!(answer.body, site.get("/embed/frame").await.body);
    assert_eq!(answer.header("cross-origin-opener-policy"), "unsafe-none");
    assert_eq!(framers(&answer), "'none'");
}
