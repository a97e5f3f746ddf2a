//! Protection against CSRF, and the security headers.

use axum::http::{Method, StatusCode};
use palabre_contract::ProblemKind;

use crate::site::{Request, Site};

const CREDENTIALS: &str = r#"{"pseudo":"Basile","password":"palabre-basile"}"#;

#[tokio::test]
async fn only_own_and_trusted_origins_may_sign_in() {
    let site = Site::new().await;
    for (headers, passes) in [
        // Not a browser: neither header is sent.
        (&[][..], true),
        (&[("origin", "https://forum.example.org")][..], true),
        (
            &[
                ("origin", "https://forum.example.org"),
                ("sec-fetch-site", "same-origin"),
            ][..],
            true,
        ),
        (
            &[
                ("origin", "https://www.example.org"),
                ("sec-fetch-site", "cross-site"),
            ][..],
            true,
        ),
        (
            &[
                ("origin", "https://evil.example"),
                ("sec-fetch-site", "cross-site"),
            ][..],
            false,
        ),
        (&[("origin", "https://evil.example")][..], false),
        (
            &[("origin", "https://forum.example.org.evil.example")][..],
            false,
        ),
        (&[("origin", "null")][..], false),
        (&[("sec-fetch-site", "cross-site")][..], false),
        (&[("sec-fetch-site", "same-site")][..], false),
    ] {
        let mut request = Request::post("/api/session", CREDENTIALS);
        for &(name, value) in headers {
            request = request.with(name, value);
        }
        let response = site.send(request).await;
        if passes {
            assert_eq!(response.status, StatusCode::OK, "{headers:?}");
        } else {
            response.assert_problem(ProblemKind::ForeignOrigin);
        }
    }
}

#[tokio::test]
async fn foreign_origin_may_read_but_not_post_or_sign_out() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    for (method, path) in [
        (Method::DELETE, "/api/session"),
        (Method::POST, "/api/topics/1/posts"),
    ] {
        let request = Request::new(method, path)
            .with("cookie", &cookie)
            .with("origin", "https://evil.example");
        site.send(request)
            .await
            .assert_problem(ProblemKind::ForeignOrigin);
    }
    let request = Request::new(Method::GET, "/api/forums").with("origin", "https://evil.example");
    let response = site.send(request).await;
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(response.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn every_response_has_the_security_headers() {
    let site = Site::new().await;
    for path in ["/", "/api/forums", "/api/nothing", "/healthz"] {
        let response = site.get(path).await;
        let policy = response.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(
            response.header("x-content-type-options"),
            "nosniff",
            "{path}"
        );
        assert_eq!(response.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(
            response.header("referrer-policy"),
            "strict-origin-when-cross-origin"
        );
    }
}
