//! Strangers who guess at a password lock themselves out, and not the owner: neither in a browser that has signed in
//! before, nor by the link of a mail.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use palabre_contract::{ProblemKind, Session};
use palabre_server::{assets::Assets, housekeeping, routes::SessionCookie};
use serde_json::json;

use crate::site::{Answer, Ask, CLOCK_TOPIC, KEY, Site};

const KNOWN: &str = "palabre-known";
const SESSION: &str = "palabre";
const PASSWORD: &str = "quatre corbeaux sur le toit";

fn credentials(pseudo: &str, password: &str) -> Ask {
    let json = json!({"pseudo": pseudo, "password": password});
    Ask::post("/api/session", &json.to_string())
}

fn right() -> Ask {
    credentials("Anaïs", "palabre-anais")
}

fn wrong() -> Ask {
    credentials("Anaïs", "guess")
}

/// The cookie of that name that an answer sets, as it is sent back.
fn set(answer: &Answer, name: &str) -> Option<String> {
    let mut cookies = answer.headers.get_all("set-cookie").iter();
    let start = format!("{name}=");
    let cookie = cookies.find_map(|cookie| {
        let cookie = cookie.to_str().unwrap();
        cookie.starts_with(&start).then_some(cookie)
    })?;
    Some(cookie.split(';').next().unwrap().to_owned())
}

/// The cookie by which a browser is known that has signed in and out again.
async fn known(site: &Site, pseudo: &str, password: &str) -> String {
    let answer = site.ask(credentials(pseudo, password)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let (session, known) = (set(&answer, SESSION).unwrap(), set(&answer, KNOWN).unwrap());
    let both = format!("{session}; {known}");
    let sign_out = Ask::new(Method::DELETE, "/api/session").with("cookie", &both);
    let answer = site.ask(sign_out).await;
    assert_eq!(set(&answer, KNOWN), None, "signing out leaves it alone");
    known
}

/// Five guesses, each from somewhere else.
async fn lock(site: &Site) {
    for guess in 0..5 {
        site.ask(wrong().from(&format!("198.51.100.{guess}")))
            .await
            .refused(ProblemKind::WrongCredentials);
    }
    site.ask(right().from("198.51.100.9"))
        .await
        .refused(ProblemKind::TooManyAttempts);
}

#[tokio::test]
async fn strangers_are_locked_out_and_a_browser_that_has_signed_in_before_is_not() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    lock(&site).await;
    let answer = site.ask(right().with("cookie", &known)).await;
    assert_eq!(answer.status, StatusCode::OK);
    // That the owner is in forgives strangers nothing.
    site.ask(right().from("198.51.100.9"))
        .await
        .refused(ProblemKind::TooManyAttempts);
}

#[tokio::test]
async fn a_reply_with_credentials_knows_the_browser_and_is_let_through_as_well() {
    let site = Site::new().await;
    let reply = json!({
        "body": "Bonsoir",
        "credentials": {"pseudo": "Anaïs", "password": "palabre-anais"}
    })
    .to_string();
    let first = site.ask(Ask::reply(CLOCK_TOPIC, KEY, &reply)).await;
    let known = set(&first, KNOWN).unwrap();
    lock(&site).await;
    let again = Ask::reply(CLOCK_TOPIC, KEY, &reply);
    site.ask(again).await.refused(ProblemKind::TooManyAttempts);
    let again = Ask::reply(CLOCK_TOPIC, KEY, &reply).with("cookie", &known);
    assert_eq!(site.ask(again).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_known_browser_has_a_count_of_its_own_and_uses_up_nobody_elses() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    for _ in 0..5 {
        site.ask(wrong().with("cookie", &known))
            .await
            .refused(ProblemKind::WrongCredentials);
    }
    site.ask(right().with("cookie", &known))
        .await
        .refused(ProblemKind::TooManyAttempts);
    let elsewhere = site.ask(right().from("198.51.100.9")).await;
    assert_eq!(elsewhere.status, StatusCode::OK);
    site.clock.advance(Duration::from_secs(901));
    let later = site.ask(right().with("cookie", &known)).await;
    assert_eq!(later.status, StatusCode::OK);
}

#[tokio::test]
async fn neighbours_who_guess_do_not_hold_a_known_browser_up() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    for guess in 0..25 {
        let ask = credentials(&format!("Personne {guess}"), "guess");
        site.ask(ask).await.refused(ProblemKind::WrongCredentials);
    }
    site.ask(right())
        .await
        .refused(ProblemKind::TooManyAttempts);
    let answer = site.ask(right().with("cookie", &known)).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_forged_cookie_or_one_of_another_account_gives_nothing() {
    let site = Site::new().await;
    let of_basile = known(&site, "Basile", "palabre-basile").await;
    let answer = site.ask(right()).await;
    let session = set(&answer, SESSION).unwrap();
    lock(&site).await;
    let (_, session) = session.split_once('=').unwrap();
    for cookie in [
        of_basile,
        format!("{KNOWN}={}", "0".repeat(64)),
        format!("{KNOWN}=anais"),
        // A session's token is none of these.
        format!("{KNOWN}={session}"),
    ] {
        site.ask(right().with("cookie", &cookie))
            .await
            .refused(ProblemKind::TooManyAttempts);
    }
}

/// Somebody who can plant a cookie (another host of the domain, over http) plants their own.
#[tokio::test]
async fn a_planted_cookie_is_worth_nothing_once_somebody_signs_in_with_it() {
    let site = Site::new().await;
    let planted = known(&site, "Basile", "palabre-basile").await;
    let answer = site.ask(right().with("cookie", &planted)).await;
    let renewed = set(&answer, KNOWN).unwrap();
    assert_ne!(renewed, planted);
    lock(&site).await;
    site.ask(right().with("cookie", &planted))
        .await
        .refused(ProblemKind::TooManyAttempts);
    // The browser itself is known for both accounts now.
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM known_browsers")
        .fetch_one(&site.sql().await)
        .await
        .unwrap();
    assert_eq!(rows, 2);
    let answer = site.ask(right().with("cookie", &renewed)).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refusal_tells_as_little_of_an_account_as_before() {
    let site = Site::new().await;
    let of_basile = known(&site, "Basile", "palabre-basile").await;
    for guess in 0..6 {
        let address = format!("198.51.100.{guess}");
        let ask = |pseudo: &str| {
            let ask = credentials(pseudo, "guess").with("cookie", &of_basile);
            site.ask(ask.from(&address))
        };
        let (real, unknown) = (ask("Anaïs").await, ask("Personne").await);
        assert_eq!(real.status, unknown.status);
        assert_eq!(real.headers, unknown.headers);
        assert_eq!(real.body, unknown.body);
    }
}

async fn reset_token(site: &Site) -> String {
    let lost = json!({"email": "anais@exemple.invalid"}).to_string();
    let answer = site
        .ask(Ask::post("/api/accounts/lost-password", &lost))
        .await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let text: String = sqlx::query_scalar("SELECT text FROM mails ORDER BY id DESC LIMIT 1")
        .fetch_one(&site.sql().await)
        .await
        .unwrap();
    let (_, rest) = text.split_once("token=").unwrap();
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

fn reset(token: &str) -> Ask {
    let json = json!({"token": token, "password": PASSWORD}).to_string();
    Ask::post("/api/accounts/reset-password", &json)
}

#[tokio::test]
async fn the_link_of_a_mail_works_while_the_account_is_locked_and_clears_the_count() {
    let site = Site::new().await;
    lock(&site).await;
    let token = reset_token(&site).await;
    let answer = site.ask(reset(&token)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(set(&answer, KNOWN).is_some(), "this browser is known now");
    let elsewhere = credentials("Anaïs", PASSWORD).from("198.51.100.9");
    assert_eq!(site.ask(elsewhere).await.status, StatusCode::OK);
}

/// An address gets three mails an hour, whoever asks for them.
#[tokio::test]
async fn strangers_who_ask_for_the_link_do_not_keep_a_known_browser_from_getting_it() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    let lost = json!({"email": "anais@exemple.invalid"}).to_string();
    let ask = || Ask::post("/api/accounts/lost-password", &lost);
    let mails = async || {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM mails")
            .fetch_one(&site.sql().await)
            .await
            .unwrap();
        count
    };
    for _ in 0..4 {
        site.ask(ask().from("198.51.100.1")).await;
    }
    assert_eq!(mails().await, 3);
    let answer = site.ask(ask().with("cookie", &known)).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    assert_eq!(mails().await, 4);
}

#[tokio::test]
async fn another_password_ends_what_browsers_were_known_by() {
    let site = Site::new().await;
    let before = known(&site, "Anaïs", "palabre-anais").await;
    let answer = site.ask(right()).await;
    let own = [SESSION, KNOWN].map(|name| set(&answer, name).unwrap());
    let change = json!({"password": "palabre-anais", "new_password": PASSWORD}).to_string();
    let ask = Ask::json(Method::PUT, "/api/account/password", &change);
    let answer = site.ask(ask.with("cookie", &own.join("; "))).await;
    assert_eq!(answer.status, StatusCode::OK);
    let after = set(&answer, KNOWN).unwrap();
    lock(&site).await;
    let ask = || credentials("Anaïs", PASSWORD);
    for cookie in [&before, &own[1]] {
        site.ask(ask().with("cookie", cookie))
            .await
            .refused(ProblemKind::TooManyAttempts);
    }
    let answer = site.ask(ask().with("cookie", &after)).await;
    assert_eq!(answer.status, StatusCode::OK, "it has typed the new one");

    let known = set(&answer, KNOWN).unwrap();
    let token = reset_token(&site).await;
    assert_eq!(site.ask(reset(&token)).await.status, StatusCode::OK);
    lock(&site).await;
    site.ask(ask().with("cookie", &known))
        .await
        .refused(ProblemKind::TooManyAttempts);
}

#[tokio::test]
async fn the_cookie_is_as_well_kept_as_that_of_the_session_and_says_nothing_of_anybody() {
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
        let ask = if framed {
            right().with("palabre-framed", "1")
        } else {
            right()
        };
        let answer = site.ask(ask).await;
        let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
        assert_eq!(cookies.len(), 2);
        let cookie = cookies[1].to_str().unwrap();
        let value = set(&answer, name).unwrap();
        let (_, token) = value.split_once('=').unwrap();
        assert!(token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(
            cookie,
            format!("{value}; Path=/; Max-Age=31536000; HttpOnly; {scope}")
        );
    }
}

#[tokio::test]
async fn it_signs_nobody_in() {
    let site = Site::new().await;
    let known = known(&site, "Anaïs", "palabre-anais").await;
    let (_, token) = known.split_once('=').unwrap();
    for cookie in [known.clone(), format!("{SESSION}={token}")] {
        let get = Ask::new(Method::GET, "/api/session").with("cookie", &cookie);
        assert_eq!(site.ask(get).await.json::<Session>().account, None);
    }
}

#[tokio::test]
async fn a_browser_is_known_for_a_year_and_an_account_in_twenty_of_them() {
    let site = Site::new().await;
    let first = known(&site, "Anaïs", "palabre-anais").await;
    for _ in 0..20 {
        site.clock.advance(Duration::from_secs(1));
        known(&site, "Anaïs", "palabre-anais").await;
    }
    let last = known(&site, "Anaïs", "palabre-anais").await;
    lock(&site).await;
    site.ask(right().with("cookie", &first))
        .await
        .refused(ProblemKind::TooManyAttempts);
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    site.clock.advance(year - Duration::from_secs(1));
    lock(&site).await;
    let late = site.ask(wrong().with("cookie", &last)).await;
    late.refused(ProblemKind::WrongCredentials);
    site.clock.advance(Duration::from_secs(1));
    site.ask(right().with("cookie", &last))
        .await
        .refused(ProblemKind::TooManyAttempts);
    housekeeping::sweep_once(&site.store, site.clock.now())
        .await
        .unwrap();
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM known_browsers")
        .fetch_one(&site.sql().await)
        .await
        .unwrap();
    assert_eq!(rows, 0);
}
