//! Sessions for the pages of a host: what they are good for, and whom a host may vouch for.

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
    embedding::hosted,
    site::{CLOCK_TOPIC, KEY, NOW, OTHER_KEY, Request, Response, Site},
};

const HOST: &str = "https://blog.example.org";
const OTHER_HOST: &str = "https://other.example.org";
const GRANTS: &str = "/api/embedding/grants";
const SESSIONS: &str = "/api/embedding/sessions";
const BODY: &str = r#"{"body":"Bonsoir"}"#;

async fn sql(site: &Site, statement: &'static str) {
    sqlx::query(statement)
        .execute(&site.sql().await)
        .await
        .unwrap();
}

async fn grant(site: &Site, cookie: &str, host: &str) -> Response {
    let request = Request::post(GRANTS, &json!({ "host": host }).to_string());
    site.send(request.with("cookie", cookie)).await
}

/// The token of a session of that account for the pages of [`HOST`].
async fn granted(site: &Site, pseudo: &str, password: &str) -> String {
    let cookie = site.sign_in(pseudo, password).await;
    let session: HostSession = grant(site, &cookie, HOST).await.json();
    session.token
}

/// The same request as a page of [`HOST`] sends it.
fn bearing(request: Request, token: &str) -> Request {
    request
        .with("origin", HOST)
        .with("authorization", &format!("Bearer {token}"))
}

async fn who(site: &Site, request: Request) -> Option<Account> {
    site.send(request).await.json::<Session>().account
}

fn get_session() -> Request {
    Request::new(Method::GET, "/api/session")
}

#[tokio::test]
async fn granted_session_works_only_on_the_pages_of_its_host() {
    let site = hosted().await;
    sql(
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
    assert_eq!(session.account.email, None, "no business of the host's");

    let token = session.token.as_str();
    let account = who(&site, bearing(get_session(), token)).await.unwrap();
    assert_eq!((account.pseudo.as_str(), account.email), ("Basile", None));
    let response = site
        .send(bearing(Request::reply(CLOCK_TOPIC, KEY, BODY), token))
        .await;
    assert_eq!(response.status, StatusCode::CREATED);
    let post = response.json::<Posted>().post;
    assert_eq!(post.author.pseudo, "Basile");
    let change = json!({"body": "Bonne nuit"}).to_string();
    let path = format!("/api/posts/{}", post.id);
    let patch = bearing(Request::json(Method::PATCH, &path, &change), token);
    assert_eq!(site.send(patch).await.status, StatusCode::OK);

    // Ending one leaves the cookie of the site alone, whoever asks.
    let own = "https://forum.example.org";
    let sign_out = bearing(
        Request::new(Method::DELETE, "/api/session"),
        &"0".repeat(64),
    );
    let response = site.send(sign_out.with("origin", own)).await;
    assert_eq!(response.header("set-cookie"), "");

    // With any other origin, with none, and as a cookie it is worth nothing.
    for request in [
        bearing(get_session(), token).with("origin", OTHER_HOST),
        bearing(get_session(), token).with("origin", "https://forum.example.org"),
        bearing(get_session(), token).with("origin", "https://www.example.org"),
        bearing(get_session(), token).with("origin", "null"),
        bearing(get_session(), token).without("origin"),
        get_session().with("cookie", &format!("palabre={token}")),
        get_session()
            .with("cookie", &format!("palabre={token}"))
            .with("origin", HOST),
    ] {
        assert_eq!(who(&site, request).await, None);
    }
    // Nor does the cookie's token work as a bearer, nor the cookie beside a bearer.
    let of_cookie = cookie.split_once('=').unwrap().1;
    for request in [
        bearing(get_session(), of_cookie),
        bearing(get_session(), of_cookie).without("origin"),
    ] {
        assert_eq!(who(&site, request).await, None);
    }
    let both = get_session()
        .with("cookie", &cookie)
        .with("authorization", "Bearer 0");
    assert_eq!(who(&site, both).await, None);
}

#[tokio::test]
async fn grant_requires_a_site_session_and_a_listed_host() {
    let site = hosted().await;
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
    // A session of a host opens no other one.
    let token = granted(&site, "Basile", "palabre-basile").await;
    let json = json!({ "host": HOST }).to_string();
    let own =
        bearing(Request::post(GRANTS, &json), &token).with("origin", "https://forum.example.org");
    site.send(own)
        .await
        .assert_problem(ProblemKind::SignInRequired);
    site.send(bearing(Request::post(GRANTS, &json), &token))
        .await
        .assert_problem(ProblemKind::ForeignOrigin);
}

#[tokio::test]
async fn host_session_is_valid_only_in_forums_that_currently_list_the_host() {
    let site = hosted().await;
    sql(&site, "UPDATE forums SET readers = 'member'").await;
    let token = granted(&site, "Basile", "palabre-basile").await;
    let forums = async || {
        let request = bearing(Request::new(Method::GET, "/api/forums"), &token);
        let list: ForumList = site.send(request).await.json();
        let slugs = list.forums.into_iter().map(|forum| forum.slug.0);
        slugs.collect::<Vec<_>>()
    };
    let get = |path: &str| bearing(Request::new(Method::GET, path), &token);
    assert_eq!(forums().await, ["atelier"]);
    site.send(get("/api/forums/vide/topics"))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    assert_eq!(site.send(get(CLOCK_TOPIC)).await.status, StatusCode::OK);

    sql(&site, "UPDATE forum_hosts SET forum = 2").await;
    assert_eq!(forums().await, ["vide"]);
    site.send(get(CLOCK_TOPIC))
        .await
        .assert_problem(ProblemKind::SignInRequired);
    sql(&site, "UPDATE forums SET readers = 'guest'").await;
    site.send(bearing(Request::reply(CLOCK_TOPIC, KEY, BODY), &token))
        .await
        .assert_problem(ProblemKind::SignInRequired);

    sql(&site, "DELETE FROM forum_hosts").await;
    assert_eq!(who(&site, bearing(get_session(), &token)).await, None);
}

#[tokio::test]
async fn host_session_permits_no_moderation_and_no_account_changes() {
    let site = hosted().await;
    let token = granted(&site, "Anaïs", "palabre-anais").await;
    let account = who(&site, bearing(get_session(), &token)).await.unwrap();
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
        site.send(bearing(request, &token))
            .await
            .assert_problem(refusal);
    }
    // Where a foreign page could not even ask, the token alone does not help either.
    let request = Request::json(Method::PATCH, "/api/topics/1", r#"{"locked":true}"#);
    let request = bearing(request, &token).without("origin");
    site.send(request)
        .await
        .assert_problem(ProblemKind::SignInRequired);
}

#[tokio::test]
async fn host_session_can_be_ended_from_its_pages_and_the_session_list() {
    let site = hosted().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let get = || Request::new(Method::GET, "/api/account/sessions").with("cookie", &cookie);
    let first: HostSession = grant(&site, &cookie, HOST).await.json();
    let second: HostSession = grant(&site, &cookie, HOST).await.json();

    let sign_out = bearing(Request::new(Method::DELETE, "/api/session"), &first.token);
    let response = site.send(sign_out).await;
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(response.header("set-cookie"), "");
    assert_eq!(who(&site, bearing(get_session(), &first.token)).await, None);

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
        who(&site, bearing(get_session(), &second.token)).await,
        None
    );
    site.send(bearing(
        Request::reply(CLOCK_TOPIC, KEY, BODY),
        &second.token,
    ))
    .await
    .assert_problem(ProblemKind::SignInRequired);
}

/// A site whose forum `atelier` has a key, and the key.
pub(crate) async fn with_key() -> (Site, String) {
    let site = hosted().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let mint = Request::new(Method::POST, "/api/forums/atelier/embedding/key");
    let key: HostKey = site.send(mint.with("cookie", &cookie)).await.json();
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

/// A page of [`HOST`] sends that token.
fn login(token: &str) -> Request {
    let json = json!({"forum": "atelier", "token": token}).to_string();
    Request::post(SESSIONS, &json).with("origin", HOST)
}

pub(crate) fn vouch(key: &str, subject: &str, name: &str) -> Request {
    login(&sign(&json!({"alg": "HS256"}), &claims(subject, name), key))
}

#[tokio::test]
async fn host_token_opens_an_account_that_is_limited_to_its_forum() {
    let (site, key) = with_key().await;
    let response = site.send(vouch(&key, "7", "Zoé")).await;
    assert_eq!(response.header("access-control-allow-origin"), HOST);
    assert_eq!(response.header("cache-control"), "no-store");
    let session: HostSession = response.json();
    assert_eq!(session.account.pseudo, "Zoé");
    let again: HostSession = site.send(vouch(&key, "7", "Zoé Martin")).await.json();
    assert_eq!(again.account, session.account, "once opened, it stays");

    let reply = bearing(Request::reply(CLOCK_TOPIC, KEY, BODY), &session.token);
    let response = site.send(reply).await;
    assert_eq!(response.json::<Posted>().post.author.pseudo, "Zoé");
    // Another forum that lists the same host has nothing to do with it.
    sql(
        &site,
        "INSERT INTO forum_hosts VALUES (2, 'https://blog.example.org', 1)",
    )
    .await;
    sql(&site, "UPDATE topics SET forum = 2 WHERE id = 1").await;
    let reply = bearing(Request::reply(CLOCK_TOPIC, OTHER_KEY, BODY), &session.token);
    site.send(reply)
        .await
        .assert_problem(ProblemKind::SignInRequired);

    let twelve_hours = 12 * 60 * 60 * 1000;
    let ends: Vec<i64> = sqlx::query_scalar("SELECT expires_at FROM sessions WHERE host = $1")
        .bind(HOST)
        .fetch_all(&site.sql().await)
        .await
        .unwrap();
    assert_eq!(ends, [NOW.0 + twelve_hours; 2]);
}

#[tokio::test]
async fn taken_name_in_a_host_token_gets_a_number() {
    let (site, key) = with_key().await;
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
        let session: HostSession = site.send(vouch(&key, subject, name)).await.json();
        assert_eq!(session.account.pseudo, pseudo);
    }
    for name in ["", "x", "a\u{200b}b", "a\nb"] {
        let breach = site.send(vouch(&key, "9", name)).await.problem().breaches[0];
        assert_eq!(breach.field, Field::Pseudo, "{name:?}");
    }
}

#[tokio::test]
async fn concurrent_first_sign_ins_of_one_subject_open_one_account() {
    let (site, key) = with_key().await;
    let (one, other) = tokio::join!(
        site.send(vouch(&key, "7", "Zoé")),
        site.send(vouch(&key, "7", "Zoé"))
    );
    let (one, other): (HostSession, HostSession) = (one.json(), other.json());
    assert_eq!(one.account, other.account);
    assert_ne!(one.token, other.token);
}

#[tokio::test]
async fn host_account_cannot_sign_in_by_password() {
    let (site, key) = with_key().await;
    site.send(vouch(&key, "7", "Zoé")).await;
    for password in ["palabre-zoe", "", "7"] {
        let json = json!({"pseudo": "Zoé", "password": password}).to_string();
        let response = site.send(Request::post("/api/session", &json)).await;
        assert!(response.status.is_client_error(), "{password}");
    }
}

#[tokio::test]
async fn invalid_host_token_is_rejected_without_a_reason() {
    let (site, key) = with_key().await;
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
        login(&with("exp", json!(now - 61))),
        login(&with("exp", json!(now + 601))),
        login(&with("iat", json!(now + 61))),
        login(&with("aud", json!("vide"))),
        login(&with("sub", json!(""))),
        login(&sign(&good, &claims("7", "Zoé"), &"0".repeat(64))),
        login(&sign(&json!({"alg": "none"}), &claims("7", "Zoé"), &key)),
        login(token.rsplit_once('.').unwrap().0),
        login("no token"),
        of_forum("vide"),
        of_forum("nirgends"),
        login(&token).without("origin"),
        login(&token).with("origin", "https://forum.example.org"),
        login(&token).with("origin", "https://www.example.org"),
    ];
    let mut told = Vec::new();
    for request in bad {
        let response = site.send(request).await;
        response.assert_problem(ProblemKind::WrongCredentials);
        told.push(response.body);
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
    site.send(login(&token).with("origin", OTHER_HOST))
        .await
        .assert_problem(ProblemKind::ForeignOrigin);
    let opened: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM host_accounts")
        .fetch_one(&site.sql().await)
        .await
        .unwrap();
    assert_eq!(opened, 0);

    // Without the key that signed it, the token is worth nothing.
    assert_eq!(site.send(login(&token)).await.status, StatusCode::OK);
    sql(&site, "UPDATE forums SET host_key = NULL").await;
    site.send(login(&token))
        .await
        .assert_problem(ProblemKind::WrongCredentials);
}

#[tokio::test]
async fn only_invalid_host_tokens_are_rate_limited_by_network() {
    let (site, key) = with_key().await;
    for _ in 0..30 {
        let response = site.send(vouch(&key, "7", "Zoé")).await;
        assert_eq!(response.status, StatusCode::OK);
    }
    for _ in 0..25 {
        site.send(login("no token"))
            .await
            .assert_problem(ProblemKind::WrongCredentials);
    }
    let response = site.send(vouch(&key, "7", "Zoé")).await;
    response.assert_problem(ProblemKind::TooManyAttempts);
    assert_eq!(response.header("access-control-allow-origin"), HOST);
    assert_ne!(response.header("retry-after"), "");
    let elsewhere = vouch(&key, "7", "Zoé").from("198.51.100.7");
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

/// The same host stands in the list of a second forum, so that what ends does not end for want of any list.
async fn host_of_two_forums() -> (Site, String) {
    let (site, key) = with_key().await;
    set_hosts(&site, "vide", &[HOST]).await;
    (site, key)
}

#[tokio::test]
async fn replacing_or_deleting_the_host_key_ends_its_sessions() {
    for method in [Method::POST, Method::DELETE] {
        let (site, key) = host_of_two_forums().await;
        let vouched: HostSession = site.send(vouch(&key, "7", "Zoé")).await.json();
        let granted = granted(&site, "Basile", "palabre-basile").await;
        let path = "/api/forums/atelier/embedding/key";
        let response = as_anais(&site, method.clone(), path, "").await;
        assert!(response.status.is_success());
        let get = bearing(get_session(), &vouched.token);
        assert_eq!(who(&site, get).await, None, "{method}");
        let reply = bearing(Request::reply(CLOCK_TOPIC, KEY, BODY), &vouched.token);
        site.send(reply)
            .await
            .assert_problem(ProblemKind::SignInRequired);
        let get = bearing(get_session(), &granted);
        assert!(who(&site, get).await.is_some(), "no key has opened it");
    }
}

#[tokio::test]
async fn replacing_another_forums_key_ends_no_session() {
    let (site, key) = host_of_two_forums().await;
    let vouched: HostSession = site.send(vouch(&key, "7", "Zoé")).await.json();
    let path = "/api/forums/vide/embedding/key";
    as_anais(&site, Method::POST, path, "").await;
    let get = bearing(get_session(), &vouched.token);
    assert!(who(&site, get).await.is_some());
}

#[tokio::test]
async fn removing_a_host_ends_its_sessions() {
    let (site, key) = with_key().await;
    set_hosts(&site, "atelier", &[HOST, OTHER_HOST]).await;
    let vouched: HostSession = site.send(vouch(&key, "7", "Zoé")).await.json();
    let granted = granted(&site, "Basile", "palabre-basile").await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    let elsewhere: HostSession = grant(&site, &cookie, OTHER_HOST).await.json();

    set_hosts(&site, "atelier", &[OTHER_HOST]).await;
    // Listed again, the host gets none of them back.
    set_hosts(&site, "atelier", &[OTHER_HOST, HOST]).await;
    for token in [&vouched.token, &granted] {
        assert_eq!(who(&site, bearing(get_session(), token)).await, None);
    }
    let get = bearing(get_session(), &elsewhere.token).with("origin", OTHER_HOST);
    assert!(who(&site, get).await.is_some(), "that host has stayed");
}

#[tokio::test]
async fn granted_session_survives_while_another_forum_lists_the_host() {
    let (site, key) = host_of_two_forums().await;
    let vouched: HostSession = site.send(vouch(&key, "7", "Zoé")).await.json();
    let granted = granted(&site, "Basile", "palabre-basile").await;
    // As somebody would who opens a forum only to strike the host out of it.
    set_hosts(&site, "vide", &[]).await;
    for token in [&vouched.token, &granted] {
        assert!(who(&site, bearing(get_session(), token)).await.is_some());
    }
    set_hosts(&site, "vide", &[HOST]).await;
    set_hosts(&site, "atelier", &[]).await;
    let get = bearing(get_session(), &vouched.token);
    assert_eq!(who(&site, get).await, None, "the forum's key has opened it");
    let get = bearing(get_session(), &granted);
    assert!(
        who(&site, get).await.is_some(),
        "it is good in the other forum"
    );
    let reply = bearing(Request::reply(CLOCK_TOPIC, KEY, BODY), &granted);
    site.send(reply)
        .await
        .assert_problem(ProblemKind::SignInRequired);
}

/// A sign-in that read the key before it was changed arrives after the sessions of that key were ended.
#[tokio::test]
async fn host_session_is_not_opened_under_a_replaced_key() {
    let (site, key) = with_key().await;
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
