//! Sessions for the pages of a host: what they permit, and sign-in by tokens that the host signs.

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use palabre_contract::{
    Account, Fault, Field, ForumId, ForumList, HostKey, HostSession, Posted, ProblemKind, Role,
    Session, SessionList, Timestamp,
};
use palabre_server::store::{HostBasis, NewSession};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{
    embedding::site_with_host,
    site::{CLOCK_TOPIC, KEY, NOW, OTHER_KEY, Request, Response, Site},
};

const HOST: &str = "https://blog.example.org";
const OTHER_HOST: &str = "https://other.example.org";
const GRANTS: &str = "/api/embedding/grants";
const SESSIONS: &str = "/api/embedding/sessions";
const BODY: &str = r#"{"body":"Bonsoir"}"#;

async fn execute(site: &Site, statement: &'static str) {
    sqlx::query(statement)
        .execute(&site.pool().await)
        .await
        .unwrap();
}

async fn grant(site: &Site, cookie: &str, host: &str) -> Response {
    let request = Request::post(GRANTS, &json!({ "host": host }).to_string());
    site.send(request.with("cookie", cookie)).await
}

/// Signs in on the site, grants a session to [`HOST`] and returns its token.
async fn granted(site: &Site, pseudo: &str, password: &str) -> String {
    let cookie = site.sign_in(pseudo, password).await;
    let session: HostSession = grant(site, &cookie, HOST).await.json();
    session.token
}

/// Adds the origin [`HOST`] and this bearer token to a request.
fn with_bearer(request: Request, token: &str) -> Request {
    request
        .with("origin", HOST)
        .with("authorization", &format!("Bearer {token}"))
}

async fn signed_in_account(site: &Site, request: Request) -> Option<Account> {
    site.send(request).await.json::<Session>().account
}

fn get_session() -> Request {
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

/// The fixture, whose forum `atelier` lists [`HOST`] and has a host key; and the key.
pub(crate) async fn site_with_host_key() -> (Site, String) {
    let site = site_with_host().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let create = Request::new(Method::POST, "/api/forums/atelier/embedding/key");
    let key: HostKey = site.send(create.with("cookie", &cookie)).await.json();
    (site, key.key)
}

fn sign(header: &Value, claims: &Value, key: &str) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    format!("{signed}.{signature}")
}

fn claims(subject: &str, name: &str) -> Value {
    let now = NOW.0 / 1000;
    json!({"sub": subject, "name": name, "aud": "atelier", "iat": now, "exp": now + 300})
}

/// A sign-in by this token from a page of [`HOST`].
fn token_sign_in(token: &str) -> Request {
    let json = json!({"forum": "atelier", "token": token}).to_string();
    Request::post(SESSIONS, &json).with("origin", HOST)
}

/// A sign-in by a valid token from a page of [`HOST`].
pub(crate) fn host_sign_in(key: &str, subject: &str, name: &str) -> Request {
    token_sign_in(&sign(&json!({"alg": "HS256"}), &claims(subject, name), key))
}

#[tokio::test]
async fn host_token_opens_an_account_that_is_limited_to_its_forum() {
    let (site, key) = site_with_host_key().await;
    let response = site.send(host_sign_in(&key, "7", "Zoé")).await;
    assert_eq!(response.header("access-control-allow-origin"), HOST);
    assert_eq!(response.header("cache-control"), "no-store");
    let session: HostSession = response.json();
    assert_eq!(session.account.pseudo, "Zoé");
    let again: HostSession = site
        .send(host_sign_in(&key, "7", "Zoé Martin"))
        .await
        .json();
    assert_eq!(
        again.account, session.account,
        "the account keeps its original name"
    );

    let reply = with_bearer(Request::reply(CLOCK_TOPIC, KEY, BODY), &session.token);
    let response = site.send(reply).await;
    assert_eq!(response.json::<Posted>().post.author.pseudo, "Zoé");
    // The account is not valid in another forum that lists the same host.
    execute(
        &site,
        "INSERT INTO forum_hosts VALUES (2, 'https://blog.example.org', 1)",
    )
    .await;
    execute(&site, "UPDATE topics SET forum = 2 WHERE id = 1").await;
    let reply = with_bearer(Request::reply(CLOCK_TOPIC, OTHER_KEY, BODY), &session.token);
    site.send(reply)
        .await
        .assert_problem(ProblemKind::SignInRequired);

    let twelve_hours = 12 * 60 * 60 * 1000;
    let ends: Vec<i64> = sqlx::query_scalar("SELECT expires_at FROM sessions WHERE host = $1")
        .bind(HOST)
        .fetch_all(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(ends, [NOW.0 + twelve_hours; 2]);
}

#[tokio::test]
async fn taken_name_in_a_host_token_gets_a_number() {
    let (site, key) = site_with_host_key().await;
    let long = "Maximilienne de la Rochefoucauld-Montbel";
    for (subject, name, pseudo) in [
        ("1", "Zoé", "Zoé"),
        ("2", "zoé", "zoé 2"),
        ("3", "Zoé", "Zoé 3"),
        ("4", " Anaïs ", "Anaïs 2"),
        ("6", long, "Maximilienne de la Rochefoucauld"),
        ("7", long, "Maximilienne de la Rochefo 2"),
        ("8", "Zo_", "Zo_"),
    ] {
        let session: HostSession = site.send(host_sign_in(&key, subject, name)).await.json();
        assert_eq!(session.account.pseudo, pseudo);
    }
    for name in ["", "x", "a\u{200b}b", "a\nb"] {
        let breach = site
            .send(host_sign_in(&key, "9", name))
            .await
            .problem()
            .breaches[0];
        assert_eq!(breach.field, Field::Pseudo, "{name:?}");
    }
}

#[tokio::test]
async fn concurrent_first_sign_ins_of_one_subject_open_one_account() {
    let (site, key) = site_with_host_key().await;
    let (one, other) = tokio::join!(
        site.send(host_sign_in(&key, "7", "Zoé")),
        site.send(host_sign_in(&key, "7", "Zoé"))
    );
    let (one, other): (HostSession, HostSession) = (one.json(), other.json());
    assert_eq!(one.account, other.account);
    assert_ne!(one.token, other.token);
}

#[tokio::test]
async fn host_account_cannot_sign_in_by_password() {
    let (site, key) = site_with_host_key().await;
    site.send(host_sign_in(&key, "7", "Zoé")).await;
    for password in ["palabre-zoe", "", "7"] {
        let json = json!({"pseudo": "Zoé", "password": password}).to_string();
        let response = site.send(Request::post("/api/session", &json)).await;
        assert!(response.status.is_client_error(), "{password}");
    }
}

#[tokio::test]
async fn invalid_host_token_is_rejected_without_a_reason() {
    let (site, key) = site_with_host_key().await;
    let good = json!({"alg": "HS256"});
    let with = |name: &str, value: Value| {
        let mut claims = claims("7", "Zoé");
        claims[name] = value;
        sign(&good, &claims, &key)
    };
    let now = NOW.0 / 1000;
    let token = sign(&good, &claims("7", "Zoé"), &key);
    let of_forum = |forum: &str| {
        let json = json!({"forum": forum, "token": token}).to_string();
        Request::post(SESSIONS, &json).with("origin", HOST)
    };
    let bad = [
        token_sign_in(&with("exp", json!(now - 61))),
        token_sign_in(&with("exp", json!(now + 601))),
        token_sign_in(&with("iat", json!(now + 61))),
        token_sign_in(&with("aud", json!("vide"))),
        token_sign_in(&with("sub", json!(""))),
        token_sign_in(&sign(&good, &claims("7", "Zoé"), &"0".repeat(64))),
        token_sign_in(&sign(&json!({"alg": "none"}), &claims("7", "Zoé"), &key)),
        token_sign_in(token.rsplit_once('.').unwrap().0),
        token_sign_in("no token"),
        of_forum("vide"),
        of_forum("nirgends"),
        token_sign_in(&token).without("origin"),
        token_sign_in(&token).with("origin", "https://forum.example.org"),
        token_sign_in(&token).with("origin", "https://www.example.org"),
    ];
    let mut bodies = Vec::new();
    for request in bad {
        let response = site.send(request).await;
        response.assert_problem(ProblemKind::WrongCredentials);
        bodies.push(response.body);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    site.send(token_sign_in(&token).with("origin", OTHER_HOST))
        .await
        .assert_problem(ProblemKind::ForeignOrigin);
    let opened: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM host_accounts")
        .fetch_one(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(opened, 0);

    // The token is invalid once its key was deleted.
    assert_eq!(
        site.send(token_sign_in(&token)).await.status,
        StatusCode::OK
    );
    execute(&site, "UPDATE forums SET host_key = NULL").await;
    site.send(token_sign_in(&token))
        .await
        .assert_problem(ProblemKind::WrongCredentials);
}

#[tokio::test]
async fn only_invalid_host_tokens_are_rate_limited_by_network() {
    let (site, key) = site_with_host_key().await;
    for _ in 0..30 {
        let response = site.send(host_sign_in(&key, "7", "Zoé")).await;
        assert_eq!(response.status, StatusCode::OK);
    }
    for _ in 0..25 {
        site.send(token_sign_in("no token"))
            .await
            .assert_problem(ProblemKind::WrongCredentials);
    }
    let response = site.send(host_sign_in(&key, "7", "Zoé")).await;
    response.assert_problem(ProblemKind::TooManyAttempts);
    assert_eq!(response.header("access-control-allow-origin"), HOST);
    assert_ne!(response.header("retry-after"), "");
    let elsewhere = host_sign_in(&key, "7", "Zoé").from("198.51.100.7");
    assert_eq!(site.send(elsewhere).await.status, StatusCode::OK);
}

async fn as_anais(site: &Site, method: Method, path: &str, json: &str) -> Response {
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    site.send(Request::json(method, path, json).with("cookie", &cookie))
        .await
}

async fn set_hosts(site: &Site, forum: &str, hosts: &[&str]) {
    let path = format!("/api/forums/{forum}/embedding");
    let json = json!({ "hosts": hosts }).to_string();
    let response = as_anais(site, Method::PUT, &path, &json).await;
    assert_eq!(response.status, StatusCode::OK);
}

/// Like [`site_with_host_key`], with [`HOST`] listed by a second forum too: otherwise sessions would end just because
/// no forum lists their host.
async fn host_of_two_forums() -> (Site, String) {
    let (site, key) = site_with_host_key().await;
    set_hosts(&site, "vide", &[HOST]).await;
    (site, key)
}

#[tokio::test]
async fn replacing_or_deleting_the_host_key_ends_its_sessions() {
    for method in [Method::POST, Method::DELETE] {
        let (site, key) = host_of_two_forums().await;
        let signed_in: HostSession = site.send(host_sign_in(&key, "7", "Zoé")).await.json();
        let granted = granted(&site, "Basile", "palabre-basile").await;
        let path = "/api/forums/atelier/embedding/key";
        let response = as_anais(&site, method.clone(), path, "").await;
        assert!(response.status.is_success());
        let get = with_bearer(get_session(), &signed_in.token);
        assert_eq!(signed_in_account(&site, get).await, None, "{method}");
        let reply = with_bearer(Request::reply(CLOCK_TOPIC, KEY, BODY), &signed_in.token);
        site.send(reply)
            .await
            .assert_problem(ProblemKind::SignInRequired);
        let get = with_bearer(get_session(), &granted);
        assert!(
            signed_in_account(&site, get).await.is_some(),
            "granted without a key"
        );
    }
}

#[tokio::test]
async fn replacing_another_forums_key_ends_no_session() {
    let (site, key) = host_of_two_forums().await;
    let signed_in: HostSession = site.send(host_sign_in(&key, "7", "Zoé")).await.json();
    let path = "/api/forums/vide/embedding/key";
    as_anais(&site, Method::POST, path, "").await;
    let get = with_bearer(get_session(), &signed_in.token);
    assert!(signed_in_account(&site, get).await.is_some());
}

#[tokio::test]
async fn removing_a_host_ends_its_sessions() {
    let (site, key) = site_with_host_key().await;
    set_hosts(&site, "atelier", &[HOST, OTHER_HOST]).await;
    let signed_in: HostSession = site.send(host_sign_in(&key, "7", "Zoé")).await.json();
    let granted = granted(&site, "Basile", "palabre-basile").await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let elsewhere: HostSession = grant(&site, &cookie, OTHER_HOST).await.json();

    set_hosts(&site, "atelier", &[OTHER_HOST]).await;
    // Listing the host again does not restore its sessions.
    set_hosts(&site, "atelier", &[OTHER_HOST, HOST]).await;
    for token in [&signed_in.token, &granted] {
        assert_eq!(
            signed_in_account(&site, with_bearer(get_session(), token)).await,
            None
        );
    }
    let get = with_bearer(get_session(), &elsewhere.token).with("origin", OTHER_HOST);
    assert!(
        signed_in_account(&site, get).await.is_some(),
        "the other host is still listed"
    );
}

#[tokio::test]
async fn granted_session_survives_while_another_forum_lists_the_host() {
    let (site, key) = host_of_two_forums().await;
    let signed_in: HostSession = site.send(host_sign_in(&key, "7", "Zoé")).await.json();
    let granted = granted(&site, "Basile", "palabre-basile").await;
    // The attack: create a forum, list the host and remove it, to end the host's sessions elsewhere.
    set_hosts(&site, "vide", &[]).await;
    for token in [&signed_in.token, &granted] {
        assert!(
            signed_in_account(&site, with_bearer(get_session(), token))
                .await
                .is_some()
        );
    }
    set_hosts(&site, "vide", &[HOST]).await;
    set_hosts(&site, "atelier", &[]).await;
    let get = with_bearer(get_session(), &signed_in.token);
    assert_eq!(
        signed_in_account(&site, get).await,
        None,
        "opened by the key of this forum"
    );
    let get = with_bearer(get_session(), &granted);
    assert!(
        signed_in_account(&site, get).await.is_some(),
        "still valid in the other forum"
    );
    let reply = with_bearer(Request::reply(CLOCK_TOPIC, KEY, BODY), &granted);
    site.send(reply)
        .await
        .assert_problem(ProblemKind::SignInRequired);
}

/// Race: a sign-in reads the key, the key is replaced and its sessions end, and then the sign-in stores its session.
#[tokio::test]
async fn host_session_is_not_opened_under_a_replaced_key() {
    let (site, key) = site_with_host_key().await;
    let account = site
        .store
        .account_by_pseudo("Basile")
        .await
        .unwrap()
        .unwrap();
    let hash = [7; 32];
    let session = NewSession {
        account: account.account.id,
        token_hash: &hash,
        host: Some(HOST),
        agent: "",
        now: NOW,
        expires_at: Timestamp(NOW.0 + 1000),
    };
    let (forum, other) = (ForumId(1), ForumId(2));
    for (basis, opens) in [
        (
            HostBasis::Key {
                forum,
                key: "before",
            },
            false,
        ),
        (
            HostBasis::Key {
                forum: other,
                key: &key,
            },
            false,
        ),
        (HostBasis::Key { forum, key: &key }, true),
    ] {
        let is_open = site.store.open_host_session(session, basis).await.unwrap();
        assert_eq!(is_open, opens);
    }
    set_hosts(&site, "atelier", &[]).await;
    let is_open = site
        .store
        .open_host_session(session, HostBasis::Grant)
        .await;
    assert!(!is_open.unwrap());
}
