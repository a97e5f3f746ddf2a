//! Signing in and out, and rate limits on sign-in attempts.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use palabre_contract::{Breach, Fault, Field, ProblemKind, Session};
use palabre_server::{assets::Assets, routes::SessionCookie};
use serde_json::json;

use crate::site::{CLOCK_TOPIC, KEY, Request, Response, Site};

const SESSION: &str = "/api/session";

fn credentials(pseudo: &str, password: &str) -> Request {
    let json = json!({"pseudo": pseudo, "password": password});
    Request::post(SESSION, &json.to_string())
}

async fn signed_in_pseudo(site: &Site, cookie: &str) -> Option<String> {
    let response = site
        .send(Request::new(Method::GET, SESSION).with("cookie", cookie))
        .await;
    assert_eq!(response.header("cache-control"), "no-store");
    let session: Session = response.json();
    session.account.map(|account| account.pseudo)
}

#[tokio::test]
async fn session_lasts_until_sign_out() {
    let site = Site::new().await;
    assert_eq!(signed_in_pseudo(&site, "").await, None);
    let response = site.send(credentials(" ANAÏS ", "palabre-anais")).await;
    let cookie = response.header("set-cookie");
    assert!(
        cookie.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    let cookie = response.cookie();
    assert_eq!(
        signed_in_pseudo(&site, &cookie).await.as_deref(),
        Some("Anaïs")
    );

    let request = Request::new(Method::DELETE, SESSION).with("cookie", &cookie);
    let response = site.send(request).await;
    assert_eq!(
        response.header("set-cookie"),
        "palabre=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
    );
    assert_eq!(response.json::<Session>(), Session::default());
    assert_eq!(
        signed_in_pseudo(&site, &cookie).await,
        None,
        "the cookie is invalid after sign-out"
    );
    let request = Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"Bonsoir"}"#).with("cookie", &cookie);
    site.send(request)
        .await
        .assert_problem(ProblemKind::SignInRequired);
}

#[tokio::test]
async fn sign_in_issues_a_new_token_and_ends_the_previous_session() {
    let site = Site::new().await;
    let first = site.sign_in("Anaïs", "palabre-anais").await;
    let request = credentials("Anaïs", "palabre-anais").with("cookie", &first);
    let second = site.send(request).await.cookie();
    assert_ne!(first, second);
    assert_eq!(signed_in_pseudo(&site, &first).await, None);
    assert_eq!(
        signed_in_pseudo(&site, &second).await.as_deref(),
        Some("Anaïs")
    );
}

#[tokio::test]
async fn session_expires_after_thirty_days() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let day = Duration::from_secs(86_400);
    site.clock.advance(day * 30 - Duration::from_secs(1));
    assert!(signed_in_pseudo(&site, &cookie).await.is_some());
    site.clock.advance(Duration::from_secs(1));
    assert_eq!(signed_in_pseudo(&site, &cookie).await, None);
}

#[tokio::test]
async fn https_session_cookie_is_secure_and_bound_to_the_host() {
    let site = Site::with(SessionCookie::new(true), Assets::none()).await;
    let response = site.send(credentials("Anaïs", "palabre-anais")).await;
    let cookie = response.header("set-cookie");
    assert!(cookie.starts_with("__Host-palabre="), "{cookie}");
    assert!(cookie.ends_with("; Secure"), "{cookie}");
    let unbound = response.cookie().replace("__Host-", "");
    assert_eq!(signed_in_pseudo(&site, &unbound).await, None);
}

#[tokio::test]
async fn wrong_password_and_unknown_pseudo_get_the_same_response() {
    let site = Site::new().await;
    let wrong = site.send(credentials("Anaïs", "not-her-password")).await;
    let unknown = site.send(credentials("Personne", "not-her-password")).await;
    wrong.assert_problem(ProblemKind::WrongCredentials);
    assert_eq!(wrong.body, unknown.body);
    let names = |response: &Response| response.headers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&wrong), names(&unknown));
    let reply = r#"{"body":"Bonsoir","credentials":{"pseudo":"Anaïs","password":"no"}}"#;
    let refused = site.send(Request::reply(CLOCK_TOPIC, KEY, reply)).await;
    assert_eq!(refused.body, wrong.body);
}

#[tokio::test]
async fn invalid_credentials_are_rejected_with_the_breach() {
    let site = Site::new().await;
    let problem = site.send(credentials("", "x")).await.problem();
    assert_eq!(problem.kind, ProblemKind::Invalid);
    let empty = Breach {
        field: Field::Pseudo,
        fault: Fault::Empty,
    };
    assert_eq!(problem.breaches, [empty]);
    site.send(Request::post(SESSION, "null"))
        .await
        .assert_problem(ProblemKind::Malformed);
}

#[tokio::test]
async fn sixth_guess_at_an_account_is_rate_limited_from_every_address() {
    let site = Site::new().await;
    for guess in 0..5 {
        let request = if guess % 2 == 0 {
            credentials("Anaïs", "guess")
        } else {
            // Credentials in a reply count as attempts too.
            let reply = r#"{"body":"Bonsoir","credentials":{"pseudo":"anaïs","password":"guess"}}"#;
            Request::reply(CLOCK_TOPIC, KEY, reply)
        };
        let response = site.send(request.from(&format!("192.0.2.{guess}"))).await;
        response.assert_problem(ProblemKind::WrongCredentials);
    }
    let right = || credentials("Anaïs", "palabre-anais").from("198.51.100.1");
    let response = site.send(right()).await;
    response.assert_problem(ProblemKind::TooManyAttempts);
    assert_eq!(response.problem().retry_after, Some(901));
    assert_eq!(response.header("retry-after"), "901");
    let other = site.send(credentials("Basile", "palabre-basile")).await;
    assert_eq!(
        other.status,
        StatusCode::OK,
        "other accounts are not limited"
    );
    site.clock.advance(Duration::from_secs(901));
    assert_eq!(site.send(right()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn guesses_are_limited_to_25_per_network() {
    let site = Site::new().await;
    for guess in 0..25 {
        let request = credentials(&format!("Personne {guess}"), "guess");
        let address = format!("2001:db8::{guess:x}");
        site.send(request.from(&address))
            .await
            .assert_problem(ProblemKind::WrongCredentials);
    }
    let right = || credentials("Basile", "palabre-basile");
    let same_network = site.send(right().from("2001:db8::1:1")).await;
    same_network.assert_problem(ProblemKind::TooManyAttempts);
    let other_network = site.send(right().from("2001:db8:0:1::1")).await;
    assert_eq!(other_network.status, StatusCode::OK);
    // A client could forge this header, so it counts only from a trusted proxy.
    let forged = right()
        .from("2001:db8::1")
        .with("x-forwarded-for", "203.0.113.9");
    site.send(forged)
        .await
        .assert_problem(ProblemKind::TooManyAttempts);
}

#[tokio::test]
async fn successful_sign_ins_are_not_rate_limited() {
    let site = Site::new().await;
    for _ in 0..30 {
        site.sign_in("Basile", "palabre-basile").await;
    }
}
