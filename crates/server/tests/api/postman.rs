//! Delivery of queued mails: SMTP, files, retries, timeouts.

use std::{path::Path, time::Duration};

use palabre_contract::Timestamp;
use palabre_server::{
    clock::Clock,
    mail::{Postman, Timeouts, Transport},
    store::{Mail, Store},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
    time::timeout,
};

use crate::site::NOW;

/// An empty database for the mail queue, and a folder for delivered mails.
struct Queue {
    store: Store,
    folder: TempDir,
}

impl Queue {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("forum.sqlite"))
            .await
            .unwrap();
        Self { store, folder }
    }

    async fn add(&self, subject: &str) {
        self.add_to("basile@example.org", subject).await;
    }

    async fn add_to(&self, recipient: &str, subject: &str) {
        let mail = Mail {
            recipient: recipient.into(),
            subject: subject.into(),
            text: "Bonjour".into(),
            html: "<p>Bonjour</p>".into(),
            unsubscribe: Some("https://forum.example.org/unsubscribe/a1".into()),
        };
        self.store.queue_mail(&mail, NOW).await.unwrap();
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

    /// The number of attempts to send each queued mail.
    async fn tries(&self) -> Vec<i64> {
        sqlx::query_scalar("SELECT tries FROM mails ORDER BY id")
            .fetch_all(&self.pool().await)
            .await
            .unwrap()
    }

    /// The recipients of the queued mails, in order.
    async fn recipients(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT recipient FROM mails ORDER BY id")
            .fetch_all(&self.pool().await)
            .await
            .unwrap()
    }

    async fn pool(&self) -> sqlx::SqlitePool {
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

fn smtp_to(listener: &TcpListener) -> Transport {
    Transport::smtp(&format!("smtp://{}", listener.local_addr().unwrap())).unwrap()
}

async fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

/// The SMTP step to which the test server never responds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SilentStep {
    Greeting,
    Ehlo,
    Recipient,
    Data,
    Acceptance,
    /// The mail was accepted before.
    Quit,
}

/// A mail server that accepts every mail and reports its recipient. It does not respond to one step of a mail to
/// `silent@example.org`; before the recipient is known, to that step of any mail.
async fn serve_with(
    listener: TcpListener,
    silent_step: SilentStep,
    accepted: mpsc::UnboundedSender<String>,
) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::spawn(converse(stream, silent_step, accepted.clone()));
    }
}

/// One SMTP connection, until the client closes it.
async fn converse(
    stream: TcpStream,
    silent_step: SilentStep,
    accepted: mpsc::UnboundedSender<String>,
) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut recipient = String::new();
    if silent_step != SilentStep::Greeting {
        let _ = write.write_all(b"220 here\r\n").await;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        let is_silent = recipient.contains("silent");
        let (silent, response) = match line.get(..4).unwrap_or_default() {
            "EHLO" => (silent_step == SilentStep::Ehlo, "250 here"),
            "RCPT" => {
                recipient = line["RCPT TO:<".len()..line.len() - 1].to_owned();
                let silent = recipient.contains("silent");
                (silent && silent_step == SilentStep::Recipient, "250 ok")
            }
            "DATA" => (is_silent && silent_step == SilentStep::Data, "354 go on"),
            "QUIT" => (silent_step == SilentStep::Quit, "221 bye"),
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
            if !(is_silent && silent_step == SilentStep::Acceptance) {
                let _ = write.write_all(b"250 queued\r\n").await;
                let _ = accepted.send(recipient.clone());
            }
        }
    }
}

/// A mail server for one mail, with this response to `RCPT`; sends `true` to `stop` once it has the mail.
/// Returns the mail.
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
                "250 queued"
            }
            "RCPT" => to_recipient,
            "QUIT" => break,
            _ => "250 ok",
        };
        write
            .write_all(format!("{response}\r\n").as_bytes())
            .await
            .unwrap();
        if response == "250 queued" {
            break;
        }
    }
    data
}

#[tokio::test]
async fn undeliverable_mail_stays_queued_and_is_delivered_later() {
    let queue = Queue::new().await;
    queue.add("Bonjour").await;
    let closed = listener().await;
    let nowhere = smtp_to(&closed);
    drop(closed);
    queue.postman(nowhere).deliver_due(NOW).await.unwrap();
    assert_eq!(queue.tries().await, [1]);

    let open = listener().await;
    let postman = queue.postman(smtp_to(&open));
    let server = tokio::spawn(serve_one(open, "250 ok", None));
    let later = |milliseconds| Timestamp(NOW.0 + milliseconds);
    postman.deliver_due(later(59_999)).await.unwrap();
    assert_eq!(queue.tries().await, [1], "not due yet");
    postman.deliver_due(later(60_000)).await.unwrap();
    assert!(queue.tries().await.is_empty());
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
        let queue = Queue::new().await;
        queue.add("Bonjour").await;
        let open = listener().await;
        let postman = queue.postman(smtp_to(&open));
        let server = tokio::spawn(serve_one(open, response, None));
        postman.deliver_due(NOW).await.unwrap();
        assert_eq!(queue.tries().await, left, "{response}");
        drop(postman);
        assert_eq!(server.await.unwrap(), "", "{response}");
    }
}

#[tokio::test]
async fn stop_during_a_delivery_finishes_it_and_leaves_the_rest_queued() {
    let queue = Queue::new().await;
    queue.add("Une première").await;
    queue.add("Une seconde").await;
    let open = listener().await;
    let postman = queue.postman(smtp_to(&open)).with_concurrency(1);
    let (stop, is_stopping) = watch::channel(false);
    let server = tokio::spawn(serve_one(open, "250 ok", Some(stop)));
    postman.run(is_stopping).await;
    assert_eq!(queue.tries().await, [0], "the second was not tried");
    assert!(!server.await.unwrap().is_empty());
}

#[tokio::test]
async fn each_mail_is_written_to_its_own_file() {
    let queue = Queue::new().await;
    for sent in 1..=3 {
        // The queue is empty before each mail.
        queue.add("Bonjour").await;
        queue.to_folder().deliver_due(NOW).await.unwrap();
        assert_eq!(queue.files(), sent);
    }
}

#[tokio::test]
async fn mail_that_cannot_be_dequeued_is_not_sent_again() {
    let queue = Queue::new().await;
    queue.add("Bonjour").await;
    let pool = queue.pool().await;
    sqlx::query(
        "CREATE TRIGGER full BEFORE DELETE ON mails BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    .execute(&pool)
    .await
    .unwrap();
    let postman = queue.to_folder();
    postman.deliver_due(NOW).await.unwrap_err();
    assert_eq!(queue.files(), 1);
    std::fs::remove_dir_all(queue.folder.path().join("mails")).unwrap();
    postman.deliver_due(NOW).await.unwrap_err();
    sqlx::query("DROP TRIGGER full")
        .execute(&pool)
        .await
        .unwrap();
    postman.deliver_due(NOW).await.unwrap();
    assert!(queue.tries().await.is_empty());
    assert!(!queue.folder.path().join("mails").exists());
}

/// A time limit that no test reaches.
const NEVER: Duration = Duration::from_secs(24 * 60 * 60);
/// The time after which a hanging test fails.
const HANG_LIMIT: Duration = Duration::from_secs(60);
/// A time limit for tests that wait for it. The test server responds much faster.
const SHORT: Duration = Duration::from_millis(200);

/// The recipient of the next mail that the server accepts.
async fn next(arrived: &mut mpsc::UnboundedReceiver<String>) -> String {
    let next = timeout(HANG_LIMIT, arrived.recv()).await;
    next.expect("a mail arrives").unwrap()
}

#[tokio::test]
async fn recipient_without_smtp_response_delays_no_other_mail() {
    let queue = Queue::new().await;
    queue.add_to("silent@example.org", "Une première").await;
    let open = listener().await;
    let timeouts = Timeouts {
        step: NEVER,
        acceptance: NEVER,
        whole: NEVER,
    };
    let postman = queue.postman(smtp_to(&open).with_timeouts(timeouts));
    let (accepted, mut arrived) = mpsc::unbounded_channel();
    tokio::spawn(serve_with(open, SilentStep::Recipient, accepted));
    let (_stop, is_stopping) = watch::channel(false);
    let work = tokio::spawn(postman.run(is_stopping));
    // More mails than are delivered at a time, in sequence, while the first still waits for a response.
    for number in 0..6 {
        let recipient = format!("reader-{number}@example.org");
        queue.add_to(&recipient, "Bonjour").await;
        assert_eq!(next(&mut arrived).await, recipient);
    }
    work.abort();
    let left = queue.recipients().await;
    assert_eq!(left.first().map(String::as_str), Some("silent@example.org"));
    assert!(arrived.try_recv().is_err(), "no mail was delivered twice");
}

#[tokio::test]
async fn smtp_timeout_fails_the_delivery_and_schedules_a_retry() {
    for silent_step in [
        SilentStep::Greeting,
        SilentStep::Ehlo,
        SilentStep::Recipient,
        SilentStep::Data,
        SilentStep::Acceptance,
    ] {
        // Either limit is enough: per step, or for the whole delivery.
        for whole_only in [false, true] {
            let queue = Queue::new().await;
            queue.add_to("silent@example.org", "Bonjour").await;
            let open = listener().await;
            let timeouts = Timeouts {
                step: if whole_only { NEVER } else { SHORT },
                acceptance: if whole_only { NEVER } else { SHORT },
                whole: if whole_only { SHORT } else { NEVER },
            };
            let postman = queue.postman(smtp_to(&open).with_timeouts(timeouts));
            let (accepted, mut arrived) = mpsc::unbounded_channel();
            tokio::spawn(serve_with(open, silent_step, accepted));
            let first = postman.deliver_due(NOW);
            timeout(HANG_LIMIT, first).await.expect("it fails").unwrap();
            assert_eq!(queue.tries().await, [1], "{silent_step:?}");
            // It is not retried before it is due.
            postman
                .deliver_due(Timestamp(NOW.0 + 59_999))
                .await
                .unwrap();
            assert_eq!(queue.tries().await, [1], "{silent_step:?}");
            postman
                .deliver_due(Timestamp(NOW.0 + 60_000))
                .await
                .unwrap();
            assert_eq!(queue.tries().await, [2], "{silent_step:?}");
            assert!(arrived.try_recv().is_err(), "{silent_step:?}");
        }
    }
}

#[tokio::test]
async fn accepted_mail_is_dequeued_even_if_quit_gets_no_response() {
    let queue = Queue::new().await;
    queue.add("Bonjour").await;
    let open = listener().await;
    let timeouts = Timeouts {
        step: NEVER,
        acceptance: NEVER,
        whole: NEVER,
    };
    let postman = queue.postman(smtp_to(&open).with_timeouts(timeouts));
    let (accepted, mut arrived) = mpsc::unbounded_channel();
    tokio::spawn(serve_with(open, SilentStep::Quit, accepted));
    let delivery = postman.deliver_due(NOW);
    timeout(HANG_LIMIT, delivery)
        .await
        .expect("it ends")
        .unwrap();
    assert!(queue.tries().await.is_empty());
    assert_eq!(next(&mut arrived).await, "basile@example.org");
    assert!(arrived.try_recv().is_err());
}
