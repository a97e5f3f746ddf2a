//! Known browsers: wrong passwords of strangers lock an account, but its owner can still sign in from a browser that
//! has signed in before, or by a reset link.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use palabre_contract::{ProblemKind, Session};
use palabre_server::{assets::Assets, housekeeping, routes::SessionCookie};
use serde_json::json;

use crate::site::{CLOCK_TOPIC, KEY, Request, Response, Site};

const KNOWN: &str = "palabre-known";
const SESSION: &str = "palabre";
const PASSWORD: &str = "quatre corbeaux sur le toit";

fn credentials(pseudo: &str, password: &str) -> Request {
    let json = json!({"pseudo": pseudo, "password": password});
    Request::post("/api/session", &json.to_string())
}

fn right() -> Request {
    credentials("Anaïs", "palabre-anais")
}

fn wrong() -> Request {
    credentials("Anaïs", "guess")
}

/// `name=value` of the cookie of this name that the response sets.
fn set_cookie(response: &Response, name: &str) -> Option<String> {
    let mut cookies = response.headers.get_all("set-cookie").iter();
    let start = format!("{name}=");
    let cookie = cookies.find_map(|cookie| {
        let cookie = cookie.to_str().unwrap();
        cookie.starts_with(&start).then_some(cookie)
    })?;
    Some(cookie.split(';').next().unwrap().to_owned())
}

/// Signs in and out again, and returns the cookie that identifies the browser.
async fn known(site: &Site, pseudo: &str, password: &str) -> String {
    let response = site.send(credentials(pseudo, password)).await;
    assert_eq!(response.status, StatusCode::OK);
    let (session, known) = (
        set_cookie(&response, SESSION).unwrap(),
        set_cookie(&response, KNOWN).unwrap(),
    );
    let both = format!("{session}; {known}");
    let sign_out = Request::new(Method::DELETE, "/api/session").with("cookie", &both);
    let response = site.send(sign_out).await;
    assert_eq!(
        set_cookie(&response, KNOWN),
        None,
        "signing out keeps the browser known"
    );
    known
}

/// Locks the account of Anaïs by five wrong passwords from different addresses.
async fn lock_account(site: &Site) {
    for guess in 0..5 {
        site.send(wrong().from(&format!("198.51.100.{guess}")))
            .await
            .assert_problem(ProblemKind::WrongCredentials);
    }
    site.send(right().from("198.51.100.9"))
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
}

#[tokio::test]
async fn lockout_exempts_a_known_browser() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    lock_account(&site).await;
    let response = site.send(right().with("cookie", &known)).await;
    assert_eq!(response.status, StatusCode::OK);
    // The owner's sign-in does not clear the count of strangers.
    site.send(right().from("198.51.100.9"))
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
}

#[tokio::test]
async fn reply_with_credentials_from_a_known_browser_bypasses_a_lockout() {
    let site = Site::new().await;
    let reply = json!({
        "body": "Bonsoir",
        "credentials": {"pseudo": "Anaïs", "password": "palabre-anais"}
    })
    .to_string();
    let first = site.send(Request::reply(CLOCK_TOPIC, KEY, &reply)).await;
    let known = set_cookie(&first, KNOWN).unwrap();
    lock_account(&site).await;
    let again = Request::reply(CLOCK_TOPIC, KEY, &reply);
    site.send(again)
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
    let again = Request::reply(CLOCK_TOPIC, KEY, &reply).with("cookie", &known);
    assert_eq!(site.send(again).await.status, StatusCode::OK);
}

#[tokio::test]
async fn known_browser_has_its_own_attempt_limit() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    for _ in 0..5 {
        site.send(wrong().with("cookie", &known))
            .await
            .assert_problem(ProblemKind::WrongCredentials);
    }
    site.send(right().with("cookie", &known))
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
    let other_address = site.send(right().from("198.51.100.9")).await;
    assert_eq!(other_address.status, StatusCode::OK);
    site.clock.advance(Duration::from_secs(901));
    let later = site.send(right().with("cookie", &known)).await;
    assert_eq!(later.status, StatusCode::OK);
}

#[tokio::test]
async fn network_limit_exempts_a_known_browser() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    for guess in 0..25 {
        let request = credentials(&format!("Personne {guess}"), "guess");
        site.send(request)
            .await
            .assert_problem(ProblemKind::WrongCredentials);
    }
    site.send(right())
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
    let response = site.send(right().with("cookie", &known)).await;
    assert_eq!(response.status, StatusCode::OK);
}

#[tokio::test]
async fn forged_cookie_or_one_of_another_account_does_not_bypass_a_lockout() {
    let site = Site::new().await;
    let cookie_of_basile = known(&site, "Basile", "palabre-basile").await;
    let response = site.send(right()).await;
    let session = set_cookie(&response, SESSION).unwrap();
    lock_account(&site).await;
    let (_, session) = session.split_once('=').unwrap();
    for cookie in [
        cookie_of_basile,
        format!("{KNOWN}={}", "0".repeat(64)),
        format!("{KNOWN}=anais"),
        // A session token.
        format!("{KNOWN}={session}"),
    ] {
        site.send(right().with("cookie", &cookie))
            .await
            .assert_problem(ProblemKind::TooManyAttempts);
    }
}

/// The attack: another host of the domain, or anyone over plain HTTP, sets its own cookie in a victim's browser.
#[tokio::test]
async fn planted_cookie_is_replaced_at_sign_in() {
    let site = Site::new().await;
    let planted = known(&site, "Basile", "palabre-basile").await;
    let response = site.send(right().with("cookie", &planted)).await;
    let renewed = set_cookie(&response, KNOWN).unwrap();
    assert_ne!(renewed, planted);
    lock_account(&site).await;
    site.send(right().with("cookie", &planted))
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
    // The browser is now known for both accounts.
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM known_browsers")
        .fetch_one(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(rows, 2);
    let response = site.send(right().with("cookie", &renewed)).await;
    assert_eq!(response.status, StatusCode::OK);
}

#[tokio::test]
async fn known_browser_learns_nothing_about_other_accounts() {
    let site = Site::new().await;
    let cookie_of_basile = known(&site, "Basile", "palabre-basile").await;
    for number in 0..6 {
        let address = format!("198.51.100.{number}");
        let guess = |pseudo: &str| {
            let request = credentials(pseudo, "guess").with("cookie", &cookie_of_basile);
            site.send(request.from(&address))
        };
        let (real, unknown) = (guess("Anaïs").await, guess("Personne").await);
        assert_eq!(real.status, unknown.status);
        assert_eq!(real.headers, unknown.headers);
        assert_eq!(real.body, unknown.body);
    }
}

async fn reset_token(site: &Site) -> String {
    let lost = json!({"email": "anais@exemple.invalid"}).to_string();
    let response = site
        .send(Request::post("/api/accounts/lost-password", &lost))
        .await;
    assert_eq!(response.status, StatusCode::ACCEPTED);
    let text: String = sqlx::query_scalar("SELECT text FROM mails ORDER BY id DESC LIMIT 1")
        .fetch_one(&site.pool().await)
        .await
        .unwrap();
    let (_, rest) = text.split_once("token=").unwrap();
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

fn reset(token: &str) -> Request {
    let json = json!({"token": token, "password": PASSWORD}).to_string();
    Request::post("/api/accounts/reset-password", &json)
}

#[tokio::test]
async fn reset_link_works_during_a_lockout_and_clears_it() {
    let site = Site::new().await;
    lock_account(&site).await;
    let token = reset_token(&site).await;
    let response = site.send(reset(&token)).await;
    assert_eq!(response.status, StatusCode::OK);
    assert!(
        set_cookie(&response, KNOWN).is_some(),
        "the browser becomes known"
    );
    let other_address = credentials("Anaïs", PASSWORD).from("198.51.100.9");
    assert_eq!(site.send(other_address).await.status, StatusCode::OK);
}

/// Mails to one address are limited to three an hour for all requesters together.
#[tokio::test]
async fn mail_limit_for_reset_links_exempts_a_known_browser() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    let lost = json!({"email": "anais@exemple.invalid"}).to_string();
    let request = || Request::post("/api/accounts/lost-password", &lost);
    let mails = async || {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM mails")
            .fetch_one(&site.pool().await)
            .await
            .unwrap();
        count
    };
    for _ in 0..4 {
        site.send(request().from("198.51.100.1")).await;
    }
    assert_eq!(mails().await, 3);
    let response = site.send(request().with("cookie", &known)).await;
    assert_eq!(response.status, StatusCode::ACCEPTED);
    assert_eq!(mails().await, 4);
}

#[tokio::test]
async fn password_change_and_reset_forget_known_browsers() {
    let site = Site::new().await;
    let before = known(&site, "Anaïs", "palabre-anais").await;
    let response = site.send(right()).await;
    let own = [SESSION, KNOWN].map(|name| set_cookie(&response, name).unwrap());
    let change = json!({"password": "palabre-anais", "new_password": PASSWORD}).to_string();
    let request = Request::json(Method::PUT, "/api/account/password", &change);
    let response = site.send(request.with("cookie", &own.join("; "))).await;
    assert_eq!(response.status, StatusCode::OK);
    let after = set_cookie(&response, KNOWN).unwrap();
    lock_account(&site).await;
    let request = || credentials("Anaïs", PASSWORD);
    for cookie in [&before, &own[1]] {
        site.send(request().with("cookie", cookie))
            .await
            .assert_problem(ProblemKind::TooManyAttempts);
    }
    let response = site.send(request().with("cookie", &after)).await;
    assert_eq!(
        response.status,
        StatusCode::OK,
        "the browser has used the new password"
    );

    let known = set_cookie(&response, KNOWN).unwrap();
    let token = reset_token(&site).await;
    assert_eq!(site.send(reset(&token)).await.status, StatusCode::OK);
    lock_account(&site).await;
    site.send(request().with("cookie", &known))
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
}

#[tokio::test]
async fn known_browser_cookie_is_random_and_protected_like_the_session() {
    for (secure, framed, name, scope) in [
        (false, false, "palabre-known", "SameSite=Lax"),
        (true, false, "__Host-palabre-known", "SameSite=Lax; Secure"),
        (
            true,
            true,
            "__Host-palabre-framed-known",
            "SameSite=None; Secure; Partitioned",
        ),
    ] {
        let site = Site::with(SessionCookie::new(secure), Assets::none()).await;
        let request = if framed {
            right().with("palabre-framed", "1")
        } else {
            right()
        };
        let response = site.send(request).await;
        let cookies: Vec<_> = response.headers.get_all("set-cookie").iter().collect();
        assert_eq!(cookies.len(), 2);
        let cookie = cookies[1].to_str().unwrap();
        let value = set_cookie(&response, name).unwrap();
        let (_, token) = value.split_once('=').unwrap();
        assert!(token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(
            cookie,
            format!("{value}; Path=/; Max-Age=31536000; HttpOnly; {scope}")
        );
    }
}

#[tokio::test]
async fn known_browser_cookie_does_not_sign_in() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    let (_, token) = known.split_once('=').unwrap();
    for cookie in [known.clone(), format!("{SESSION}={token}")] {
        let get = Request::new(Method::GET, "/api/session").with("cookie", &cookie);
        assert_eq!(site.send(get).await.json::<Session>().account, None);
    }
}

#[tokio::test]
async fn known_browsers_expire_after_a_year_and_are_limited_to_twenty_per_account() {
    let site = Site::new().await;
    let first = known(&site, "Anaïs", "palabre-anais").await;
    for _ in 0..20 {
        site.clock.advance(Duration::from_secs(1));
        known(&site, "Anaïs", "palabre-anais").await;
    }
    let last = known(&site, "Anaïs", "palabre-anais").await;
    lock_account(&site).await;
    site.send(right().with("cookie", &first))
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    site.clock.advance(year - Duration::from_secs(1));
    lock_account(&site).await;
    let late = site.send(wrong().with("cookie", &last)).await;
    late.assert_problem(ProblemKind::WrongCredentials);
    site.clock.advance(Duration::from_secs(1));
    site.send(right().with("cookie", &last))
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
    housekeeping::sweep_once(&site.store, site.clock.now())
        .await
        .unwrap();
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM known_browsers")
        .fetch_one(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(rows, 0);
}
