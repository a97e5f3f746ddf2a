//! Invalid and look-alike names of guests, at sign-up, and in tokens of hosts.

use axum::http::StatusCode;
use palabre_contract::{Breach, Fault, Field, HostSession, ProblemKind};
use palabre_server::store::Store;
use serde_json::json;

use crate::{
    accounts::{confirm, mailed_token, new_account},
    host_tokens::{host_sign_in, site_with_host_key},
    site::{CLOCK_TOPIC, Request, Response, Site},
};

/// Names that are always invalid.
const INVALID: [(&str, Fault); 19] = [
    ("Bas\u{456}le", Fault::MixedScripts),
    ("Вasile", Fault::MixedScripts),
    ("Βasile", Fault::MixedScripts),
    ("Соmpte supprimé", Fault::MixedScripts),
    ("Bas\u{200b}ile", Fault::ForbiddenCharacter),
    ("Bas\u{200c}ile", Fault::ForbiddenCharacter),
    ("Bas\u{200d}ile", Fault::ForbiddenCharacter),
    ("Basile\u{feff}", Fault::ForbiddenCharacter),
    ("Bas\u{ad}ile", Fault::ForbiddenCharacter),
    ("Bas\u{34f}ile", Fault::ForbiddenCharacter),
    ("Basile\u{fe0f}", Fault::ForbiddenCharacter),
    ("Basile\u{e0041}", Fault::ForbiddenCharacter),
    ("Basile\u{3164}", Fault::ForbiddenCharacter),
    ("\u{115f}\u{1160}", Fault::ForbiddenCharacter),
    ("\u{ffa0}\u{ffa0}", Fault::ForbiddenCharacter),
    ("Basile\u{2800}", Fault::ForbiddenCharacter),
    ("Ｂａｓｉｌｅ", Fault::ForbiddenCharacter),
    ("𝐁𝐚𝐬𝐢𝐥𝐞", Fault::ForbiddenCharacter),
    ("Compte\u{a0}supprimé", Fault::ForbiddenCharacter),
];
/// Names that look like the one shown for deleted accounts.
const RESERVED: [&str; 6] = [
    "Compte supprimé",
    "compte  supprimé",
    "Compte supprime",
    "C0mpte supprirné",
    "Compte supprimé 2",
    "Deleted account",
];
/// Names that look like the accounts `Basile` and `coco`.
const LOOK_ALIKES: [&str; 9] = [
    "basile", "BASlLE", "BasiIe", "Basi1e", "BASI1E", "coco", "сосо", "C0C0", "СОСО",
];
const VALID: [&str; 12] = [
    "Anais",
    "Jean-Noël d’Hérouville",
    "O'Brien",
    "[Zoé] 42",
    "Nguyễn Văn Ánh",
    "Юлия",
    "Ελένη",
    "דוד כהן",
    "محمد علي",
    "田中ケンさん",
    "김민수",
    "प्रिया",
];

/// The fixture with guests allowed, a host key, and an account `coco`; and the key.
async fn open() -> (Site, String) {
    let (site, key) = site_with_host_key().await;
    sqlx::query("UPDATE forums SET writers = 'guest' WHERE id = 1")
        .execute(&site.pool().await)
        .await
        .unwrap();
    site.send(new_account("coco", "coco@example.org")).await;
    let opened = site.send(confirm(&mailed_token(&site).await)).await;
    assert_eq!(opened.status, StatusCode::OK);
    (site, key)
}

async fn write_as_guest(site: &Site, name: &str, number: usize) -> Response {
    let key = format!("1b9d6bcd-bbfd-4b2d-9b5d-{number:012}");
    let reply = json!({"body": "Bonsoir", "guest": name}).to_string();
    site.send(Request::reply(CLOCK_TOPIC, &key, &reply)).await
}

/// Signs up from a network and with an address of its own, so that no rate limit applies.
async fn sign_up(site: &Site, name: &str, number: usize) -> Response {
    let request = new_account(name, &format!("x{number}@example.org"));
    site.send(request.from(&format!("203.0.113.{number}")))
        .await
}

async fn sign_in(site: &Site, pseudo: &str, password: &str) -> StatusCode {
    let credentials = json!({"pseudo": pseudo, "password": password}).to_string();
    site.send(Request::post("/api/session", &credentials))
        .await
        .status
}

fn assert_breach(response: &Response, fault: Fault, name: &str) {
    let field = Field::Pseudo;
    let is_created = response.status.is_success();
    assert!(!is_created, "{name:?} was accepted");
    assert_eq!(
        response.problem().breaches,
        [Breach { field, fault }],
        "{name:?}"
    );
}

/// Invalid and reserved names, with the expected fault.
fn invalid() -> impl Iterator<Item = (&'static str, Fault)> {
    let reserved = RESERVED.into_iter().map(|name| (name, Fault::Taken));
    INVALID.into_iter().chain(reserved)
}

fn invalid_or_taken() -> impl Iterator<Item = (&'static str, Fault)> {
    invalid().chain(LOOK_ALIKES.into_iter().map(|name| (name, Fault::Taken)))
}

#[tokio::test]
async fn guest_name_that_looks_like_another_is_rejected() {
    let (site, _) = open().await;
    for (number, (name, fault)) in invalid_or_taken().enumerate() {
        let response = write_as_guest(&site, name, number).await;
        assert_breach(&response, fault, name);
    }
}

#[tokio::test]
async fn sign_up_name_that_looks_like_another_is_rejected() {
    let (site, _) = open().await;
    for (number, (name, fault)) in invalid_or_taken().enumerate() {
        let response = sign_up(&site, name, number).await;
        assert_breach(&response, fault, name);
    }
}

#[tokio::test]
async fn confirmation_is_rejected_if_the_name_was_taken_meanwhile() {
    let (site, _) = open().await;
    site.send(new_account("Zoe1", "one@example.org")).await;
    let one = mailed_token(&site).await;
    site.send(new_account("Zoel", "other@example.org")).await;
    let other = mailed_token(&site).await;
    assert_eq!(site.send(confirm(&one)).await.status, StatusCode::OK);
    assert_breach(&site.send(confirm(&other)).await, Fault::Taken, "Zoel");
}

#[tokio::test]
async fn host_token_name_is_rejected_if_invalid_and_numbered_if_look_alike() {
    let (site, key) = open().await;
    for (name, fault) in invalid() {
        let response = site.send(host_sign_in(&key, "9", name)).await;
        assert_breach(&response, fault, name);
    }
    for (subject, name, pseudo) in [
        ("1", "Basi1e", "Basi1e 2"),
        ("2", "BasiIe", "BasiIe 3"),
        ("3", "Basile", "Basile 4"),
        ("4", "сосо", "сосо 2"),
        ("5", "СОСО", "СОСО 3"),
    ] {
        let session: HostSession = site.send(host_sign_in(&key, subject, name)).await.json();
        assert_eq!(session.account.pseudo, pseudo);
    }
}

#[tokio::test]
async fn names_in_every_script_are_accepted() {
    let (site, key) = open().await;
    for (number, name) in VALID.into_iter().enumerate() {
        let response = write_as_guest(&site, name, number).await;
        assert_eq!(response.status, StatusCode::CREATED, "{name:?}");
        let response = sign_up(&site, name, number).await;
        assert_eq!(response.status, StatusCode::ACCEPTED, "{name:?}");
        let session: HostSession = site
            .send(host_sign_in(&key, &number.to_string(), name))
            .await
            .json();
        assert_eq!(session.account.pseudo, name);
    }
}

#[tokio::test]
async fn existing_look_alike_accounts_sign_in_separately() {
    let site = Site::new().await;
    let pool = site.pool().await;
    // Restores the schema before name shapes, with two accounts that look alike.
    for statement in [
        "DROP INDEX accounts_by_shape",
        "ALTER TABLE accounts DROP COLUMN pseudo_shape",
        "DELETE FROM _sqlx_migrations WHERE description = 'name shapes'",
        "INSERT INTO accounts (pseudo, pseudo_key, password, role, created_at) \
         SELECT 'Ваsilе', 'ваsilе', password, 'member', 0 FROM accounts WHERE pseudo = 'Anaïs'",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    let mut runs = Vec::new();
    for _ in 0..2 {
        Store::open(&site.database_path())
            .await
            .unwrap()
            .close()
            .await;
        let shapes: Vec<(String, Option<String>)> =
            sqlx::query_as("SELECT pseudo, pseudo_shape FROM accounts ORDER BY id")
                .fetch_all(&pool)
                .await
                .unwrap();
        runs.push(shapes);
    }
    assert_eq!(runs[0], runs[1], "migrating again changes nothing");
    let shape = |name: &str| {
        let (_, shape) = runs[0].iter().find(|(pseudo, _)| pseudo == name).unwrap();
        shape.as_deref()
    };
    assert!(runs[0].iter().all(|(_, shape)| shape.is_some()));
    assert_eq!(shape("Basile"), shape("Ваsilе"));

    let (ok, wrong) = (StatusCode::OK, StatusCode::UNAUTHORIZED);
    for (pseudo, password, expected) in [
        ("Basile", "palabre-basile", ok),
        ("Ваsilе", "palabre-anais", ok),
        ("Basile", "palabre-anais", wrong),
        ("Ваsilе", "palabre-basile", wrong),
        ("BasiIe", "palabre-basile", wrong),
    ] {
        assert_eq!(
            sign_in(&site, pseudo, password).await,
            expected,
            "{pseudo} {password}"
        );
    }
    let look_alike = site.send(new_account("Basi1e", "x@example.org")).await;
    assert_eq!(look_alike.problem().kind, ProblemKind::Invalid);
    assert_breach(&look_alike, Fault::Taken, "Basi1e");
}
