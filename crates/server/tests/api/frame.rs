//! The pages of the site that other sites load in a frame or a window.

use axum::http::{Method, StatusCode};
use palabre_contract::{ProblemKind, Session};
use palabre_server::{assets::Assets, routes::SessionCookie};
use serde_json::json;

use crate::{
    embedding::site_with_host,
    site::{CLOCK_TOPIC, KEY, Request, Response, Site},
};

fn framers(response: &Response) -> &str {
    let policy = response.header("content-security-policy");
    let (rest, framers) = policy.split_once("frame-ancestors ").unwrap();
    assert!(rest.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    framers
}

#[tokio::test]
async fn frame_allows_the_named_host_if_the_shown_forum_lists_it() {
    let site = site_with_host().await;
    let host = "https://blog.example.org";
    for (query, expected) in [
        ("?forum=atelier", host),
        ("?topic=1", host),
        ("?forum=atelier&topic=1&page=2", host),
        ("?forum=vide", "'none'"),
        ("?forum=nirgends", "'none'"),
        ("?topic=99", "'none'"),
        ("?", "'none'"),
        // Ambiguous: the script may use either of the two.
        ("?forum=vide&topic=1", "'none'"),
        ("?forum=atelier&forum=vide", "'none'"),
        ("?forum=vide&%66orum=atelier", "'none'"),
        ("?topic=one", "'none'"),
        ("?forum=%27self%27;x", "'none'"),
    ] {
        let response = site
            .get(&format!(
                "/embed/frame{query}&host=https://blog.example.org"
            ))
            .await;
        assert_eq!(response.status, StatusCode::OK, "{query}");
        assert_eq!(framers(&response), expected, "{query}");
        assert_eq!(response.header("x-frame-options"), "");
        assert_eq!(response.header("cache-control"), "private, no-cache");
        assert_eq!(response.header("cross-origin-opener-policy"), "same-origin");
    }
    for path in ["/", "/t/1", "/embed/else", "/api/forums"] {
        assert_eq!(framers(&site.get(path).await), "'none'", "{path}");
    }
}

/// A policy that listed all hosts of a forum would reveal them to anyone who requests the frame.
#[tokio::test]
async fn frame_reveals_no_host_that_the_request_does_not_name() {
    let site = site_with_host().await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let hosts = json!({"hosts": ["blog.example.org", "http://localhost:8091"]}).to_string();
    let request = Request::json(Method::PUT, "/api/forums/atelier/embedding", &hosts);
    site.send(request.with("cookie", &anais)).await;
    for (host, expected) in [
        ("http://localhost:8091", "http://localhost:8091"),
        ("https://blog.example.org", "https://blog.example.org"),
        // Only the normalized origin is accepted, because it is copied into the policy.
        ("https://blog.example.org/", "'none'"),
        ("blog.example.org", "'none'"),
        ("https://BLOG.example.org", "'none'"),
        ("https://blog.example.org%20https:", "'none'"),
        ("https://blog.example.org%3B", "'none'"),
        ("*", "'none'"),
        ("", "'none'"),
    ] {
        let path = format!("/embed/frame?forum=atelier&host={host}");
        assert_eq!(framers(&site.get(&path).await), expected, "{host}");
    }
    let twice =
        "/embed/frame?forum=atelier&host=https://blog.example.org&host=http://localhost:8091";
    assert_eq!(framers(&site.get(twice).await), "'none'");
}

/// Otherwise the frame would reveal that a private forum or topic exists.
#[tokio::test]
async fn private_and_missing_forums_have_the_same_frame() {
    let site = site_with_host().await;
    sqlx::query("UPDATE forums SET readers = 'moderator' WHERE slug = 'atelier'")
        .execute(&site.pool().await)
        .await
        .unwrap();
    let request = |query: &str| Request::new(Method::GET, &format!("/embed/frame?{query}"));
    for host in [
        "",
        "&host=https://evil.example",
        "&host=https://www.example.org",
        "&host=null",
    ] {
        for (private, missing) in [("forum=atelier", "forum=nirgends"), ("topic=1", "topic=99")] {
            let private = site.send(request(&format!("{private}{host}"))).await;
            let missing = site.send(request(&format!("{missing}{host}"))).await;
            assert_eq!(private.status, missing.status);
            assert_eq!(private.headers, missing.headers, "{host}");
            assert_eq!(private.body, missing.body);
        }
    }
    let own = site
        .send(request("forum=atelier&host=https://blog.example.org"))
        .await;
    assert_eq!(
        framers(&own),
        "https://blog.example.org",
        "a host of the private forum may frame it"
    );
}

#[tokio::test]
async fn frame_only_loads_the_embed_script_in_the_accepted_language() {
    let site = site_with_host().await;
    let request =
        Request::new(Method::GET, "/embed/frame?forum=atelier").with("accept-language", "en-GB");
    let response = site.send(request).await;
    assert_eq!(response.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        String::from_utf8_lossy(&response.body),
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Le banc d'essai</title>\
         <base target=\"_blank\"></head>\
         <body><script type=\"module\" src=\"/embed.js\" data-frame></script></body></html>"
    );
    site.send(Request::new(Method::POST, "/embed/frame"))
        .await
        .assert_problem(ProblemKind::MethodNotAllowed);
}

#[tokio::test]
async fn sign_in_window_reaches_its_opener_and_cannot_be_framed() {
    let site = site_with_host().await;
    let response = site.get("/embed/sign-in?forum=atelier").await;
    assert_eq!(response.body, site.get("/embed/frame").await.body);
    assert_eq!(response.header("cross-origin-opener-policy"), "unsafe-none");
    assert_eq!(framers(&response), "'none'");
}

#[tokio::test]
async fn frame_has_a_separate_partitioned_session_cookie() {
    const CREDENTIALS: &str = r#"{"pseudo":"Basile","password":"palabre-basile"}"#;
    for (secure, name) in [(false, "palabre-framed"), (true, "__Host-palabre-framed")] {
        let site = Site::with(SessionCookie::new(secure), Assets::none()).await;
        let framed = |request: Request| request.with("palabre-framed", "1");
        let sign_in = framed(Request::post("/api/session", CREDENTIALS));
        let response = site.send(sign_in).await;
        let cookie = response.cookie();
        let token = cookie.strip_prefix(&format!("{name}=")).unwrap();
        assert_eq!(
            response.header("set-cookie"),
            format!(
                "{name}={token}; Path=/; Max-Age=2592000; HttpOnly; SameSite=None; Secure; Partitioned"
            )
        );
        let usual = name.strip_suffix("-framed").unwrap();
        let usual = format!("{usual}={token}");
        let account = async |request: Request| site.send(request).await.json::<Session>().account;
        let get = |cookie: &str| Request::new(Method::GET, "/api/session").with("cookie", cookie);
        assert!(account(framed(get(&cookie))).await.is_some());
        assert!(account(get(&usual)).await.is_some());
        assert_eq!(
            account(get(&cookie)).await,
            None,
            "the cookie is valid in frames only"
        );
        assert_eq!(
            account(framed(get(&usual))).await,
            None,
            "the usual cookie is not valid in frames"
        );

        let sign_out = Request::new(Method::DELETE, "/api/session").with("cookie", &cookie);
        let response = site.send(framed(sign_out)).await;
        assert!(
            response
                .header("set-cookie")
                .starts_with(&format!("{name}=; Path=/; Max-Age=0;"))
        );
        assert_eq!(account(framed(get(&cookie))).await, None);
    }
}

#[tokio::test]
async fn reply_with_credentials_signs_in_a_frame_but_not_a_host_page() {
    let site = site_with_host().await;
    let json = json!({
        "body": "Bonsoir",
        "credentials": {"pseudo": "Basile", "password": "palabre-basile"},
    });
    let request =
        || Request::reply(CLOCK_TOPIC, KEY, &json.to_string()).with("palabre-framed", "1");
    let response = site.send(request()).await;
    assert_eq!(response.status, StatusCode::CREATED);
    assert!(response.cookie().starts_with("palabre-framed="));
    // The header that marks a framed page counts only from the site's own origin.
    let host = "https://blog.example.org";
    let get = Request::new(Method::GET, "/api/session")
        .with("cookie", &response.cookie())
        .with("palabre-framed", "1");
    let session: Session = site.send(get.with("origin", host)).await.json();
    assert_eq!(session.account, None);
    site.send(request().with("origin", host))
        .await
        .assert_problem(ProblemKind::ForeignOrigin);
}
