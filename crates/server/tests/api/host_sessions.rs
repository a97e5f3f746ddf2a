//! Sessions for the pages of a host, granted to somebody who is signed in on the site: what they permit.

use axum::http::{Method, StatusCode};
use palabre_contract::{
    Account, Fault, Field, ForumList, HostSession, Posted, ProblemKind, Role, Session, SessionList,
};
use serde_json::json;

use crate::{
    embedding::site_with_host,
    site::{CLOCK_TOPIC, KEY, Request, Response, Site},
};

pub(crate) const HOST: &str = "https://blog.example.org";
pub(crate) const OTHER_HOST: &str = "https://other.example.org";
const GRANTS: &str = "/api/embedding/grants";
pub(crate) const SESSIONS: &str = "/api/embedding/sessions";
pub(crate) const BODY: &str = r#"{"body":"Bonsoir"}"#;

pub(crate) async fn execute(site: &Site, statement: &'static str) {
    sqlx::query(statement)
        .execute(&site.pool().await)
        .await
        .unwrap();
}

pub(crate) async fn grant(site: &Site, cookie: &str, host: &str) -> Response {
    let request = Request::post(GRANTS, &json!({ "host": host }).to_string());
    site.send(request.with("cookie", cookie)).await
}

/// Signs in on the site, grants a session to [`HOST`] and returns its token.
pub(crate) async fn granted(site: &Site, pseudo: &str, password: &str) -> String {
    let cookie = site.sign_in(pseudo, password).await;
    let session: HostSession = grant(site, &cookie, HOST).await.json();
    session.token
}

/// Adds the origin [`HOST`] and this bearer token to a request.
pub(crate) fn with_bearer(request: Request, token: &str) -> Request {
    request
        .with("origin", HOST)
        .with("authorization", &format!("Bearer {token}"))
}

pub(crate) async fn signed_in_account(site: &Site, request: Request) -> Option<Account> {
    site.send(request).await.json::<Session>().account
}

pub(crate) fn get_session() -> Request {
    Request::new(Method::GET, "/api/session")
}

#[tokio::test]
async fn granted_session_works_only_on_the_pages_of_its_host() {
    let site = site_with_host().await;
    execute(
        &site,
        "INSERT INTO forum_hosts VALUES (2, 'https://other.example.org', 1)",
    )
    .await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let response = grant(&site, &cookie, "Blog.example.org/").await;
    assert_eq!(response.header("cache-control"), "no-store");
    assert_eq!(response.header("set-cookie"), "");
    let session: HostSession = response.json();
    assert_eq!(session.account.pseudo, "Basile");
    assert_eq!(session.account.email, None, "hidden from the host");

    let token = session.token.as_str();
    let account = signed_in_account(&site, with_bearer(get_session(), token))
        .await
        .unwrap();
    assert_eq!((account.pseudo.as_str(), account.email), ("Basile", None));
    let response = site
        .send(with_bearer(Request::reply(CLOCK_TOPIC, KEY, BODY), token))
        .await;
    assert_eq!(response.status, StatusCode::CREATED);
    let post = response.json::<Posted>().post;
    assert_eq!(post.author.pseudo, "Basile");
    let change = json!({"body": "Bonne nuit"}).to_string();
    let path = format!("/api/posts/{}", post.id);
    let patch = with_bearer(Request::json(Method::PATCH, &path, &change), token);
    assert_eq!(site.send(patch).await.status, StatusCode::OK);

    // Signing out by bearer token never deletes the site's cookie.
    let own = "https://forum.example.org";
    let sign_out = with_bearer(
        Request::new(Method::DELETE, "/api/session"),
        &"0".repeat(64),
    );
    let response = site.send(sign_out.with("origin", own)).await;
    assert_eq!(response.header("set-cookie"), "");

    // The token is invalid with another origin, without an origin, and as a cookie.
    for request in [
        with_bearer(get_session(), token).with("origin", OTHER_HOST),
        with_bearer(get_session(), token).with("origin", "https://forum.example.org"),
        with_bearer(get_session(), token).with("origin", "https://www.example.org"),
        with_bearer(get_session(), token).with("origin", "null"),
        with_bearer(get_session(), token).without("origin"),
        get_session().with("cookie", &format!("palabre={token}")),
        get_session()
            .with("cookie", &format!("palabre={token}"))
            .with("origin", HOST),
    ] {
        assert_eq!(signed_in_account(&site, request).await, None);
    }
    // The cookie's token is invalid as a bearer token, and a bearer token disables the cookie.
    let of_cookie = cookie.split_once('=').unwrap().1;
    for request in [
        with_bearer(get_session(), of_cookie),
        with_bearer(get_session(), of_cookie).without("origin"),
    ] {
        assert_eq!(signed_in_account(&site, request).await, None);
    }
    let both = get_session()
        .with("cookie", &cookie)
        .with("authorization", "Bearer 0");
    assert_eq!(signed_in_account(&site, both).await, None);
}

#[tokio::test]
async fn grant_requires_a_site_session_and_a_listed_host() {
    let site = site_with_host().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    grant(&site, "", HOST)
        .await
        .assert_problem(ProblemKind::SignInRequired);
    for (host, fault) in [
        (OTHER_HOST, Fault::Unknown),
        ("*", Fault::Malformed),
        ("", Fault::Empty),
    ] {
        let breach = grant(&site, &cookie, host).await.problem().breaches[0];
        assert_eq!((breach.field, breach.fault), (Field::Hosts, fault));
    }
    // A host session cannot grant another one.
    let token = granted(&site, "Basile", "palabre-basile").await;
    let json = json!({ "host": HOST }).to_string();
    let own = with_bearer(Request::post(GRANTS, &json), &token)
        .with("origin", "https://forum.example.org");
    site.send(own)
        .await
        .assert_problem(ProblemKind::SignInRequired);
    site.send(with_bearer(Request::post(GRANTS, &json), &token))
        .await
        .assert_problem(ProblemKind::ForeignOrigin);
}

#[tokio::test]
async fn host_session_is_valid_only_in_forums_that_currently_list_the_host() {
    let site = site_with_host().await;
    execute(&site, "UPDATE forums SET readers = 'member'").await;
    let token = granted(&site, "Basile", "palabre-basile").await;
    let forums = async || {
        let request = with_bearer(Request::new(Method::GET, "/api/forums"), &token);
        let list: ForumList = site.send(request).await.json();
        let slugs = list.forums.into_iter().map(|forum| forum.slug.0);
        slugs.collect::<Vec<_>>()
    };
    let get = |path: &str| with_bearer(Request::new(Method::GET, path), &token);
    assert_eq!(forums().await, ["atelier"]);
    site.send(get("/api/forums/vide/topics"))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    assert_eq!(site.send(get(CLOCK_TOPIC)).await.status, StatusCode::OK);

    execute(&site, "UPDATE forum_hosts SET forum = 2").await;
    assert_eq!(forums().await, ["vide"]);
    site.send(get(CLOCK_TOPIC))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    execute(&site, "UPDATE forums SET readers = 'guest'").await;
    site.send(with_bearer(Request::reply(CLOCK_TOPIC, KEY, BODY), &token))
        .await
        .assert_problem(ProblemKind::SignInRequired);

    execute(&site, "DELETE FROM forum_hosts").await;
    assert_eq!(
        signed_in_account(&site, with_bearer(get_session(), &token)).await,
        None
    );
}

#[tokio::test]
async fn host_session_permits_no_moderation_and_no_account_changes() {
    let site = site_with_host().await;
    let token = granted(&site, "Anaïs", "palabre-anais").await;
    let account = signed_in_account(&site, with_bearer(get_session(), &token))
        .await
        .unwrap();
    assert_eq!(account.role, Role::Member);
    for (request, refusal) in [
        (
            Request::json(Method::PATCH, "/api/posts/3", r#"{"withdrawn":true}"#),
            ProblemKind::Forbidden,
        ),
        (
            Request::new(Method::GET, "/api/forums/atelier/embedding"),
            ProblemKind::Forbidden,
        ),
        (
            Request::new(Method::GET, "/api/forums/atelier/log"),
            ProblemKind::Forbidden,
        ),
        (
            Request::reply("/api/topics/2/posts", KEY, BODY),
            ProblemKind::TopicLocked,
        ),
        (
            Request::new(Method::GET, "/api/account/sessions"),
            ProblemKind::SignInRequired,
        ),
        (
            Request::json(Method::PUT, "/api/account/signature", "{}"),
            ProblemKind::ForeignOrigin,
        ),
        (
            Request::json(Method::PATCH, "/api/topics/1", "{}"),
            ProblemKind::ForeignOrigin,
        ),
        (
            Request::reply("/api/forums/atelier/topics", KEY, "{}"),
            ProblemKind::ForeignOrigin,
        ),
    ] {
        site.send(with_bearer(request, &token))
            .await
            .assert_problem(refusal);
    }
    // Without an origin, as another program would send it, the token is invalid too.
    let request = Request::json(Method::PATCH, "/api/topics/1", r#"{"locked":true}"#);
    let request = with_bearer(request, &token).without("origin");
    site.send(request)
        .await
        .assert_problem(ProblemKind::SignInRequired);
}

#[tokio::test]
async fn host_session_can_be_ended_from_its_pages_and_the_session_list() {
    let site = site_with_host().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let get = || Request::new(Method::GET, "/api/account/sessions").with("cookie", &cookie);
    let first: HostSession = grant(&site, &cookie, HOST).await.json();
    let second: HostSession = grant(&site, &cookie, HOST).await.json();

    let sign_out = with_bearer(Request::new(Method::DELETE, "/api/session"), &first.token);
    let response = site.send(sign_out).await;
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(response.header("set-cookie"), "");
    assert_eq!(
        signed_in_account(&site, with_bearer(get_session(), &first.token)).await,
        None
    );

    let list: SessionList = site.send(get()).await.json();
    let hosts: Vec<_> = list.sessions.iter().map(|one| &one.host).collect();
    assert_eq!(hosts.len(), 2);
    assert!(hosts.contains(&&Some(HOST.to_owned())) && hosts.contains(&&None));
    let of_host = list.sessions.iter().find(|one| one.host.is_some()).unwrap();
    assert!(!of_host.current);
    let path = format!("/api/account/sessions/{}", of_host.id);
    let end = Request::new(Method::DELETE, &path).with("cookie", &cookie);
    assert_eq!(site.send(end).await.json::<SessionList>().sessions.len(), 1);
    assert_eq!(
        signed_in_account(&site, with_bearer(get_session(), &second.token)).await,
        None
    );
    site.send(with_bearer(
        Request::reply(CLOCK_TOPIC, KEY, BODY),
        &second.token,
    ))
    .await
    .assert_problem(ProblemKind::SignInRequired);
}
