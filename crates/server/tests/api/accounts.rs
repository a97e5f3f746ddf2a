//! Accounts: sign-up and password reset by mail, changes of settings, deletion.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use palabre_contract::{Account, Breach, Fault, Field, ProblemKind, Session, SessionList};
use serde_json::json;

use crate::site::{CLOCK_TOPIC, KEY, Request, Response, Site};

const PASSWORD: &str = "quatre corbeaux sur le toit";

struct Mail {
    recipient: String,
    text: String,
}

/// The queued mails, oldest first.
async fn mails(site: &Site) -> Vec<Mail> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT recipient, text FROM mails ORDER BY id")
            .fetch_all(&site.pool().await)
            .await
            .unwrap();
    rows.into_iter()
        .map(|(recipient, text)| Mail { recipient, text })
        .collect()
}

/// The token in the link of the newest mail.
pub(crate) async fn mailed_token(site: &Site) -> String {
    let mails = mails(site).await;
    let text = &mails.last().unwrap().text;
    let (_, rest) = text.split_once("token=").unwrap();
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

pub(crate) fn new_account(pseudo: &str, email: &str) -> Request {
    let account = json!({
        "pseudo": pseudo, "email": email, "password": PASSWORD, "back_to": "/t/1/reply",
    });
    Request::post("/api/accounts", &account.to_string())
}

pub(crate) fn confirm(token: &str) -> Request {
    Request::post(
        "/api/accounts/confirm",
        &json!({"token": token}).to_string(),
    )
}

fn request_reset(email: &str) -> Request {
    Request::post(
        "/api/accounts/lost-password",
        &json!({"email": email}).to_string(),
    )
}

fn reset(token: &str, password: &str) -> Request {
    let reset = json!({"token": token, "password": password});
    Request::post("/api/accounts/reset-password", &reset.to_string())
}

fn breaches(response: &Response) -> Vec<Breach> {
    response.problem().breaches
}

async fn signed_in_pseudo(site: &Site, cookie: &str) -> Option<String> {
    let request = Request::new(Method::GET, "/api/session").with("cookie", cookie);
    let session: Session = site.send(request).await.json();
    session.account.map(|account| account.pseudo)
}

#[tokio::test]
async fn confirmation_link_opens_the_account_once() {
    let site = Site::new().await;
    let accepted = site.send(new_account("Zoé", "Zoe@Example.org")).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED);
    let sent = mails(&site).await;
    assert_eq!(sent[0].recipient, "Zoe@Example.org");
    assert!(
        sent[0].text.contains("&back=%2Ft%2F1%2Freply"),
        "{}",
        sent[0].text
    );
    let credentials = json!({"pseudo": "Zoé", "password": PASSWORD}).to_string();
    let before_confirmation = site.send(Request::post("/api/session", &credentials)).await;
    assert_eq!(before_confirmation.status, StatusCode::UNAUTHORIZED);

    let token = mailed_token(&site).await;
    let opened = site.send(confirm(&token)).await;
    assert_eq!(opened.status, StatusCode::OK);
    assert_eq!(
        signed_in_pseudo(&site, &opened.cookie()).await.as_deref(),
        Some("Zoé")
    );
    let again = site.send(confirm(&token)).await;
    assert_eq!(again.problem().kind, ProblemKind::LinkExpired);
    assert_eq!(again.status, StatusCode::GONE);
}

#[tokio::test]
async fn sign_up_does_not_reveal_whether_an_address_has_an_account() {
    let site = Site::new().await;
    let unknown = site.send(new_account("Zoé", "zoe@example.org")).await;
    let known = site
        .send(new_account("Yves", "ANAIS@exemple.invalid"))
        .await;
    assert_eq!((unknown.status, &unknown.body), (known.status, &known.body));
    let sent = mails(&site).await;
    assert!(sent[1].text.contains("déjà un compte"));
    assert!(!sent[1].text.contains("token="));
    // Names are public, so a taken one may be reported.
    for taken in ["anaïs", "Compte supprimé"] {
        let response = site.send(new_account(taken, "x@example.org")).await;
        let expected = [Breach {
            field: Field::Pseudo,
            fault: Fault::Taken,
        }];
        assert_eq!(breaches(&response), expected, "{taken}");
    }
}

#[tokio::test]
async fn filled_honeypot_is_accepted_but_sends_no_mail() {
    let site = Site::new().await;
    let account = json!({
        "pseudo": "Robot", "email": "r@example.org", "password": PASSWORD, "website": "http://x",
    });
    let response = site
        .send(Request::post("/api/accounts", &account.to_string()))
        .await;
    assert_eq!(response.status, StatusCode::ACCEPTED);
    assert!(mails(&site).await.is_empty());
}

#[tokio::test]
async fn reset_link_works_once_within_ten_minutes_and_ends_all_sessions() {
    let site = Site::new().await;
    let session = site.sign_in("Anaïs", "palabre-anais").await;
    let known = site.send(request_reset("anais@exemple.invalid")).await;
    let unknown = site.send(request_reset("personne@example.org")).await;
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    assert_eq!(mails(&site).await.len(), 1);
    let tokens: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM mail_tokens")
        .fetch_one(&site.pool().await)
        .await
        .unwrap();
    assert_eq!(
        tokens, 2,
        "both cases write a token, so response times do not differ"
    );
    let first = mailed_token(&site).await;
    site.send(request_reset("anais@exemple.invalid")).await;
    let second = mailed_token(&site).await;
    let superseded = site.send(reset(&first, PASSWORD)).await;
    assert_eq!(superseded.problem().kind, ProblemKind::LinkExpired);
    let weak = site.send(reset(&second, "anaïs123")).await;
    assert_eq!(breaches(&weak)[0].fault, Fault::TooCommon);

    let done = site.send(reset(&second, PASSWORD)).await;
    assert_eq!(done.status, StatusCode::OK);
    assert_eq!(signed_in_pseudo(&site, &session).await, None);
    assert_eq!(
        signed_in_pseudo(&site, &done.cookie()).await.as_deref(),
        Some("Anaïs")
    );
    let again = site.send(reset(&second, PASSWORD)).await;
    assert_eq!(again.problem().kind, ProblemKind::LinkExpired);

    site.send(request_reset("anais@exemple.invalid")).await;
    let late = mailed_token(&site).await;
    site.clock.advance(Duration::from_secs(10 * 60));
    let response = site.send(reset(&late, PASSWORD)).await;
    assert_eq!(response.problem().kind, ProblemKind::LinkExpired);
}

#[tokio::test]
async fn mails_are_limited_to_three_per_address_and_ten_per_network_an_hour() {
    let site = Site::new().await;
    for _ in 0..5 {
        let response = site.send(request_reset("anais@exemple.invalid")).await;
        assert_eq!(response.status, StatusCode::ACCEPTED);
    }
    assert_eq!(mails(&site).await.len(), 3);
    for _ in 0..5 {
        site.send(request_reset("personne@example.org")).await;
    }
    let response = site.send(request_reset("autre@example.org")).await;
    assert_eq!(response.problem().kind, ProblemKind::TooManyAttempts);
    let other_network = site
        .send(request_reset("autre@example.org").from("198.51.100.7"))
        .await;
    assert_eq!(other_network.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn password_change_requires_the_current_one_and_ends_other_sessions() {
    let site = Site::new().await;
    let other = site.sign_in("Basile", "palabre-basile").await;
    let mine = site.sign_in("Basile", "palabre-basile").await;
    let change = |password: &str| {
        let change = json!({"password": password, "new_password": PASSWORD});
        Request::json(Method::PUT, "/api/account/password", &change.to_string())
            .with("cookie", &mine)
    };
    let wrong = site.send(change("pas le bon")).await;
    assert_eq!(wrong.problem().kind, ProblemKind::WrongCredentials);
    assert_eq!(
        site.send(change("palabre-basile")).await.status,
        StatusCode::OK
    );
    assert_eq!(
        signed_in_pseudo(&site, &mine).await.as_deref(),
        Some("Basile")
    );
    assert_eq!(signed_in_pseudo(&site, &other).await, None);
}

#[tokio::test]
async fn new_email_takes_effect_on_confirmation_and_signs_nobody_in() {
    let site = Site::new().await;
    let mine = site.sign_in("Basile", "palabre-basile").await;
    let change = json!({"password": "palabre-basile", "email": "nouveau@example.org"});
    let request = Request::json(Method::PUT, "/api/account/email", &change.to_string());
    let accepted = site.send(request.with("cookie", &mine)).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED);
    let confirmed = site.send(confirm(&mailed_token(&site).await)).await;
    assert_eq!(confirmed.status, StatusCode::OK);
    let session: Session = confirmed.json();
    assert_eq!(session.account, None);
    let request = Request::new(Method::GET, "/api/session").with("cookie", &mine);
    let session: Session = site.send(request).await.json();
    let email = session.account.unwrap().email;
    assert_eq!(email.as_deref(), Some("nouveau@example.org"));
    let notified = mails(&site).await.pop().unwrap();
    assert_eq!(notified.recipient, "basile@exemple.invalid");
}

#[tokio::test]
async fn only_the_owner_lists_and_ends_sessions() {
    let site = Site::new().await;
    let other = site.sign_in("Basile", "palabre-basile").await;
    let mine = site.sign_in("Basile", "palabre-basile").await;
    let list =
        |cookie: &str| Request::new(Method::GET, "/api/account/sessions").with("cookie", cookie);
    let sessions: SessionList = site.send(list(&mine)).await.json();
    assert_eq!(sessions.sessions.len(), 2);
    let other_session = sessions.sessions.iter().find(|open| !open.current).unwrap();
    let path = format!("/api/account/sessions/{}", other_session.id);
    let other_account = site.sign_in("Anaïs", "palabre-anais").await;
    let end = |cookie: &str| Request::new(Method::DELETE, &path).with("cookie", cookie);
    assert_eq!(
        site.send(end(&other_account)).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(site.send(end(&mine)).await.status, StatusCode::OK);
    assert_eq!(signed_in_pseudo(&site, &other).await, None);
    assert_eq!(site.send(list("")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signature_and_preferences_are_validated_and_stored() {
    let site = Site::new().await;
    let mine = site.sign_in("Basile", "palabre-basile").await;
    let put = |path: &str, body: serde_json::Value| {
        Request::json(Method::PUT, path, &body.to_string()).with("cookie", &mine)
    };
    let long = site
        .send(put(
            "/api/account/signature",
            json!({"signature": "a\nb\nc\nd\ne\nf"}),
        ))
        .await;
    assert_eq!(breaches(&long)[0].fault, Fault::TooManyLines { max: 5 });
    let account: Account = site
        .send(put(
            "/api/account/signature",
            json!({"signature": "[b]B.[/b]"}),
        ))
        .await
        .json();
    assert_eq!(account.signature.as_deref(), Some("[b]B.[/b]"));
    let account: Account = site
        .send(put(
            "/api/account/preferences",
            json!({"posts_per_page": 50, "theme": "dark"}),
        ))
        .await
        .json();
    assert_eq!(account.preferences.posts_per_page, 50);
    let greedy = site
        .send(put(
            "/api/account/preferences",
            json!({"posts_per_page": 51}),
        ))
        .await;
    assert_eq!(breaches(&greedy)[0].field, Field::Preferences);
}

#[tokio::test]
async fn deleted_account_leaves_its_posts_without_its_name() {
    let site = Site::new().await;
    let mine = site.sign_in("Basile", "palabre-basile").await;
    let reply = Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"Avant de partir"}"#);
    site.send(reply.with("cookie", &mine)).await;
    let leave = |password: &str| {
        let body = json!({"password": password}).to_string();
        Request::post("/api/account/deletion", &body).with("cookie", &mine)
    };
    assert_eq!(
        site.send(leave("non")).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        site.send(leave("palabre-basile")).await.status,
        StatusCode::OK
    );
    assert_eq!(signed_in_pseudo(&site, &mine).await, None);
    let thread = site.get(CLOCK_TOPIC).await;
    let text = String::from_utf8(thread.body.to_vec()).unwrap();
    assert!(text.contains("Avant de partir") && text.contains("Compte supprimé"));
    assert!(!text.contains("Basile"), "{text}");
}
