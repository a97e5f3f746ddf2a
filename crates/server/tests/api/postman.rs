//! The postman: what it hands over, and what becomes of a mail that is not taken.

use std::{path::Path, time::Duration};

use palabre_contract::Timestamp;
use palabre_server::{
    clock::Clock,
    mail::{Patience, Postman, Transport},
    store::{Letter, Store},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
    time::timeout,
};

use crate::site::NOW;

/// A database with nothing in it but mails, and a folder beside it.
struct Desk {
    store: Store,
    folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("forum.sqlite"))
            .await
            .unwrap();
        Self { store, folder }
    }

    async fn queue(&self, subject: &str) {
        self.queue_to("basile@example.org", subject).await;
    }

    async fn queue_to(&self, recipient: &str, subject: &str) {
        let letter = Letter {
            recipient: recipient.into(),
            subject: subject.into(),
            text: "Bonjour".into(),
            html: "<p>Bonjour</p>".into(),
            unsubscribe: Some("https://forum.example.org/unsubscribe/a1".into()),
        };
        self.store.queue_mail(&letter, NOW).await.unwrap();
    }

    fn postman(&self, transport: Transport) -> Postman {
        let sender = "Palabre <palabre@example.org>".parse().unwrap();
        Postman::new(self.store.clone(), transport, sender, Clock::still_at(NOW))
    }

    fn to_folder(&self) -> Postman {
        self.postman(Transport::Folder(self.folder.path().join("mails")))
    }

    fn files(&self) -> usize {
        files(&self.folder.path().join("mails"))
    }

    /// How often each mail that waits was tried.
    async fn waiting(&self) -> Vec<i64> {
        sqlx::query_scalar("SELECT tries FROM mails ORDER BY id")
            .fetch_all(&self.sql().await)
            .await
            .unwrap()
    }

    /// Whose mails wait, in the order of the queue.
    async fn recipients(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT recipient FROM mails ORDER BY id")
            .fetch_all(&self.sql().await)
            .await
            .unwrap()
    }

    async fn sql(&self) -> sqlx::SqlitePool {
        let file = self.folder.path().join("forum.sqlite");
        sqlx::SqlitePool::connect(&format!("sqlite:{}", file.display()))
            .await
            .unwrap()
    }
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".eml")).count()
}

fn at(listener: &TcpListener) -> Transport {
    Transport::smtp(&format!("smtp://{}", listener.local_addr().unwrap())).unwrap()
}

async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

/// An answer that never comes, in the places where a mail server can fall silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Silence {
    Greeting,
    Ehlo,
    Recipient,
    Data,
    Acceptance,
    /// The mail is taken by then.
    Goodbye,
}

/// A mail server that takes every mail and tells whose it was, but falls silent to `silent@example.org` (to
/// everybody before it knows the recipient).
async fn serve_with(listener: TcpListener, silence: Silence, taken: mpsc::UnboundedSender<String>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::spawn(converse(stream, silence, taken.clone()));
    }
}

/// Ends when the client hangs up.
async fn converse(stream: TcpStream, silence: Silence, taken: mpsc::UnboundedSender<String>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut recipient = String::new();
    if silence != Silence::Greeting {
        let _ = write.write_all(b"220 here\r\n").await;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        let is_silent = recipient.contains("silent");
        let (silent, response) = match line.get(..4).unwrap_or_default() {
            "EHLO" => (silence == Silence::Ehlo, "250 here"),
            "RCPT" => {
                recipient = line["RCPT TO:<".len()..line.len() - 1].to_owned();
                let silent = recipient.contains("silent");
                (silent && silence == Silence::Recipient, "250 ok")
            }
            "DATA" => (is_silent && silence == Silence::Data, "354 go on"),
            "QUIT" => (silence == Silence::Goodbye, "221 bye"),
            _ => (false, "250 ok"),
        };
        if silent {
            continue;
        }
        let _ = write.write_all(format!("{response}\r\n").as_bytes()).await;
        if response == "354 go on" {
            while lines
                .next_line()
                .await
                .unwrap_or_default()
                .is_some_and(|line| line != ".")
            {}
            if !(is_silent && silence == Silence::Acceptance) {
                let _ = write.write_all(b"250 taken\r\n").await;
                let _ = taken.send(recipient.clone());
            }
        }
    }
}

/// A mail server for one mail: what it answers to the recipient, and what it stops when it has the mail.
/// Returns what it was sent.
async fn serve_one(
    listener: TcpListener,
    to_recipient: &'static str,
    stop: Option<watch::Sender<bool>>,
) -> String {
    let (stream, _) = listener.accept().await.unwrap();
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 here\r\n").await.unwrap();
    let mut data = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        let response = match line.get(..4).unwrap_or(&line) {
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                while let Some(line) = lines.next_line().await.unwrap() {
                    if line == "." {
                        break;
                    }
                    data.push_str(&line);
                    data.push('\n');
                }
                if let Some(stop) = &stop {
                    stop.send(true).unwrap();
                }
                "250 taken"
            }
            "RCPT" => to_recipient,
            "QUIT" => break,
            _ => "250 ok",
        };
        write
            .write_all(format!("{response}\r\n").as_bytes())
            .await
            .unwrap();
        if response == "250 taken" {
            break;
        }
    }
    data
}

#[tokio::test]
async fn undeliverable_mail_stays_queued_and_is_delivered_later() {
    let desk = Desk::new().await;
    desk.queue("Bonjour").await;
    let closed = listener().await;
    let nowhere = at(&closed);
    drop(closed);
    desk.postman(nowhere).deliver_due(NOW).await.unwrap();
    assert_eq!(desk.waiting().await, [1]);

    let open = listener().await;
    let postman = desk.postman(at(&open));
    let server = tokio::spawn(serve_one(open, "250 ok", None));
    let later = |milliseconds| Timestamp(NOW.0 + milliseconds);
    postman.deliver_due(later(59_999)).await.unwrap();
    assert_eq!(desk.waiting().await, [1], "it is not due yet");
    postman.deliver_due(later(60_000)).await.unwrap();
    assert!(desk.waiting().await.is_empty());
    let data = server.await.unwrap();
    for header in [
        "\nTo: basile@example.org",
        "\nAuto-Submitted: auto-generated",
        "\nList-Unsubscribe: <https://forum.example.org/unsubscribe/a1>",
        "\nList-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "\nDate: Wed, 01 Jan 2025 00:00:00 +0000",
    ] {
        assert_eq!(data.matches(header).count(), 1, "{header} in {data}");
    }
}

#[tokio::test]
async fn permanent_rejection_drops_a_mail_and_a_temporary_one_keeps_it() {
    for (response, left) in [("550 no such box", vec![]), ("450 later", vec![1])] {
        let desk = Desk::new().await;
        desk.queue("Bonjour").await;
        let open = listener().await;
        let postman = desk.postman(at(&open));
        let server = tokio::spawn(serve_one(open, response, None));
        postman.deliver_due(NOW).await.unwrap();
        assert_eq!(desk.waiting().await, left, "{response}");
        drop(postman);
        assert_eq!(server.await.unwrap(), "", "{response}");
    }
}

#[tokio::test]
async fn stop_during_a_delivery_finishes_it_and_leaves_the_rest_queued() {
    let desk = Desk::new().await;
    desk.queue("Une première").await;
    desk.queue("Une seconde").await;
    let open = listener().await;
    let postman = desk.postman(at(&open)).with_at_once(1);
    let (stop, is_stopping) = watch::channel(false);
    let server = tokio::spawn(serve_one(open, "250 ok", Some(stop)));
    postman.work(is_stopping).await;
    assert_eq!(desk.waiting().await, [0], "the second was not even tried");
    assert!(!server.await.unwrap().is_empty());
}

#[tokio::test]
async fn each_mail_is_written_to_its_own_file() {
    let desk = Desk::new().await;
    for sent in 1..=3 {
        // The queue is empty again each time.
        desk.queue("Bonjour").await;
        desk.to_folder().deliver_due(NOW).await.unwrap();
        assert_eq!(desk.files(), sent);
    }
}

#[tokio::test]
async fn mail_that_cannot_be_dequeued_is_not_sent_again() {
    let desk = Desk::new().await;
    desk.queue("Bonjour").await;
    let sql = desk.sql().await;
    sqlx::query(
        "CREATE TRIGGER full BEFORE DELETE ON mails BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    .execute(&sql)
    .await
    .unwrap();
    let postman = desk.to_folder();
    postman.deliver_due(NOW).await.unwrap_err();
    assert_eq!(desk.files(), 1);
    std::fs::remove_dir_all(desk.folder.path().join("mails")).unwrap();
    postman.deliver_due(NOW).await.unwrap_err();
    sqlx::query("DROP TRIGGER full")
        .execute(&sql)
        .await
        .unwrap();
    postman.deliver_due(NOW).await.unwrap();
    assert!(desk.waiting().await.is_empty());
    assert!(!desk.folder.path().join("mails").exists());
}

/// So long that a test that relies on it does not end.
const FOR_EVER: Duration = Duration::from_secs(24 * 60 * 60);
/// After so long a test fails instead of hanging. Passing takes none of it.
const HANGS: Duration = Duration::from_secs(60);
/// Long enough for a server on this machine, and over at once.
const SHORT: Duration = Duration::from_millis(200);

/// Whose mail the server took next.
async fn next(arrived: &mut mpsc::UnboundedReceiver<String>) -> String {
    let next = timeout(HANGS, arrived.recv()).await;
    next.expect("a mail arrives").unwrap()
}

#[tokio::test]
async fn recipient_without_smtp_response_delays_no_other_mail() {
    let desk = Desk::new().await;
    desk.queue_to("silent@example.org", "Une première").await;
    let open = listener().await;
    let patience = Patience {
        step: FOR_EVER,
        acceptance: FOR_EVER,
        whole: FOR_EVER,
    };
    let postman = desk.postman(at(&open).with_patience(patience));
    let (taken, mut arrived) = mpsc::unbounded_channel();
    tokio::spawn(serve_with(open, Silence::Recipient, taken));
    let (_stop, is_stopping) = watch::channel(false);
    let work = tokio::spawn(postman.work(is_stopping));
    // More than go at a time, one after the other, while the first still waits for its answer.
    for number in 0..6 {
        let recipient = format!("reader-{number}@example.org");
        desk.queue_to(&recipient, "Bonjour").await;
        assert_eq!(next(&mut arrived).await, recipient);
    }
    work.abort();
    let left = desk.recipients().await;
    assert_eq!(left.first().map(String::as_str), Some("silent@example.org"));
    assert!(arrived.try_recv().is_err(), "no mail came twice");
}

#[tokio::test]
async fn smtp_timeout_fails_the_delivery_and_schedules_a_retry() {
    for silence in [
        Silence::Greeting,
        Silence::Ehlo,
        Silence::Recipient,
        Silence::Data,
        Silence::Acceptance,
    ] {
        // Each limit cuts it alone: that of the step, and that of the whole.
        for whole_only in [false, true] {
            let desk = Desk::new().await;
            desk.queue_to("silent@example.org", "Bonjour").await;
            let open = listener().await;
            let patience = Patience {
                step: if whole_only { FOR_EVER } else { SHORT },
                acceptance: if whole_only { FOR_EVER } else { SHORT },
                whole: if whole_only { SHORT } else { FOR_EVER },
            };
            let postman = desk.postman(at(&open).with_patience(patience));
            let (taken, mut arrived) = mpsc::unbounded_channel();
            tokio::spawn(serve_with(open, silence, taken));
            let first = postman.deliver_due(NOW);
            timeout(HANGS, first).await.expect("it fails").unwrap();
            assert_eq!(desk.waiting().await, [1], "{silence:?}");
            // Not before its time.
            postman
                .deliver_due(Timestamp(NOW.0 + 59_999))
                .await
                .unwrap();
            assert_eq!(desk.waiting().await, [1], "{silence:?}");
            postman
                .deliver_due(Timestamp(NOW.0 + 60_000))
                .await
                .unwrap();
            assert_eq!(desk.waiting().await, [2], "{silence:?}");
            assert!(arrived.try_recv().is_err(), "{silence:?}");
        }
    }
}

#[tokio::test]
async fn accepted_mail_is_dequeued_even_if_quit_gets_no_response() {
    let desk = Desk::new().await;
    desk.queue("Bonjour").await;
    let open = listener().await;
    let patience = Patience {
        step: FOR_EVER,
        acceptance: FOR_EVER,
        whole: FOR_EVER,
    };
    let postman = desk.postman(at(&open).with_patience(patience));
    let (taken, mut arrived) = mpsc::unbounded_channel();
    tokio::spawn(serve_with(open, Silence::Goodbye, taken));
    let delivery = postman.deliver_due(NOW);
    timeout(HANGS, delivery).await.expect("it ends").unwrap();
    assert!(desk.waiting().await.is_empty());
    assert_eq!(next(&mut arrived).await, "basile@example.org");
    assert!(arrived.try_recv().is_err());
}
