//! The server process, killed while replies arrive: no acknowledged reply is lost and none is stored twice.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use palabre_contract::{ForumSlug, TopicId};
use palabre_server::store::Store;

use crate::site::{CLOCK_TOPIC, KEY, NOW, Site};

const KILLS: u32 = 5;
const WRITERS: u32 = 4;
/// Posts of the topic in the fixture.
const BEFORE: u32 = 2;

/// A running `palabre-server`; killed when it is dropped.
pub(crate) struct Server {
    process: Mutex<Child>,
    address: String,
}

impl Server {
    fn start(database: &Path) -> Self {
        Self::start_in(&[], database)
    }

    /// Like [`Self::start`], through a wrapper command that runs its remaining arguments by `exec`.
    pub(crate) fn start_in(wrapper: &[&str], database: &Path) -> Self {
        let command: Vec<_> = wrapper
            .iter()
            .copied()
            .chain([env!("CARGO_BIN_EXE_palabre-server")])
            .collect();
        let mut process = Command::new(command[0])
            .args(&command[1..])
            .args(["--listen", "127.0.0.1:0", "--log", "info"])
            .args(["--flood-seconds", "0", "--database"])
            .arg(database)
            .env("PALABRE_CLOCK", NOW.0.to_string())
            .current_dir(database.parent().unwrap())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert_ne!(
                log.read_line(&mut line).unwrap(),
                0,
                "the server exited before it listened"
            );
            if let Some((_, address)) = line.split_once("listening on http://") {
                break address.trim().to_owned();
            }
        };
        thread::spawn(move || io::copy(&mut log, &mut io::sink()));
        Self {
            process: Mutex::new(process),
            address,
        }
    }

    /// Kills the process by SIGKILL, which it cannot handle.
    fn kill(&self) {
        let mut process = self.process.lock().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }

    /// Sends reply `number` and returns the status. `None`: no response.
    fn reply(&self, cookie: &str, number: u32) -> Option<u16> {
        self.post(cookie, number, &format!("Reply {number}"))
    }

    /// Sends a reply with the idempotency key of this number and returns the status. `None`: no response.
    pub(crate) fn post(&self, cookie: &str, number: u32, text: &str) -> Option<u16> {
        let key = format!("{number:08}{}", &KEY[8..]);
        let body = format!(r#"{{"body":"{text}"}}"#);
        self.send(&format!(
            "POST {CLOCK_TOPIC} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: {cookie}\r\n\
             content-type: application/json\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        ))
    }

    /// The status of a `GET`. `None`: no response.
    pub(crate) fn get(&self, path: &str) -> Option<u16> {
        let host = &self.address;
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
        ))
    }

    /// Sends a raw request and returns the status. `None`: the connection failed before a response.
    fn send(&self, request: &str) -> Option<u16> {
        let mut connection = TcpStream::connect(&self.address).ok()?;
        connection.write_all(request.as_bytes()).ok()?;
        let mut response = String::new();
        connection.read_to_string(&mut response).ok()?;
        response.split(' ').nth(1)?.parse().ok()
    }

    /// The process id.
    pub(crate) fn id(&self) -> u32 {
        self.process.lock().unwrap().id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

#[tokio::test]
async fn killed_server_loses_no_acknowledged_reply_and_stores_none_twice() {
    let site = Site::new().await;
    let cookie = site.sign_in("Basile", "palabre-basile").await;
    site.store.close().await;

    let next = AtomicU32::new(1);
    let mut acknowledged = Vec::new();
    for _ in 0..KILLS {
        let server = Server::start(&site.database_path());
        // Each writer sends replies until one gets no response, and returns the acknowledged ones.
        let write = || {
            let mut mine = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                match server.reply(&cookie, number) {
                    Some(201) => mine.push(number),
                    Some(other) => panic!("reply {number} got status {other}"),
                    None => return mine,
                }
            }
        };
        thread::scope(|scope| {
            let writers: Vec<_> = (0..WRITERS).map(|_| scope.spawn(write)).collect();
            thread::sleep(Duration::from_millis(300));
            server.kill();
            for writer in writers {
                acknowledged.extend(writer.join().unwrap());
            }
        });
    }
    assert!(
        !acknowledged.is_empty(),
        "no reply was acknowledged before the kills"
    );

    // Resending stores the replies that were not acknowledged, and must not change the others.
    let server = Server::start(&site.database_path());
    let last = next.into_inner() - 1;
    for number in 1..=last {
        let status = server.reply(&cookie, number);
        if acknowledged.contains(&number) {
            assert_eq!(
                status,
                Some(200),
                "reply {number} was acknowledged but is lost"
            );
        } else {
            assert!(
                matches!(status, Some(200 | 201)),
                "reply {number}: {status:?}"
            );
        }
    }
    drop(server);
    let store = Store::open(&site.database_path()).await.unwrap();
    let posts = store.posts_at(TopicId(1), 1..=u32::MAX, NOW).await.unwrap();
    let positions: Vec<u32> = posts.iter().map(|post| post.position).collect();
    assert_eq!(positions, (1..=BEFORE + last).collect::<Vec<_>>());
    let mut bodies: Vec<_> = posts.iter().map(|post| &post.body).collect();
    bodies.sort_unstable();
    bodies.dedup();
    assert_eq!(bodies.len(), posts.len(), "a reply was stored twice");
    let forum = store.forum(&ForumSlug("atelier".into())).await.unwrap();
    assert_eq!(forum.unwrap().posts, 1 + BEFORE + last);
}
