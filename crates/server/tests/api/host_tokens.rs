//! Sign-in to the pages of a host by tokens that the host's server signs.

use axum::http::{Method, StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use palabre_contract::{Field, HostKey, HostSession, Posted, ProblemKind};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{
    embedding::site_with_host,
    host_sessions::{BODY, HOST, OTHER_HOST, SESSIONS, execute, with_bearer},
    site::{CLOCK_TOPIC, KEY, NOW, OTHER_KEY, Request, Site},
};

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
