//! The server's memory before, during and after many stalled requests: a thousand local connections each send a
//! request without the last byte of its body, or a header that never ends.
//!
//! At most [`CONNECTIONS`] are open at once, each kind of request takes [`HOLD_TIME`], and the benchmark stops if the
//! server uses more than [`MEMORY_LIMIT`]. The server runs on a new database in `target/`. Set `PALABRE_SERVER` to
//! measure another binary.

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
/// How long the connections stay open: slightly longer than the server's timeout for a request body.
const HOLD_TIME: Duration = Duration::from_secs(13);
/// Time after closing them in which the server can release memory, before it is measured again.
const RELEASE_TIME: Duration = Duration::from_secs(5);
/// Resident memory, in MiB, above which the benchmark stops.
const MEMORY_LIMIT: u64 = 4096;
/// Open files that this program needs, and the server too.
const OPEN_FILES: u64 = CONNECTIONS as u64 + 200;

/// Bytes sent of an avatar: the server's limit, without the last byte.
const AVATAR_BYTES: usize = 2 * 1024 * 1024 - 1;
/// Bytes sent of a JSON body: the server's limit, without the last byte.
const JSON_BYTES: usize = 256 * 1024 - 1;
/// Bytes sent of a header value that never ends.
const HEADER_BYTES: usize = 300 * 1024;

/// Measures each kind of request and prints a table.
///
/// # Errors
/// When the server cannot be built or started, or uses more than [`MEMORY_LIMIT`].
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    require_open_files()?;
    let binary = match env::var_os("PALABRE_SERVER") {
        Some(binary) => PathBuf::from(binary),
        None => server::build(workspace, &Board::new(workspace), Profile::Release)?,
    };
    println!(
        "resident memory in MiB, {CONNECTIONS} connections open for {} s",
        HOLD_TIME.as_secs()
    );
    println!(
        "{:28} {:>7} {:>7} {:>7}   responses",
        "", "before", "during", "after"
    );
    for kind in [
        "avatar, signed out",
        "avatar, signed in",
        "sign-in",
        "endless header",
    ] {
        // A new server for each kind, because memory of an earlier one may not be released yet.
        let server = Server::start(workspace, &binary)?;
        let (head, length) = request(kind, &server)?;
        let measured = measure(&server, &head, length)?;
        println!(
            "{kind:28} {:>7} {:>7} {:>7}   {}",
            measured.before, measured.during, measured.after, measured.statuses
        );
    }
    Ok(())
}

fn require_open_files() -> Result<()> {
    let limits = fs::read_to_string("/proc/self/limits").context("this benchmark needs Linux")?;
    let limit = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    if limit.is_some_and(|limit| limit < OPEN_FILES) {
        bail!("the limit of open files is too low; run `ulimit -n {OPEN_FILES}` first");
    }
    Ok(())
}

/// The start of a request of this kind, and the number of bytes to send after it.
fn request(kind: &str, server: &Server) -> Result<(String, usize)> {
    let host = &server.address;
    let with_body = |method: &str, path: &str, headers: &str, length: usize| {
        // One byte more than is sent.
        let announced = length + 1;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{headers}content-length: {announced}\r\n\r\n"
        );
        (head, length)
    };
    let avatar = |headers: &str| {
        let headers = format!("content-type: image/png\r\n{headers}");
        with_body("PUT", "/api/account/avatar", &headers, AVATAR_BYTES)
    };
    Ok(match kind {
        "avatar, signed out" => avatar(""),
        "avatar, signed in" => avatar(&format!("cookie: {}\r\n", server.sign_in()?)),
        "sign-in" => {
            let headers = "content-type: application/json\r\n";
            with_body("POST", "/api/session", headers, JSON_BYTES)
        }
        _ => (
            format!("GET / HTTP/1.1\r\nhost: {host}\r\nx: "),
            HEADER_BYTES,
        ),
    })
}

/// Resident memory of the server in MiB, and the responses to the requests.
struct Measured {
    before: u64,
    during: u64,
    after: u64,
    statuses: String,
}

/// A connection whose request stalls.
struct Connection {
    stream: TcpStream,
    /// Bytes sent so far.
    sent: usize,
    /// The status of the response.
    status: Option<u16>,
    is_closed: bool,
}

fn measure(server: &Server, head: &str, length: usize) -> Result<Measured> {
    let mut request = head.as_bytes().to_vec();
    request.resize(head.len() + length, b' ');
    let before = server.resident()?;
    let mut during = before;
    let started = Instant::now();
    let mut connections = Vec::with_capacity(CONNECTIONS);
    while started.elapsed() < HOLD_TIME {
        if connections.len() < CONNECTIONS {
            let stream = TcpStream::connect(&server.address)?;
            stream.set_nonblocking(true)?;
            connections.push(Connection {
                stream,
                sent: 0,
                status: None,
                is_closed: false,
            });
        } else {
            thread::sleep(Duration::from_millis(20));
        }
        // While connections are being opened, all are polled only after every 50th, otherwise only the new one.
        let only_last = connections.len() < CONNECTIONS && connections.len() % 50 != 0;
        let from = if only_last { connections.len() - 1 } else { 0 };
        for connection in &mut connections[from..] {
            connection.progress(&request);
        }
        during = during.max(server.resident()?);
        if during > MEMORY_LIMIT {
            bail!("stopped: the server uses {during} MiB");
        }
    }
    let statuses = count_statuses(&connections);
    drop(connections);
    let closed = Instant::now();
    while closed.elapsed() < RELEASE_TIME {
        server::healthy(&server.address);
        thread::sleep(HEALTH_CHECK_EVERY);
    }
    Ok(Measured {
        before,
        during,
        after: server.resident()?,
        statuses,
    })
}

impl Connection {
    /// Sends as much of the request as the connection accepts, and reads the status if a response has arrived.
    fn progress(&mut self, request: &[u8]) {
        while !self.is_closed && self.sent < request.len() {
            match self.stream.write(&request[self.sent..]) {
                Ok(bytes) => self.sent += bytes,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(_) => self.is_closed = true,
            }
        }
        let mut start = [0; 256];
        if self.status.is_none()
            && let Ok(bytes) = self.stream.read(&mut start)
        {
            let text = String::from_utf8_lossy(&start[..bytes]);
            self.status = text
                .split(' ')
                .nth(1)
                .and_then(|status| status.parse().ok());
        }
    }
}

/// The number of connections with each status, for instance `900 × 408, 100 × none`.
fn count_statuses(connections: &[Connection]) -> String {
    let mut counts = std::collections::BTreeMap::new();
    for connection in connections {
        let status = connection
            .status
            .map_or("none".to_owned(), |status| status.to_string());
        *counts.entry(status).or_insert(0) += 1;
    }
    let parts: Vec<_> = counts
        .iter()
        .map(|(status, count)| format!("{count} × {status}"))
        .collect();
    parts.join(", ")
}

/// A server on a new database, which is stopped when this is dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(workspace: &Workspace, binary: &Path) -> Result<Self> {
        let folder = workspace.target("bench-uploads");
        // It does not exist before the first run.
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
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let server = Self { child, address };
        let deadline = Instant::now() + START_TIMEOUT;
        while !server::healthy(&server.address) {
            if Instant::now() > deadline {
                bail!("the server does not answer health checks");
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
            .context("the server has exited")?;
        Ok(kilobytes / 1024)
    }

    /// Signs in as a user of the sample forum and returns the session cookie.
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
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        response
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: palabre="))
            .and_then(|rest| rest.split(';').next())
            .map(|token| format!("palabre={token}"))
            .context("cannot sign in to the sample forum")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
