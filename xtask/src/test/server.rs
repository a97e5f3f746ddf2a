//! A server for tests: a free port and a fresh database with the sample forum. It is stopped after the test.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::server::{self, HEALTH_CHECK_EVERY, START_TIMEOUT};
use crate::workspace::Workspace;

/// A running server, which is stopped when this is dropped.
pub(super) struct TestServer {
    child: Child,
    address: String,
}

impl TestServer {
    /// Empties a directory, starts a server in it and waits until it answers. Its output is in `server.log`
    /// there.
    ///
    /// # Errors
    /// When the server does not start.
    pub(super) fn start(workspace: &Workspace, binary: &Path, directory: &Path) -> Result<Self> {
        if directory.exists() {
            fs::remove_dir_all(directory)?;
        }
        fs::create_dir_all(directory)?;
        let address = format!("127.0.0.1:{}", free_port()?);
        let log_path = directory.join("server.log");
        let log = File::create(&log_path)?;
        let child = workspace
            .command(&binary.to_string_lossy())
            .current_dir(directory)
            // A developer's own settings must not change the test.
            .env("PALABRE_LISTEN", &address)
            .env("PALABRE_PUBLIC_URL", format!("http://{address}"))
            .env("PALABRE_DATABASE", directory.join("palabre.sqlite"))
            .env("PALABRE_SAMPLE", "true")
            .env("PALABRE_FLOOD_SECONDS", "0")
            .env("PALABRE_NO_RATE_LIMITS", "true")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let mut server = Self { child, address };
        server.wait_until_healthy(&log_path)?;
        Ok(server)
    }

    /// The origin of the server.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait_until_healthy(&mut self, log: &Path) -> Result<()> {
        let deadline = Instant::now() + START_TIMEOUT;
        while !server::healthy(&self.address) {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server exited ({status}): see {}", log.display());
            }
            if Instant::now() > deadline {
                bail!("the server does not answer: see {}", log.display());
            }
            thread::sleep(HEALTH_CHECK_EVERY);
        }
        Ok(())
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        // The database is not used again, so the process is killed. It may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that is free at the moment.
fn free_port() -> Result<u16> {
    let probe = TcpListener::bind("127.0.0.1:0").context("cannot listen on this machine")?;
    Ok(probe.local_addr()?.port())
}
