//! The custom smilies of a forum: permissions, order, renaming, retirement, audit log.

use axum::http::{Method, StatusCode};
use image::ImageFormat;
use palabre_contract::{CustomSmiley, ProblemKind, SmileySet, ThreadPage};

use crate::{
    pictures::{encode, gradient},
    site::{CLOCK_TOPIC, KEY, Request, Response, Site},
};

const SMILIES: &str = "/api/forums/atelier/smilies";

async fn add(site: &Site, cookie: &str, forum: &str, name: &str) -> Response {
    let path = format!("/api/forums/{forum}/smilies?name={name}");
    let png = encode(gradient(20, 20), ImageFormat::Png);
    let request = Request::bytes(Method::POST, &path, "image/png", png);
    site.send(request.with("cookie", cookie)).await
}

async fn change(site: &Site, cookie: &str, path: &str, json: &str) -> Response {
    let request = Request::bytes(Method::PATCH, path, "application/json", json.into());
    site.send(request.with("cookie", cookie)).await
}

async fn listed(site: &Site) -> Vec<CustomSmiley> {
    site.get(SMILIES).await.json::<SmileySet>().custom
}

async fn names(site: &Site) -> Vec<String> {
    listed(site)
        .await
        .into_iter()
        .map(|smiley| smiley.name)
        .collect()
}

async fn id_of(site: &Site, name: &str) -> i64 {
    let smilies = listed(site).await;
    smilies
        .iter()
        .find(|smiley| smiley.name == name)
        .unwrap()
        .id
        .0
}

/// The audit log, oldest entry first: pseudo, act, subject.
async fn log(site: &Site) -> Vec<(String, String, String)> {
    sqlx::query_as("SELECT pseudo, act, subject FROM log ORDER BY id")
        .fetch_all(&site.pool().await)
        .await
        .unwrap()
}

/// Gives Basile a role in the forum `atelier`.
async fn appoint(site: &Site, role: &str) {
    sqlx::query(
        "INSERT INTO forum_roles (forum, account, role) SELECT f.id, a.id, $1 FROM forums f, accounts a \
         WHERE f.slug = 'atelier' AND a.pseudo = 'Basile'",
    )
    .bind(role)
    .execute(&site.pool().await)
    .await
    .unwrap();
}

#[tokio::test]
async fn only_moderators_change_smilies() {
    let site = Site::new().await;
    let pluie = format!("{SMILIES}/{}", id_of(&site, "pluie").await);
    add(&site, "", "atelier", "nuage")
        .await
        .assert_problem(ProblemKind::SignInRequired);
    change(&site, "", &pluie, "{}")
        .await
        .assert_problem(ProblemKind::SignInRequired);

    let basile = site.sign_in("Basile", "palabre-basile").await;
    add(&site, &basile, "atelier", "nuage")
        .await
        .assert_problem(ProblemKind::Forbidden);
    change(&site, &basile, &pluie, r#"{"retired":true}"#)
        .await
        .assert_problem(ProblemKind::Forbidden);
    assert_eq!(names(&site).await, ["pluie", "jour de pluie", "soleil"]);

    appoint(&site, "moderator").await;
    let added = add(&site, &basile, "atelier", "nuage").await;
    assert_eq!(added.status, StatusCode::CREATED);
    assert_eq!(
        change(&site, &basile, &pluie, "{}").await.status,
        StatusCode::OK
    );
    add(&site, &basile, "vide", "nuage")
        .await
        .assert_problem(ProblemKind::Forbidden);

    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    add(&site, &anais, "nulle-part", "nuage")
        .await
        .assert_problem(ProblemKind::NotFound);
    let elsewhere = pluie.replace("atelier", "vide");
    for path in [
        &elsewhere,
        &format!("{SMILIES}/99999"),
        &format!("{SMILIES}/x"),
    ] {
        change(&site, &anais, path, r#"{"retired":true}"#)
            .await
            .assert_problem(ProblemKind::NotFound);
    }
}

#[tokio::test]
async fn moved_smilies_are_listed_in_their_new_order() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    for name in ["nuage", "neige"] {
        assert_eq!(
            add(&site, &cookie, "atelier", name).await.status,
            StatusCode::CREATED
        );
    }
    let put = async |name: &str, before: &str| {
        let path = format!("{SMILIES}/{}", id_of(&site, name).await);
        let json = format!(r#"{{"before":{}}}"#, id_of(&site, before).await);
        let response = change(&site, &cookie, &path, &json).await;
        assert_eq!(response.status, StatusCode::OK, "{response:?}");
    };
    put("neige", "pluie").await;
    assert_eq!(
        names(&site).await,
        ["neige", "pluie", "jour de pluie", "soleil", "nuage"]
    );
    put("pluie", "pluie").await;
    put("neige", "soleil").await;
    assert_eq!(
        names(&site).await,
        ["pluie", "jour de pluie", "neige", "soleil", "nuage"]
    );
    // More moves than fit between two sort keys, so that all smilies are renumbered.
    for _ in 0..20 {
        put("nuage", "soleil").await;
        put("neige", "soleil").await;
    }
    assert_eq!(
        names(&site).await,
        ["pluie", "jour de pluie", "nuage", "neige", "soleil"]
    );
    let path = format!("{SMILIES}/{}", id_of(&site, "pluie").await);
    change(&site, &cookie, &path, r#"{"before":99999,"name":"averse"}"#)
        .await
        .assert_problem(ProblemKind::NotFound);
    assert_eq!(
        names(&site).await[0],
        "pluie",
        "a rejected change has no effect"
    );
}

#[tokio::test]
async fn unchanged_smiley_list_returns_304() {
    let site = Site::new().await;
    let tag = site.get(SMILIES).await.header("etag").to_owned();
    let again = async |tags: &str| {
        let request = Request::new(Method::GET, SMILIES).with("if-none-match", tags);
        site.send(request).await
    };
    let known = again(&format!("\"other\", {tag}")).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert!(known.body.is_empty());
    assert_eq!(known.header("etag"), tag);

    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    add(&site, &cookie, "atelier", "nuage").await;
    let changed = again(&tag).await;
    assert_ne!(changed.header("etag"), tag);
    assert_eq!(changed.json::<SmileySet>().custom.len(), 4);
}

#[tokio::test]
async fn renaming_a_smiley_to_a_taken_or_invalid_name_is_rejected() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let path = format!("{SMILIES}/{}", id_of(&site, "jour de pluie").await);
    let renamed: CustomSmiley = change(&site, &cookie, &path, r#"{"name":"averse"}"#)
        .await
        .json();
    assert_eq!(renamed.code(), "[:averse:2]");
    let path = format!("{SMILIES}/{}", id_of(&site, "pluie").await);
    for (json, kind) in [
        (r#"{"name":"soleil"}"#, ProblemKind::Invalid),
        (r#"{"name":"a]"}"#, ProblemKind::Invalid),
        (r#"{"name":7}"#, ProblemKind::Malformed),
    ] {
        change(&site, &cookie, &path, json)
            .await
            .assert_problem(kind);
    }
    let same = change(&site, &cookie, &path, r#"{"name":"pluie"}"#).await;
    assert_eq!(same.json::<CustomSmiley>().name, "pluie");
    assert_eq!(names(&site).await, ["pluie", "averse", "soleil"]);
}

#[tokio::test]
async fn retired_smiley_is_not_listed_but_stays_in_posts() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let path = format!("{SMILIES}/{}", id_of(&site, "soleil").await);
    let reply = Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"[:soleil]"}"#).with("cookie", &cookie);
    assert_eq!(site.send(reply).await.status, StatusCode::CREATED);

    for _ in 0..2 {
        change(&site, &cookie, &path, r#"{"retired":true}"#)
            .await
            .json::<CustomSmiley>();
    }
    assert_eq!(names(&site).await, ["pluie", "jour de pluie"]);
    let page: ThreadPage = site.get(CLOCK_TOPIC).await.json();
    assert!(page.smilies.iter().any(|smiley| smiley.name == "soleil"));
    // Its name stays taken, because posts use it.
    add(&site, &cookie, "atelier", "soleil")
        .await
        .assert_problem(ProblemKind::Invalid);

    change(&site, &cookie, &path, r#"{"retired":false}"#)
        .await
        .json::<CustomSmiley>();
    assert_eq!(names(&site).await, ["pluie", "jour de pluie", "soleil"]);
}

#[tokio::test]
async fn smiley_changes_are_logged_once() {
    let site = Site::new().await;
    let cookie = site.sign_in("Anaïs", "palabre-anais").await;
    let added: CustomSmiley = add(&site, &cookie, "atelier", "nuage").await.json();
    let path = format!("{SMILIES}/{}", added.id);
    for json in [
        "{}",
        r#"{"name":"brume"}"#,
        r#"{"name":"brume","retired":true}"#,
        r#"{"name":"pluie"}"#,
    ] {
        change(&site, &cookie, &path, json).await;
    }
    let entries = log(&site).await;
    let entries: Vec<_> = entries
        .iter()
        .map(|(pseudo, act, subject)| (pseudo.as_str(), act.as_str(), subject.as_str()))
        .collect();
    assert_eq!(
        entries,
        [
            ("Anaïs", "smiley_added", "[:nuage]"),
            ("Anaïs", "smiley_renamed", "[:nuage] → [:brume]"),
            ("Anaïs", "smiley_retired", "[:brume]"),
        ]
    );
}
