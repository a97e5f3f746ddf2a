//! CORS: which origins may read responses and send changes, and that cookies do not authenticate foreign origins.

use std::fs;

use axum::http::{Method, StatusCode};
use palabre_contract::{ProblemKind, Session};
use palabre_server::{assets::Assets, routes::SessionCookie};
use serde_json::json;

use crate::{
    embedding::site_with_host,
    site::{CLOCK_TOPIC, KEY, Request, Response, Site},
};

const OWN: &str = "https://forum.example.org";
const HOST: &str = "https://blog.example.org";
const STRANGER: &str = "https://evil.example";
/// An origin that the operator trusts.
const TRUSTED: &str = "https://www.example.org";

/// The origin that may read the response. Fails if the response permits cookies.
fn readable_by(response: &Response) -> &str {
    assert_eq!(response.header("access-control-allow-credentials"), "");
    response.header("access-control-allow-origin")
}

fn vary(response: &Response) -> String {
    let values = response.headers.get_all("vary").iter();
    let values: Vec<_> = values.map(|value| value.to_str().unwrap()).collect();
    values.join(", ")
}

fn preflight(path: &str, origin: &str) -> Request {
    Request::new(Method::OPTIONS, path)
        .with("origin", origin)
        .with("access-control-request-method", "POST")
        .with("access-control-request-headers", "idempotency-key")
}

#[tokio::test]
async fn only_hosts_and_trusted_origins_may_read_responses() {
    let site = site_with_host().await;
    for (origin, reader) in [
        (OWN, ""),
        (HOST, HOST),
        (TRUSTED, TRUSTED),
        (STRANGER, ""),
        ("null", ""),
        ("blog.example.org", ""),
        ("https://BLOG.example.org", ""),
        ("http://blog.example.org", ""),
        ("https://blog.example.org.evil.example", ""),
        ("https://blog.example.org:8443", ""),
        ("*", ""),
    ] {
        for (path, status) in [
            ("/api/forums", StatusCode::OK),
            ("/api/topics/99", StatusCode::NOT_FOUND),
            ("/api/account/sessions", StatusCode::UNAUTHORIZED),
            ("/api/nothing", StatusCode::NOT_FOUND),
        ] {
            let response = site
                .send(Request::new(Method::GET, path).with("origin", origin))
                .await;
            assert_eq!(response.status, status, "{origin} {path}");
            assert_eq!(readable_by(&response), reader, "{origin} {path}");
            assert!(vary(&response).contains("origin"), "{origin} {path}");
            let policy = if reader.is_empty() {
                "same-origin"
            } else {
                assert_eq!(
                    response.header("access-control-expose-headers"),
                    "retry-after"
                );
                "cross-origin"
            };
            assert_eq!(response.header("cross-origin-resource-policy"), policy);
        }
    }
    let response = site.get("/api/forums").await;
    assert!(readable_by(&response).is_empty() && vary(&response).contains("origin"));
    let page = Request::new(Method::GET, "/t/1").with("origin", HOST);
    assert_eq!(readable_by(&site.send(page).await), "");
}

#[tokio::test]
async fn removed_host_loses_cross_origin_access() {
    let site = site_with_host().await;
    sqlx::query("DELETE FROM forum_hosts")
        .execute(&site.pool().await)
        .await
        .unwrap();
    let request = Request::new(Method::GET, "/api/forums").with("origin", HOST);
    assert_eq!(readable_by(&site.send(request).await), "");
    site.send(preflight(CLOCK_TOPIC, HOST))
        .await
        .assert_problem(ProblemKind::ForeignOrigin);
}

#[tokio::test]
async fn preflight_from_a_host_lists_allowed_methods_and_headers() {
    let site = site_with_host().await;
    for origin in [HOST, TRUSTED] {
        let response = site.send(preflight(CLOCK_TOPIC, origin)).await;
        assert_eq!(response.status, StatusCode::NO_CONTENT, "{origin}");
        assert_eq!(readable_by(&response), origin);
        for (name, value) in [
            ("access-control-allow-methods", "GET, POST, PATCH, DELETE"),
            (
                "access-control-allow-headers",
                "authorization, content-type, idempotency-key",
            ),
            ("access-control-max-age", "600"),
        ] {
            assert_eq!(response.header(name), value);
        }
    }
    for origin in [STRANGER, "null"] {
        let response = site.send(preflight(CLOCK_TOPIC, origin)).await;
        response.assert_problem(ProblemKind::ForeignOrigin);
        assert_eq!(readable_by(&response), "");
    }
    site.send(preflight(CLOCK_TOPIC, OWN))
        .await
        .assert_problem(ProblemKind::MethodNotAllowed);
}

#[tokio::test]
async fn only_allowed_origins_may_post_and_only_json() {
    let site = site_with_host().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let guests = "UPDATE forums SET writers = 'guest'";
    sqlx::query(guests)
        .execute(&site.pool().await)
        .await
        .unwrap();
    for (number, (headers, passes)) in [
        (&[][..], true),
        (&[("origin", OWN)][..], true),
        (&[("origin", TRUSTED)][..], true),
        (
            &[("origin", HOST), ("sec-fetch-site", "cross-site")][..],
            true,
        ),
        (&[("origin", HOST)][..], true),
        (&[("origin", STRANGER)][..], false),
        (
            &[("origin", STRANGER), ("sec-fetch-site", "cross-site")][..],
            false,
        ),
        (&[("origin", "null")][..], false),
        (&[("sec-fetch-site", "cross-site")][..], false),
        (&[("sec-fetch-site", "same-site")][..], false),
    ]
    .into_iter()
    .enumerate()
    {
        for content_type in [
            "application/json",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
        ] {
            let body = json!({"body": "Bonsoir", "guest": "Passante"}).to_string();
            let key = format!("{KEY:.35}{number:x}");
            let mut request = Request::reply(CLOCK_TOPIC, &key, &body)
                .with("cookie", &cookie)
                .with("content-type", content_type);
            for &(name, value) in headers {
                request = request.with(name, value);
            }
            let response = site.send(request).await;
            let case = format!("{headers:?} {content_type}");
            if !passes {
                response.assert_problem(ProblemKind::ForeignOrigin);
            } else if content_type == "application/json" {
                // A host posts as a guest. Elsewhere the cookie counts, and conflicts with the guest's name.
                let statuses = [StatusCode::CREATED, StatusCode::CONFLICT];
                assert!(statuses.contains(&response.status), "{case}");
            } else {
                response.assert_problem(ProblemKind::NotJson);
            }
        }
    }
}

#[tokio::test]
async fn host_may_change_nothing_but_posts() {
    let site = site_with_host().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    for (method, path) in [
        (Method::POST, "/api/session"),
        (Method::POST, "/api/forums"),
        (Method::POST, "/api/forums/atelier/topics"),
        (Method::PUT, "/api/forums/atelier/embedding"),
        (Method::PATCH, "/api/topics/1"),
        (Method::DELETE, "/api/account/sessions"),
        (Method::POST, "/api/embedding/grants"),
    ] {
        let request = Request::json(method, path, "{}").with("cookie", &cookie);
        let response = site.send(request.with("origin", HOST)).await;
        response.assert_problem(ProblemKind::ForeignOrigin);
        assert_eq!(
            readable_by(&response),
            HOST,
            "the page may read the problem"
        );
    }
}

#[tokio::test]
async fn cookie_does_not_authenticate_a_foreign_origin() {
    let site = site_with_host().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let account = async |origin: &str| {
        let request = Request::new(Method::GET, "/api/session").with("cookie", &cookie);
        let response = site.send(request.with("origin", origin)).await;
        response.json::<Session>().account
    };
    assert!(account(OWN).await.is_some() && account(TRUSTED).await.is_some());
    for origin in [HOST, STRANGER, "null"] {
        assert_eq!(account(origin).await, None, "{origin}");
    }
    let json = r#"{"body":"Bonsoir"}"#;
    let request = Request::reply(CLOCK_TOPIC, KEY, json).with("cookie", &cookie);
    let response = site.send(request.with("origin", HOST)).await;
    response.assert_problem(ProblemKind::SignInRequired);
    assert_eq!(readable_by(&response), HOST);
    // Nor does a foreign origin delete it.
    let request = Request::new(Method::DELETE, "/api/session").with("cookie", &cookie);
    let response = site.send(request.with("origin", HOST)).await;
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(response.header("set-cookie"), "");
    assert!(account(OWN).await.is_some());
}

#[tokio::test]
async fn credentials_from_a_foreign_origin_are_rejected() {
    let site = site_with_host().await;
    let json = json!({
        "body": "Bonsoir",
        "credentials": {"pseudo": "Basile", "password": "palabre-basile"},
    })
    .to_string();
    let request = |key| Request::reply(CLOCK_TOPIC, key, &json);
    let response = site.send(request(KEY).with("origin", HOST)).await;
    response.assert_problem(ProblemKind::ForeignOrigin);
    let page = json!({
        "address": "https://blog.example.org/a",
        "title": "Le pain",
        "post": serde_json::from_str::<serde_json::Value>(&json).unwrap(),
    });
    let to_page = Request::reply("/api/forums/atelier/pages", KEY, &page.to_string());
    let response = site.send(to_page.with("origin", HOST)).await;
    response.assert_problem(ProblemKind::ForeignOrigin);
    let response = site.send(request(KEY).with("origin", OWN)).await;
    assert_eq!(response.status, StatusCode::CREATED);
    assert_ne!(response.header("set-cookie"), "");
}

#[tokio::test]
async fn embed_files_and_pictures_are_readable_from_every_origin() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        "index.html",
        "embed.js",
        "embed-0123456789abcdef.css",
        "embed-0123456789abcdef_bg.wasm",
        "embed-0123456789abcdef.svg",
        "smilies/custom/pluie.png",
        "palabre-0123456789abcdef.js",
    ];
    fs::create_dir_all(folder.path().join("smilies/custom")).unwrap();
    for file in files {
        fs::write(folder.path().join(file), "x").unwrap();
    }
    let assets = Assets::load(folder.path()).unwrap();
    let site = Site::with(SessionCookie::new(false), assets).await;
    for file in &files[1..] {
        let is_own = file.starts_with("palabre");
        let (reader, policy) = if is_own {
            ("", "same-origin")
        } else {
            ("*", "cross-origin")
        };
        let request = Request::new(Method::GET, &format!("/{file}")).with("origin", STRANGER);
        let response = site.send(request).await;
        assert_eq!(response.status, StatusCode::OK, "{file}");
        assert_eq!(readable_by(&response), reader, "{file}");
        assert_eq!(response.header("cross-origin-resource-policy"), policy);
    }
    let cached = site.get("/embed.js").await;
    let age = cached.header("cache-control");
    assert_eq!(age, "public, max-age=300, stale-while-revalidate=43200");
    assert_eq!(readable_by(&site.get("/pictures/none.png").await), "*");
    assert_eq!(readable_by(&site.get("/embed/frame").await), "");
}
