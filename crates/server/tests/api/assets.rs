//! The bundled app: files, compression, caching, deep links.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use axum::http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING},
};
use palabre_contract::ProblemKind;
use palabre_server::{assets::Assets, forum::Limits, routes::SessionCookie};

use crate::site::{NOW, Request, Response, Site};

const WASM: &str = "/palabre-0123456789abcdef_bg.wasm";

fn assets() -> Assets {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("smilies/custom")).unwrap();
    fs::create_dir_all(folder.path().join(".notes")).unwrap();
    for (name, contents) in [
        ("index.html", include_str!("../../../../index.html")),
        (&WASM[1..], "wasm"),
        (&format!("{}.br", &WASM[1..]), "wasm in brotli"),
        (&format!("{}.gz", &WASM[1..]), "wasm in gzip"),
        ("smilies/custom/pluie.png", "png"),
        (".inputs", "hidden"),
        (".inputs.br", "hidden, in brotli"),
        (".notes/todo.txt", "in a hidden folder"),
        ("smilies/.notes.txt", "hidden in a subfolder"),
    ] {
        fs::write(folder.path().join(name), contents).unwrap();
    }
    Assets::load(folder.path()).unwrap()
}

async fn site() -> Site {
    Site::with(SessionCookie::new(false), assets()).await
}

async fn get(site: &Site, path: &str, name: &'static str, value: &str) -> Response {
    site.send(Request::new(Method::GET, path).with(name, value))
        .await
}

#[tokio::test]
async fn file_is_sent_in_the_smallest_accepted_encoding() {
    let site = site().await;
    for (accept, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "wasm in brotli"),
        ("gzip", "gzip", "wasm in gzip"),
        ("identity", "", "wasm"),
    ] {
        let response = get(&site, WASM, "accept-encoding", accept).await;
        assert_eq!(response.header("content-encoding"), encoding, "{accept}");
        assert_eq!(response.body, body, "{accept}");
        assert_eq!(response.header("content-type"), "application/wasm");
        assert_eq!(response.header("vary"), "accept-encoding");
        assert_eq!(
            response.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
    }
    // The compressed files have no address of their own.
    site.get(&format!("{WASM}.br"))
        .await
        .assert_problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn matching_etag_returns_304_only_for_the_same_encoding() {
    let site = site().await;
    let plain = site.get(WASM).await;
    let etag = plain.header("etag");
    let again = get(&site, WASM, "if-none-match", &format!("\"x\", W/{etag}")).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
    assert_eq!(again.header("etag"), etag);
    let request = Request::new(Method::GET, WASM)
        .with("if-none-match", etag)
        .with("accept-encoding", "br");
    assert_eq!(site.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn deep_link_returns_the_app_and_preloads_its_data() {
    let site = site().await;
    for path in ["/", "/f/atelier", "/t/1", "/index.html", "/account"] {
        let response = site.get(path).await;
        assert_eq!(response.status, StatusCode::OK, "{path}");
        assert_eq!(response.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(response.header("cache-control"), "private, no-cache");
    }
    assert_eq!(
        site.get("/t/1").await.header("link"),
        "</api/topics/1/posts?page=1>; rel=preload; as=fetch; crossorigin"
    );
}

#[tokio::test]
async fn thread_page_contains_its_posts_in_the_accepted_language() {
    let site = site().await;
    let response = get(&site, "/t/1", "accept-language", "en-GB,en;q=0.9").await;
    let html = String::from_utf8_lossy(&response.body).into_owned();
    assert!(
        html.contains("<article class=\"post\" id=\"p2\">"),
        "{html}"
    );
    assert!(html.contains("Back to the forum"), "{html}");
    assert!(html.contains("<meta name=\"description\""), "{html}");
    assert!(response.header("vary").contains("accept-language"));
}

/// The description that previews of links show told what a spoiler hid.
#[tokio::test]
async fn description_of_a_thread_masks_spoilers() {
    let site = site().await;
    sqlx::query("UPDATE posts SET body = 'Avant [spoiler]le majordome[/spoiler]' WHERE topic = 1 AND position = 1")
        .execute(&site.pool().await)
        .await
        .unwrap();
    let html = String::from_utf8_lossy(&site.get("/t/1").await.body).into_owned();
    let (head, _) = html.split_once("</head>").unwrap();
    assert!(head.contains("content=\"Avant …\""), "{head}");
    assert!(!head.contains("majordome"), "{head}");
}

#[tokio::test]
async fn plain_thread_omits_withdrawn_text_and_links_of_new_accounts() {
    let site = Site::limited_with(Limits::default(), assets()).await;
    let pool = site.pool().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let page = async |cookie: &str| {
        let response = get(&site, "/t/1", "cookie", cookie).await;
        String::from_utf8_lossy(&response.body).into_owned()
    };
    sqlx::query("UPDATE posts SET body = 'https://a.test' WHERE id = 3")
        .execute(&pool)
        .await
        .unwrap();
    assert!(page("").await.contains("href=\"https://a.test\""));
    sqlx::query("UPDATE accounts SET created_at = $1")
        .bind(NOW.0)
        .execute(&pool)
        .await
        .unwrap();
    let html = page("").await;
    assert!(html.contains("a.test") && !html.contains("href=\"https://a.test"));
    sqlx::query("UPDATE posts SET withdrawn = 'author' WHERE id IN (2, 3)")
        .execute(&pool)
        .await
        .unwrap();
    let html = page("").await;
    assert!(
        !html.contains("a.test") && !html.contains("minuit"),
        "{html}"
    );
    assert!(html.contains("post__withdrawn"));
    let html = page(&cookie).await;
    assert!(
        html.contains("a.test") && !html.contains("minuit"),
        "{html}"
    );
}

#[tokio::test]
async fn missing_thread_returns_404_with_the_app() {
    let site = site().await;
    for path in ["/t/99", "/t/1?page=99"] {
        let response = site.get(path).await;
        assert_eq!(response.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(response.header("content-type"), "text/html; charset=utf-8");
    }
}

#[tokio::test]
async fn generated_responses_are_compressed() {
    let site = site().await;
    for path in ["/t/1", "/api/topics/1/posts?page=1"] {
        let response = get(&site, path, "accept-encoding", "gzip, br").await;
        assert_eq!(response.header("content-encoding"), "br", "{path}");
    }
}

#[tokio::test]
async fn missing_file_returns_404_instead_of_the_app() {
    let site = site().await;
    assert_eq!(
        site.get("/smilies/custom/pluie.png")
            .await
            .header("content-type"),
        "image/png"
    );
    for path in [
        "/smilies/custom/neige.png",
        "/../Cargo.toml",
        "/.env",
        "/api/x",
    ] {
        site.get(path).await.assert_problem(ProblemKind::NotFound);
    }
    // A form expects a page, even for a refusal.
    let posted = site.send(Request::new(Method::POST, "/t/1")).await;
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    let head = site.send(Request::new(Method::HEAD, "/t/1")).await;
    assert_eq!(head.status, StatusCode::OK);
}

#[tokio::test]
async fn missing_app_returns_404_with_the_build_command() {
    let response = Site::new().await.get("/").await;
    assert_eq!(response.status, StatusCode::NOT_FOUND);
    assert!(String::from_utf8_lossy(&response.body).contains("cargo xtask build"));
}

#[tokio::test]
async fn hidden_files_return_404() {
    let site = site().await;
    for path in [
        "/.inputs",
        "/.inputs.br",
        "/.notes/todo.txt",
        "/smilies/.notes.txt",
        "/smilies/custom/../.notes.txt",
    ] {
        site.get(path).await.assert_problem(ProblemKind::NotFound);
    }
}

/// A release with one part; its name contains `hash`.
fn release(hash: &str) -> Assets {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in [
        ("index.html", "<title>Palabre</title>"),
        ("icons.svg", "sprite"),
        (&format!("part-rare-{hash}.wasm"), hash),
        (&format!("part-rare-{hash}.wasm.br"), "brotli"),
    ] {
        fs::write(folder.path().join(name), contents).unwrap();
    }
    Assets::load(folder.path()).unwrap()
}

const HOUR: Duration = Duration::from_secs(60 * 60);
const FIRST: &str = "1111111111111111";
const SECOND: &str = "2222222222222222";
const THIRD: &str = "3333333333333333";

/// Which of the three releases' parts are served after a server with `release` was started at `now`.
fn served(folder: &Path, hash: &str, now: SystemTime) -> Vec<&'static str> {
    let mut assets = release(hash);
    assets.add_older_releases(folder, now).unwrap();
    let file = |hash: &&str| {
        let accept = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("br"))]);
        let response = assets.file(&format!("part-rare-{hash}.wasm"), &accept);
        response.is_some_and(|response| response.headers()[CONTENT_ENCODING] == "br")
    };
    [FIRST, SECOND, THIRD].into_iter().filter(file).collect()
}

#[test]
fn parts_of_older_releases_are_served_for_a_day_after_they_were_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let start = SystemTime::now();
    let at = |hours| start + hours * HOUR;
    for (hours, release, expected) in [
        (0, FIRST, vec![FIRST]),
        // The first release ran for days: what counts is when it was replaced.
        (100, FIRST, vec![FIRST]),
        (101, SECOND, vec![FIRST, SECOND]),
        (120, SECOND, vec![FIRST, SECOND]),
        (121, THIRD, vec![FIRST, SECOND, THIRD]),
        (126, THIRD, vec![SECOND, THIRD]),
        // A release that returns is current, not replaced.
        (127, SECOND, vec![SECOND, THIRD]),
        (150, SECOND, vec![SECOND, THIRD]),
        (152, SECOND, vec![SECOND]),
    ] {
        let served = served(folder.path(), release, at(hours));
        assert_eq!(served, expected, "after {hours} hours");
    }
    let count = |folder: &Path| fs::read_dir(folder).unwrap().count();
    assert_eq!(count(&folder.path().join("current")), 2);
    assert_eq!(count(&folder.path().join("replaced")), 0);
}

#[test]
fn without_a_writable_folder_the_current_release_is_served() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut assets = release(FIRST);
    assert!(
        assets
            .add_older_releases(file.path(), SystemTime::now())
            .is_err()
    );
    let part = assets.file(&format!("part-rare-{FIRST}.wasm"), &HeaderMap::new());
    assert!(part.is_some());
}

#[tokio::test]
async fn page_allows_its_inline_style_and_script_by_hash() {
    let folder = tempfile::tempdir().unwrap();
    let index = include_str!("../../../../index.html").replace(
        "</head>",
        "<style>a{b:c}</style><script>go()</script></head>",
    );
    fs::write(folder.path().join("index.html"), index).unwrap();
    let site = Site::with(
        SessionCookie::new(false),
        Assets::load(folder.path()).unwrap(),
    )
    .await;
    for path in ["/", "/t/1", "/t/999"] {
        let response = site.get(path).await;
        let policy = response.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"),
            "{policy}"
        );
        assert!(policy.contains("style-src 'self' 'sha256-"), "{policy}");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
    }
    // A response without inline content has the policy without hashes.
    let policy = site.get("/api/forums").await;
    assert!(!policy.header("content-security-policy").contains("sha256"));
}
