//! Notices: one mail for each watcher and reply, until it is ended.

use axum::http::{Method, StatusCode};
use palabre_contract::{Timestamp, Watch};
use palabre_server::{
    clock::Clock,
    mail::{Postman, Transport},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use crate::site::{Ask, CLOCK_TOPIC, KEY, NOW, OTHER_KEY, Site};

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
        .fetch_all(&site.sql().await)
        .await
        .unwrap()
}

/// Basile watches; Anaïs answers with this body.
async fn answered(site: &Site, body: &str) {
    let basile = site.sign_in("Basile", "palabre-basile").await;
    let watch = Ask::reply(CLOCK_TOPIC, KEY, r#"{"body":"Je suis là","notify":true}"#);
    site.ask(watch.with("cookie", &basile)).await;
    answer(site, OTHER_KEY, body).await;
}

async fn answer(site: &Site, key: &str, body: &str) {
    let anais = site.sign_in("Anaïs", "palabre-anais").await;
    let body = serde_json::json!({"body": body, "notify": true}).to_string();
    for _ in 0..2 {
        // The second time it is a replay.
        let reply = Ask::reply(CLOCK_TOPIC, key, &body).with("cookie", &anais);
        assert!(site.ask(reply).await.status.is_success());
    }
}

#[tokio::test]
async fn a_watcher_gets_one_mail_for_a_reply_and_its_author_none() {
    let site = Site::new().await;
    answered(&site, "Le [b]ressort[/b] est <cassé>").await;
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

#[tokio::test]
async fn the_link_ends_the_notices_by_page_and_by_one_click() {
    for one_click in [false, true] {
        let site = Site::new().await;
        answered(&site, "Une première").await;
        let stop = mails(&site).await[0].unsubscribe.clone().unwrap();
        let token = stop.rsplit('/').next().unwrap().to_owned();
        let path = format!("/api/unsubscribe/{token}");
        let watch: Watch = site.get(&path).await.json();
        assert!(watch.watched, "to look changes nothing");
        let ask = if one_click {
            let form = b"List-Unsubscribe=One-Click".to_vec();
            let path = format!("/unsubscribe/{token}");
            Ask::bytes(
                Method::POST,
                &path,
                "application/x-www-form-urlencoded",
                form,
            )
        } else {
            Ask::new(Method::POST, &path)
        };
        assert_eq!(site.ask(ask).await.status, StatusCode::OK);
        let again: Watch = site.ask(Ask::new(Method::POST, &path)).await.json();
        assert!(!again.watched);
        answer(&site, "3b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "Une seconde").await;
        assert_eq!(mails(&site).await.len(), 1);
    }
    let site = Site::new().await;
    let unknown = site.get("/api/unsubscribe/0").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_may_no_longer_read_the_forum_is_told_nothing() {
    let site = Site::new().await;
    sqlx::query("UPDATE forums SET readers = 'moderator'")
        .execute(&site.sql().await)
        .await
        .unwrap();
    sqlx::query("INSERT INTO watches (account, topic, token) VALUES (2, 1, 'a1')")
        .execute(&site.sql().await)
        .await
        .unwrap();
    answer(&site, KEY, "Entre nous").await;
    assert!(mails(&site).await.is_empty());
}

/// A mail server that takes one mail, and what it was sent.
async fn takes_one(listener: TcpListener) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 here\r\n").await.unwrap();
    let mut data = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        let answer = match line.get(..4).unwrap_or(&line) {
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                while let Some(line) = lines.next_line().await.unwrap() {
                    if line == "." {
                        break;
                    }
                    data.push_str(&line);
                    data.push('\n');
                }
                "250 taken"
            }
            "QUIT" => break,
            _ => "250 ok",
        };
        write
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .unwrap();
        if answer == "250 taken" {
            break;
        }
    }
    data
}

#[tokio::test]
async fn a_mail_that_is_not_taken_waits_and_is_handed_over_later() {
    let site = Site::new().await;
    answered(&site, "Bonjour").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let transport = || Transport::smtp(&address).unwrap();
    let postman = |transport| {
        let sender = "Palabre <palabre@example.org>".parse().unwrap();
        Postman::new(site.store.clone(), transport, sender, Clock::still_at(NOW))
    };
    // Nobody listens there: the port is the one that is free next to it.
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nowhere = format!("smtp://{}", closed.local_addr().unwrap());
    drop(closed);
    postman(Transport::smtp(&nowhere).unwrap())
        .deliver_due(NOW)
        .await
        .unwrap();
    assert_eq!(mails(&site).await.len(), 1);

    let server = tokio::spawn(takes_one(listener));
    // Not due yet: nothing is sent.
    postman(transport())
        .deliver_due(Timestamp(NOW.0 + 59_000))
        .await
        .unwrap();
    assert_eq!(mails(&site).await.len(), 1);
    postman(transport())
        .deliver_due(Timestamp(NOW.0 + 60_000))
        .await
        .unwrap();
    let data = server.await.unwrap();
    assert!(mails(&site).await.is_empty());
    assert!(
        data.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        "{data}"
    );
    assert_eq!(data.matches("\nTo: ").count(), 1, "{data}");
}
