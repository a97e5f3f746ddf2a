//! Memory of the server before, during and after many requests that stall: a thousand connections on loopback,
//! each of which sends all of a body but its last byte, or all of a head but its end.
//!
//! Bounded: [`CONNECTIONS`] at once, [`HELD`] for each kind of request, and it stops at [`CEILING`]. The server
//! runs on a database of its own under `target/`. `PALABRE_SERVER` names another build to measure.

use std::env;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::server::{self, HEALTH_CHECK_EVERY, Profile, START_TIMEOUT};
use crate::workspace::Workspace;

const CONNECTIONS: usize = 1000;
/// How long they are held open: a little longer than the server waits for a body that stalls.
const HELD: Duration = Duration::from_secs(13);
/// How long the server has to give memory back once they are closed.
const SETTLES: Duration = Duration::from_secs(5);
/// Resident memory, in MiB, at which the measurement stops.
const CEILING: u64 = 4096;
/// Open files that this program and the server need.
const FILES: u64 = CONNECTIONS as u64 + 200;

/// One less than the greatest body of each kind.
const NEARLY_AN_AVATAR: usize = 2 * 1024 * 1024 - 1;
const NEARLY_A_POST: usize = 256 * 1024 - 1;
/// Of a head, which has no length of its own.
const OF_A_HEAD: usize = 300 * 1024;

/// Prints the table.
///
/// # Errors
/// When the server cannot be built or started, or grows past [`CEILING`].
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    require_files()?;
    let binary = match env::var_os("PALABRE_SERVER") {
        Some(binary) => PathBuf::from(binary),
        None => server::build(workspace, &Board::new(workspace), Profile::Release)?,
    };
    println!(
        "resident memory in MiB, {CONNECTIONS} connections held {} s",
        HELD.as_secs()
    );
    println!(
        "{:28} {:>7} {:>7} {:>7}   answers",
        "", "before", "during", "after"
    );
    for kind in [
        "avatar, nobody signed in",
        "avatar, signed in",
        "sign-in",
        "head",
    ] {
        // A server of its own each, so that none starts with what another one has left behind.
        let server = Server::start(workspace, &binary)?;
        let (head, length) = request(kind, &server)?;
        let measured = stall(&server, &head, length)?;
        println!(
            "{kind:28} {:>7} {:>7} {:>7}   {}",
            measured.before, measured.during, measured.after, measured.answers
        );
    }
    Ok(())
}

fn require_files() -> Result<()> {
    let limits = fs::read_to_string("/proc/self/limits").context("this needs Linux")?;
    let limit = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    if limit.is_some_and(|limit| limit < FILES) {
        bail!("too few open files are allowed; run `ulimit -n {FILES}` first");
    }
    Ok(())
}

/// The head of a request, and how many bytes follow it.
fn request(kind: &str, server: &Server) -> Result<(String, usize)> {
    let host = &server.address;
    let body = |method: &str, path: &str, rest: &str, length: usize| {
        let promised = length + 1;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{rest}content-length: {promised}\r\n\r\n"
        );
        (head, length)
    };
    let avatar = |rest: &str| {
        let rest = format!("content-type: image/png\r\n{rest}");
        body("PUT", "/api/account/avatar", &rest, NEARLY_AN_AVATAR)
    };
    Ok(match kind {
        "avatar, nobody signed in" => avatar(""),
        "avatar, signed in" => avatar(&format!("cookie: {}\r\n", server.sign_in()?)),
        "sign-in" => {
            let rest = "content-type: application/json\r\n";
            body("POST", "/api/session", rest, NEARLY_A_POST)
        }
        _ => (format!("GET / HTTP/1.1\r\nhost: {host}\r\nx: "), OF_A_HEAD),
    })
}

struct Measured {
    before: u64,
    during: u64,
    after: u64,
    answers: String,
}

/// A connection, and how much of the request is still to be sent.
struct Stalling {
    stream: TcpStream,
    sent: usize,
    answer: Option<u16>,
    is_over: bool,
}

fn stall(server: &Server, head: &str, length: usize) -> Result<Measured> {
    let mut request = head.as_bytes().to_vec();
    request.resize(head.len() + length, b' ');
    let before = server.resident()?;
    let mut during = before;
    let started = Instant::now();
    let mut stalling = Vec::with_capacity(CONNECTIONS);
    while started.elapsed() < HELD {
        if stalling.len() < CONNECTIONS {
            let stream = TcpStream::connect(&server.address)?;
            stream.set_nonblocking(true)?;
            stalling.push(Stalling {
                stream,
                sent: 0,
                answer: None,
                is_over: false,
            });
        } else {
            thread::sleep(Duration::from_millis(20));
        }
        let only_new = stalling.len() < CONNECTIONS && stalling.len() % 50 != 0;
        let from = if only_new { stalling.len() - 1 } else { 0 };
        for one in &mut stalling[from..] {
            one.go_on(&request);
        }
        during = during.max(server.resident()?);
        if during > CEILING {
            bail!("the server takes {during} MiB: stopped");
        }
    }
    let answers = answers(&stalling);
    drop(stalling);
    let closed = Instant::now();
    while closed.elapsed() < SETTLES {
        server::healthy(&server.address);
        thread::sleep(HEALTH_CHECK_EVERY);
    }
    Ok(Measured {
        before,
        during,
        after: server.resident()?,
        answers,
    })
}

impl Stalling {
    /// Sends what the connection takes of the request, and looks for an answer.
    fn go_on(&mut self, request: &[u8]) {
        while !self.is_over && self.sent < request.len() {
            match self.stream.write(&request[self.sent..]) {
                Ok(bytes) => self.sent += bytes,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(_) => self.is_over = true,
            }
        }
        let mut start = [0; 256];
        if self.answer.is_none()
            && let Ok(bytes) = self.stream.read(&mut start)
        {
            let text = String::from_utf8_lossy(&start[..bytes]);
            self.answer = text
                .split(' ')
                .nth(1)
                .and_then(|status| status.parse().ok());
        }
    }
}

/// How many got which status, and how many none.
fn answers(stalling: &[Stalling]) -> String {
    let mut counts = std::collections::BTreeMap::new();
    for one in stalling {
        let status = one
            .answer
            .map_or("none".to_owned(), |status| status.to_string());
        *counts.entry(status).or_insert(0) += 1;
    }
    let parts: Vec<_> = counts
        .iter()
        .map(|(status, count)| format!("{count} × {status}"))
        .collect();
    parts.join(", ")
}

/// A server on a fresh database; it ends with this value.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(workspace: &Workspace, binary: &Path) -> Result<Self> {
        let folder = workspace.target("bench-uploads");
        // There is none at the first time.
        let _ = fs::remove_dir_all(&folder);
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let child = workspace
            .command(&binary.to_string_lossy())
            .env("PALABRE_LISTEN", &address)
            .env("PALABRE_DATABASE", folder.join("forum.sqlite"))
            .env("PALABRE_SAMPLE", "true")
            .env("PALABRE_LOG", "error")
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", binary.display()))?;
        let server = Self { child, address };
        let deadline = Instant::now() + START_TIMEOUT;
        while !server::healthy(&server.address) {
            if Instant::now() > deadline {
                bail!("the server does not answer");
            }
            thread::sleep(HEALTH_CHECK_EVERY);
        }
        Ok(server)
    }

    /// Resident memory, in MiB.
    fn resident(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kilobytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
            .context("the server has ended")?;
        Ok(kilobytes / 1024)
    }

    /// The cookie of somebody in the sample.
    fn sign_in(&self) -> Result<String> {
        let json = r#"{"pseudo":"Bastien","password":"palabre-bastien"}"#;
        let mut stream = TcpStream::connect(&self.address)?;
        write!(
            stream,
            "POST /api/session HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{json}",
            self.address,
            json.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        answer
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: palabre="))
            .and_then(|rest| rest.split(';').next())
            .map(|token| format!("palabre={token}"))
            .context("nobody could sign in")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
