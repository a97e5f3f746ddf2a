//! Creating forums, their settings, teams and audit logs.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use palabre_contract::{
    AuditAction, Breach, Fault, Field, Forum, ForumList, LogPage, ProblemKind, Role, Team,
};
use serde_json::json;

use crate::site::{Request, Response, Site};

fn settings(slug: &str) -> String {
    json!({
        "slug": slug, "name": "Le grenier", "description": "Ce qu'on garde.", "language": "fr",
        "accent": "#8A3FFC", "readers": "member", "writers": "guest"
    })
    .to_string()
}

async fn send(site: &Site, method: Method, path: &str, json: &str, cookie: &str) -> Response {
    site.send(Request::json(method, path, json).with("cookie", cookie))
        .await
}

#[tokio::test]
async fn creator_of_a_forum_becomes_its_administrator() {
    let site = Site::new().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let response = send(
        &site,
        Method::POST,
        "/api/forums",
        &settings("grenier"),
        &basile,
    )
    .await;
    assert_eq!(response.status, StatusCode::CREATED);
    assert_eq!(response.header("location"), "/api/forums/grenier");
    let forum: Forum = response.json();
    assert_eq!(forum.accent.as_deref(), Some("#8a3ffc"));
    assert_eq!(
        (forum.readers, forum.writers),
        (Role::Member, Role::Member),
        "writers are limited to readers"
    );
    let get = |path| Request::new(Method::GET, path).with("cookie", &basile);
    let list: ForumList = site.send(get("/api/forums")).await.json();
    assert_eq!(list.forums.last(), Some(&forum));
    let team: Team = site.send(get("/api/forums/grenier/team")).await.json();
    assert_eq!(team.members[0].pseudo, "Basile");
    assert_eq!(team.members[0].role, Role::Administrator);
    let log: LogPage = site.send(get("/api/forums/grenier/log")).await.json();
    assert_eq!(
        (log.entries[0].act, &*log.entries[0].subject),
        (AuditAction::Opened, "Le grenier")
    );
}

#[tokio::test]
async fn creating_forums_requires_an_account_and_a_free_slug_up_to_five_a_day() {
    let site = Site::new().await;
    let request = Request::post("/api/forums", &settings("grenier"));
    site.send(request)
        .await
        .assert_problem(ProblemKind::SignInRequired);
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let open =
        async |slug: &str| send(&site, Method::POST, "/api/forums", &settings(slug), &basile).await;
    let taken = open("atelier").await.problem();
    assert_eq!(
        taken.breaches,
        [Breach {
            field: Field::Slug,
            fault: Fault::Taken
        }]
    );
    assert_eq!(open("Gre nier").await.problem().kind, ProblemKind::Invalid);
    for number in 0..5 {
        let response = open(&format!("grenier-{number}")).await;
        assert_eq!(response.status, StatusCode::CREATED);
    }
    let response = open("grenier-5").await;
    response.assert_problem(ProblemKind::TooManyAttempts);
    assert_eq!(response.problem().retry_after, Some(24 * 60 * 60 + 1));
    site.clock.advance(Duration::from_secs(24 * 60 * 60));
    assert_eq!(open("grenier-5").await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn only_administrators_change_forum_settings() {
    let site = Site::new().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let put = async |json: &str, cookie: &str| {
        send(&site, Method::PUT, "/api/forums/atelier", json, cookie).await
    };
    put(&settings("atelier"), "")
        .await
        .assert_problem(ProblemKind::SignInRequired);
    put(&settings("atelier"), &basile)
        .await
        .assert_problem(ProblemKind::Forbidden);
    sqlx::query("INSERT INTO forum_roles VALUES (1, 2, 'moderator')")
        .execute(&site.pool().await)
        .await
        .unwrap();
    put(&settings("atelier"), &basile)
        .await
        .assert_problem(ProblemKind::Forbidden);
    let other = put(&settings("grenier"), &anais).await.problem();
    assert_eq!(other.breaches[0].field, Field::Slug);
    let forum: Forum = put(&settings("atelier"), &anais).await.json();
    assert_eq!(forum.name, "Le grenier");
    assert_eq!((forum.topics, forum.posts), (2, 3));
}

#[tokio::test]
async fn roles_can_change_but_the_last_administrator_stays() {
    let site = Site::new().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    send(
        &site,
        Method::POST,
        "/api/forums",
        &settings("grenier"),
        &basile,
    )
    .await;
    let appoint = async |pseudo: &str, role: &str| {
        let json = json!({"pseudo": pseudo, "role": role}).to_string();
        send(
            &site,
            Method::PUT,
            "/api/forums/grenier/team",
            &json,
            &basile,
        )
        .await
    };
    let breach = async |pseudo: &str, role: &str| appoint(pseudo, role).await.problem().breaches[0];
    assert_eq!(breach("Zoé\0", "moderator").await.fault, Fault::Unknown);
    assert_eq!(breach("Anaïs", "guest").await.field, Field::Role);
    let response = appoint("basile", "moderator").await;
    response.assert_problem(ProblemKind::Forbidden);
    assert!(response.problem().detail.unwrap().contains("administrator"));
    let team: Team = appoint(" ANAÏS ", "administrator").await.json();
    assert_eq!(team.members.len(), 2);
    let team: Team = appoint("Basile", "moderator").await.json();
    let roles: Vec<_> = team.members.iter().map(|m| (&*m.pseudo, m.role)).collect();
    assert_eq!(
        roles,
        [("Anaïs", Role::Administrator), ("Basile", Role::Moderator)]
    );
    appoint("Basile", "administrator")
        .await
        .assert_problem(ProblemKind::Forbidden);
    let get = Request::new(Method::GET, "/api/forums/grenier/log").with("cookie", &basile);
    let log: LogPage = site.send(get).await.json();
    let acts: Vec<_> = log.entries.iter().map(|e| (e.act, &*e.subject)).collect();
    assert_eq!(
        acts,
        [
            (AuditAction::Appointed, "Basile"),
            (AuditAction::Appointed, "Anaïs"),
            (AuditAction::Opened, "Le grenier")
        ]
    );
}

#[tokio::test]
async fn audit_log_is_paginated_and_visible_to_moderators_only() {
    let site = Site::new().await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let get = async |query: &str, cookie: &str| {
        let path = format!("/api/forums/atelier/log{query}");
        site.send(Request::new(Method::GET, &path).with("cookie", cookie))
            .await
    };
    get("", "")
        .await
        .assert_problem(ProblemKind::SignInRequired);
    get("", &basile)
        .await
        .assert_problem(ProblemKind::Forbidden);
    for number in 0..51 {
        let locked = json!({"locked": number % 2 == 0}).to_string();
        send(&site, Method::PATCH, "/api/topics/1", &locked, &anais).await;
    }
    let first: LogPage = get("", &anais).await.json();
    assert_eq!(first.entries.len(), 50);
    let next = first.next.unwrap();
    let second: LogPage = get(&format!("?before={next}"), &anais).await.json();
    assert_eq!((second.entries.len(), second.next), (1, None));
    for before in ["-9223372036854775808", "9223372036854775807"] {
        let response = get(&format!("?before={before}"), &anais).await;
        assert_eq!(response.status, StatusCode::OK, "{before}");
    }
    for before in ["", "x", "%00", "9223372036854775808"] {
        get(&format!("?before={before}"), &anais)
            .await
            .assert_problem(ProblemKind::Malformed);
    }
}
