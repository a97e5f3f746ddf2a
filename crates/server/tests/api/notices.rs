//! Notices: one mail per reply to each watcher, until the watcher unsubscribes.

use axum::http::{Method, StatusCode};
use palabre_contract::{Watch, WatchList};
use palabre_server::store::Store;

use crate::site::{CLOCK_TOPIC, KEY, OTHER_KEY, Request, Site};

const THIRD_KEY: &str = "3b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
const FOURTH_KEY: &str = "4b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";

#[derive(sqlx::FromRow)]
struct Mail {
    recipient: String,
    subject: String,
    text: String,
    html: String,
    unsubscribe: Option<String>,
}

async fn mails(site: &Site) -> Vec<Mail> {
    sqlx::query_as("SELECT recipient, subject, text, html, unsubscribe FROM mails ORDER BY id")
        .fetch_all(&site.pool().await)
        .await
        .unwrap()
}

async fn execute(site: &Site, statement: &'static str) {
    sqlx::query(statement)
        .execute(&site.pool().await)
        .await
        .unwrap();
}

/// Basile starts watching the topic, and Anaïs replies with this body.
async fn watched_and_replied(site: &Site, body: &str) {
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let watch = Request::reply(CLOCK_TOPIC, KEY, r#"{"body":"Je suis là","notify":true}"#);
    site.send(watch.with("cookie", &basile)).await;
    reply_as_anais(site, OTHER_KEY, body).await;
}

async fn reply_as_anais(site: &Site, key: &str, body: &str) {
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let body = serde_json::json!({"body": body, "notify": true}).to_string();
    for _ in 0..2 {
        // The second request is a replay.
        let reply = Request::reply(CLOCK_TOPIC, key, &body).with("cookie", &anais);
        assert!(site.send(reply).await.status.is_success());
    }
}

#[tokio::test]
async fn watcher_gets_one_mail_per_reply_and_its_author_none() {
    let site = Site::new().await;
    watched_and_replied(&site, "Le [b]ressort[/b] est <cassé>").await;
    let sent = mails(&site).await;
    assert_eq!(sent.len(), 1);
    let mail = &sent[0];
    assert_eq!(mail.recipient, "basile@exemple.invalid");
    assert!(
        mail.subject.contains("Une horloge s'arrête"),
        "{}",
        mail.subject
    );
    assert!(mail.text.contains("Anaïs") && mail.text.contains("Le ressort est <cassé>"));
    assert!(
        mail.html
            .contains("Le <strong>ressort</strong> est &lt;cassé&gt;")
    );
    let stop = mail.unsubscribe.as_deref().unwrap();
    assert!(mail.text.contains(stop) && stop.contains("/unsubscribe/"));
}

/// A mail told what a spoiler hid, and its images told a stranger who read it.
#[tokio::test]
async fn notice_masks_spoilers_and_loads_no_images() {
    let site = Site::new().await;
    let body = "[spoiler]le majordome[/spoiler][img]https://a.example/x.png[/img]";
    watched_and_replied(&site, body).await;
    let mail = &mails(&site).await[0];
    for part in [&mail.text, &mail.html] {
        assert!(
            !part.contains("majordome") && part.contains("[texte masqué]"),
            "{part}"
        );
        assert!(part.contains("https://a.example/x.png"), "{part}");
    }
    assert!(!mail.html.contains("<img"), "{}", mail.html);
}

#[tokio::test]
async fn unsubscribe_link_works_from_its_page_and_by_one_click() {
    for one_click in [false, true] {
        let site = Site::new().await;
        watched_and_replied(&site, "Une première").await;
        let stop = mails(&site).await[0].unsubscribe.clone().unwrap();
        let token = stop.rsplit('/').next().unwrap().to_owned();
        let path = format!("/api/unsubscribe/{token}");
        let watch: Watch = site.get(&path).await.json();
        assert!(watch.watched, "reading changes nothing");
        let request = if one_click {
            let form = b"List-Unsubscribe=One-Click".to_vec();
            let path = format!("/unsubscribe/{token}");
            Request::bytes(
                Method::POST,
                &path,
                "application/x-www-form-urlencoded",
                form,
            )
        } else {
            Request::new(Method::POST, &path)
        };
        assert_eq!(site.send(request).await.status, StatusCode::OK);
        let again: Watch = site.send(Request::new(Method::POST, &path)).await.json();
        assert!(!again.watched);
        reply_as_anais(&site, THIRD_KEY, "Une seconde").await;
        assert_eq!(mails(&site).await.len(), 1);
    }
    let site = Site::new().await;
    let unknown = site.get("/api/unsubscribe/0").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn watcher_without_read_access_gets_no_mail() {
    let site = Site::new().await;
    watched_and_replied(&site, "Devant tous").await;
    let stop = mails(&site).await[0].unsubscribe.clone().unwrap();
    let path = format!("/api/unsubscribe/{}", stop.rsplit('/').next().unwrap());
    assert_eq!(site.get(&path).await.status, StatusCode::OK);
    execute(&site, "UPDATE forums SET readers = 'moderator'").await;
    reply_as_anais(&site, THIRD_KEY, "Entre nous").await;
    assert_eq!(mails(&site).await.len(), 1);
    // The unsubscribe page reveals nothing either.
    assert_eq!(site.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn reply_without_notify_ends_the_notices() {
    let site = Site::new().await;
    watched_and_replied(&site, "Une première").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let without_notify = Request::reply(
        CLOCK_TOPIC,
        FOURTH_KEY,
        r#"{"body":"Merci","notify":false}"#,
    );
    let replied = site.send(without_notify.with("cookie", &basile)).await;
    assert!(replied.status.is_success());
    reply_as_anais(&site, THIRD_KEY, "Une seconde").await;
    let sent = mails(&site).await;
    let to_basile = |mail: &&Mail| mail.recipient == "basile@exemple.invalid";
    assert_eq!(sent.iter().filter(to_basile).count(), 1);
    // The other mail is for Anaïs, who watches too.
    assert_eq!(sent.len(), 2);
}

#[tokio::test]
async fn notice_is_in_the_preferred_language_of_its_recipient() {
    let site = Site::new().await;
    let english =
        r#"UPDATE accounts SET preferences = '{"language":"en"}' WHERE pseudo = 'Basile'"#;
    execute(&site, english).await;
    watched_and_replied(&site, "Bonjour").await;
    let sent = mails(&site).await;
    assert!(
        sent[0].subject.contains("Reply to “"),
        "{}",
        sent[0].subject
    );
}

#[tokio::test]
async fn migration_keeps_the_mails_and_watches_of_an_older_database() {
    let site = Site::new().await;
    watched_and_replied(&site, "Bonjour").await;
    execute(&site, "UPDATE watches SET token = NULL").await;
    execute(&site, "DELETE FROM _sqlx_migrations WHERE version = 5").await;
    Store::open(&site.database_path()).await.unwrap();
    assert_eq!(mails(&site).await.len(), 1);
    reply_as_anais(&site, THIRD_KEY, "Encore").await;
    let sent = mails(&site).await;
    let token = sent[1].unsubscribe.as_deref().unwrap().rsplit('/').next();
    assert_eq!(token.unwrap().len(), 64);
}

#[tokio::test]
async fn member_sees_and_ends_a_watch_without_writing() {
    let site = Site::new().await;
    watched_and_replied(&site, "Une première").await;
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let list = || Request::new(Method::GET, "/api/account/watches").with("cookie", &basile);
    let listed: WatchList = site.send(list()).await.json();
    assert_eq!(listed.watches.len(), 1);
    let path = format!("/api/topics/{}/watch", listed.watches[0].topic);
    let change = |watched: bool| {
        let body = format!(r#"{{"watched":{watched}}}"#);
        Request::json(Method::PUT, &path, &body).with("cookie", &basile)
    };
    let ended: Watch = site.send(change(false)).await.json();
    assert!(!ended.watched);
    let listed: WatchList = site.send(list()).await.json();
    assert_eq!(listed.watches, []);
    reply_as_anais(&site, THIRD_KEY, "Une seconde").await;
    assert_eq!(mails(&site).await.len(), 1);

    let started: Watch = site.send(change(true)).await.json();
    assert!(started.watched);
    reply_as_anais(&site, FOURTH_KEY, "Une troisième").await;
    assert_eq!(mails(&site).await.len(), 2);

    let guest = Request::json(Method::PUT, &path, r#"{"watched":true}"#);
    assert_eq!(site.send(guest).await.status, StatusCode::UNAUTHORIZED);
    // A topic that the account may no longer read is neither listed nor watched.
    execute(&site, "UPDATE forums SET readers = 'moderator'").await;
    let listed: WatchList = site.send(list()).await.json();
    assert_eq!(listed.watches, []);
    assert_eq!(site.send(change(false)).await.status, StatusCode::NOT_FOUND);
}
