//! What ends sessions for the pages of a host: a new or deleted host key, and a host that is no longer listed.

use axum::http::{Method, StatusCode};
use palabre_contract::{ForumId, HostSession, ProblemKind, Timestamp};
use palabre_server::store::{HostBasis, NewSession};
use serde_json::json;

use crate::{
    host_sessions::{
        BODY, HOST, OTHER_HOST, get_session, grant, granted, signed_in_account, with_bearer,
    },
    host_tokens::{host_sign_in, site_with_host_key},
    site::{CLOCK_TOPIC, KEY, NOW, Request, Response, Site},
};

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
