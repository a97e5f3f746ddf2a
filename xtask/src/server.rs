//! The forum API: compiled, configured for a developer's machine, and asked whether it is up.
//!
//! Settings go by environment, so that a developer's own `PALABRE_...` variables win.

use std::env;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::board::Board;
use crate::build;
use crate::workspace::Workspace;

const LISTEN: &str = "PALABRE_LISTEN";
const DATABASE: &str = "PALABRE_DATABASE";
const APP_DIR: &str = "PALABRE_APP_DIR";
const SAMPLE: &str = "PALABRE_SAMPLE";
const ORIGINS: &str = "PALABRE_ALLOWED_ORIGINS";

/// Where the server listens when it serves the app itself.
const FRONT: &str = "127.0.0.1:8080";
/// Where it listens behind trunk, which then has the address above; `[[proxy]]` in `Trunk.toml` says the same.
const BEHIND_TRUNK: &str = "127.0.0.1:3000";

/// The first start fills the sample forum and hashes its passwords.
pub(crate) const STARTS_WITHIN: Duration = Duration::from_secs(60);
/// Meanwhile it is asked this often.
pub(crate) const ASKED_EVERY: Duration = Duration::from_millis(100);

/// How the server is compiled.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// In seconds, for work on it and for tests.
    Dev,
    /// For use.
    Release,
}

/// Compiles `palabre-server` and says where it lies.
///
/// With [`Profile::Dev`] the whole workspace but the app is built, as its tests are, so that both share
/// every crate.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build(workspace: &Workspace, board: &Board, profile: Profile) -> Result<PathBuf> {
    let mut cargo = workspace.cargo("build");
    let directory = match profile {
        Profile::Dev => {
            cargo.args(["--workspace", "--exclude", "palabre", "--bins"]);
            "debug"
        }
        Profile::Release => {
            cargo.args(["--release", "--package", "palabre-server"]);
            "release"
        }
    };
    board.run("compile the server", build::with_progress(&mut cargo))?;
    Ok(workspace.target(directory).join("palabre-server"))
}

/// Where the server listens and what it serves.
pub(crate) struct Settings {
    address: String,
    environment: Vec<(&'static str, String)>,
}

impl Settings {
    /// The forum of this checkout: sample content, its data under `data/`, the app in `dist/`.
    pub(crate) fn here(workspace: &Workspace) -> Self {
        let address = env::var(LISTEN).unwrap_or_else(|_| FRONT.to_owned());
        let mut settings = Self::at(address, workspace);
        let app = workspace.dist().to_string_lossy().into_owned();
        settings.environment.push((APP_DIR, app));
        settings
    }

    /// The same behind trunk's proxy; pages of the origin `page` (`http://host:port`) may post.
    pub(crate) fn behind_trunk(workspace: &Workspace, page: &str) -> Self {
        let mut settings = Self::at(BEHIND_TRUNK.to_owned(), workspace);
        settings.environment.push((ORIGINS, page.to_owned()));
        settings
    }

    fn at(address: String, workspace: &Workspace) -> Self {
        let database = workspace.path("data/palabre.sqlite");
        Self {
            environment: vec![
                (DATABASE, database.to_string_lossy().into_owned()),
                (SAMPLE, "true".to_owned()),
            ],
            address,
        }
    }

    /// The command that runs the server.
    pub(crate) fn command(&self, workspace: &Workspace, binary: &Path) -> Command {
        let mut command = workspace.command(&binary.to_string_lossy());
        command.env(LISTEN, &self.address);
        for (name, value) in &self.environment {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        command
    }

    /// # Errors
    /// When another program listens at the address already.
    pub(crate) fn require_free_port(&self) -> Result<()> {
        if let Err(error) = TcpListener::bind(&self.address) {
            bail!(
                "cannot listen on {}: {error}\n\
                 Another server may be running. Stop it, or choose another port:\n\
                 {LISTEN}=127.0.0.1:3001 cargo xtask serve",
                self.address
            );
        }
        Ok(())
    }

    /// A site that embeds the forum: the examples of `embed/examples`, on the port that the sample lets in.
    pub(crate) fn examples(&self, workspace: &Workspace) -> Command {
        let mut node = workspace.command("node");
        node.arg(workspace.path("embed/examples/serve.mjs"))
            .env("PALABRE_FORUM", format!("http://{}", self.address));
        node
    }

    /// Waits until the server answers, then tells the developer where the forum is.
    pub(crate) fn announce(&self) {
        let deadline = Instant::now() + STARTS_WITHIN;
        while Instant::now() < deadline {
            if healthy(&self.address) {
                println!(
                    "\n    Palabre is ready:  http://{}/\n    ctrl-C stops it\n",
                    self.address
                );
                return;
            }
            thread::sleep(ASKED_EVERY);
        }
        eprintln!(
            "palabre-server does not answer on {} after {} s; see its messages above",
            self.address,
            STARTS_WITHIN.as_secs()
        );
    }
}

/// `GET /healthz` answered with 200.
pub(crate) fn healthy(address: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}
