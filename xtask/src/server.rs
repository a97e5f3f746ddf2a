//! The server: compiles it, configures it for a developer's machine, and checks whether it answers.
//!
//! Settings are environment variables, so a developer's own `PALABRE_...` variables take precedence.

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

/// The server's address when it serves the app itself.
const DIRECT: &str = "127.0.0.1:8080";
/// Its address behind trunk, which then uses the address above. `[[proxy]]` in `Trunk.toml` has the same value.
const BEHIND_TRUNK: &str = "127.0.0.1:3000";

/// Timeout of a start. The first start creates the sample forum and hashes its passwords.
pub(crate) const START_TIMEOUT: Duration = Duration::from_secs(60);
/// The interval between health checks during the start.
pub(crate) const HEALTH_CHECK_EVERY: Duration = Duration::from_millis(100);

/// How the server is compiled.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// Compiles in seconds; for development and tests.
    Dev,
    /// Optimized.
    Release,
}

/// Compiles `palabre-server` and returns the path of the binary.
///
/// [`Profile::Dev`] builds the whole workspace except the app, as the unit tests do, so that both share all
/// compiled crates.
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

/// The server's address and environment.
pub(crate) struct Settings {
    address: String,
    environment: Vec<(&'static str, String)>,
}

impl Settings {
    /// The sample forum, with its data in `data/` and the app in `dist/`.
    pub(crate) fn here(workspace: &Workspace) -> Self {
        let address = env::var(LISTEN).unwrap_or_else(|_| DIRECT.to_owned());
        let mut settings = Self::at(address, workspace);
        let app = workspace.dist().to_string_lossy().into_owned();
        settings.environment.push((APP_DIR, app));
        settings
    }

    /// The sample forum behind trunk's proxy. Pages of the origin `page` (`http://host:port`) may post.
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
    /// When another program uses the address.
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

    /// A site that embeds the forum: `embed/examples`, on the port that the sample forum allows.
    pub(crate) fn examples(&self, workspace: &Workspace) -> Command {
        let mut node = workspace.command("node");
        node.arg(workspace.path("embed/examples/serve.mjs"))
            .env("PALABRE_FORUM", format!("http://{}", self.address));
        node
    }

    /// Waits until the server answers, then prints the forum's address.
    pub(crate) fn announce(&self) {
        let deadline = Instant::now() + START_TIMEOUT;
        while Instant::now() < deadline {
            if healthy(&self.address) {
                println!(
                    "\n    Palabre is ready:  http://{}/\n    Press ctrl-C to stop it\n",
                    self.address
                );
                return;
            }
            thread::sleep(HEALTH_CHECK_EVERY);
        }
        eprintln!(
            "palabre-server did not answer on {} within {} s: see its messages above",
            self.address,
            START_TIMEOUT.as_secs()
        );
    }
}

/// Whether `GET /healthz` is answered with 200.
pub(crate) fn healthy(address: &str) -> bool {
    let check = || -> std::io::Result<bool> {
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
    check().unwrap_or(false)
}
