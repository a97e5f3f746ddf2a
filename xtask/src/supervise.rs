//! Long-running child processes, and ctrl-C.
//!
//! Each child leads a separate process group, so ctrl-C in the terminal reaches this process only. It sends
//! SIGTERM to every group, and SIGKILL after [`GRACE`].

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// Time between SIGTERM and SIGKILL, in which a server finishes its requests.
const GRACE: Duration = Duration::from_secs(12);

enum Event {
    Stop,
    Ended(usize, ExitStatus),
}

/// Runs named commands until one ends or the developer presses ctrl-C, then stops the others.
///
/// # Errors
/// When a program cannot be started.
pub(crate) fn run(mut commands: Vec<(&'static str, Command)>) -> Result<ExitCode> {
    let (sender, events) = mpsc::channel();
    let stop = sender.clone();
    ctrlc::set_handler(move || {
        // Without a receiver there are no children left to stop.
        let _ = stop.send(Event::Stop);
    })
    .context("cannot listen for ctrl-C")?;

    let mut running: Vec<Option<u32>> = Vec::new();
    for (index, (name, command)) in commands.iter_mut().enumerate() {
        let started = command.stdin(Stdio::null()).process_group(0).spawn();
        let mut child = match started {
            Ok(child) => child,
            Err(error) => {
                signal_groups(&running, "TERM");
                return Err(error).with_context(|| format!("cannot start {name}"));
            }
        };
        running.push(Some(child.id()));
        let ended = sender.clone();
        thread::spawn(move || {
            if let Ok(status) = child.wait() {
                // As above.
                let _ = ended.send(Event::Ended(index, status));
            }
        });
    }

    let outcome = match events.recv().context("no child is running")? {
        Event::Stop => ExitCode::SUCCESS,
        Event::Ended(index, status) => {
            running[index] = None;
            eprintln!("\n{} exited ({status})", commands[index].0);
            ExitCode::FAILURE
        }
    };
    signal_groups(&running, "TERM");
    while running.iter().any(Option::is_some) {
        match events.recv_timeout(GRACE) {
            Ok(Event::Ended(index, _)) => running[index] = None,
            // The second ctrl-C stops immediately.
            Ok(Event::Stop) | Err(RecvTimeoutError::Timeout) => {
                signal_groups(&running, "KILL");
                break;
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Ok(outcome)
}

/// Sends a signal to process groups: trunk has a child, cargo.
fn signal_groups(groups: &[Option<u32>], signal: &str) {
    for group in groups.iter().flatten() {
        // The group may have exited already.
        let _ = Command::new("kill")
            .args(["-s", signal, "--", &format!("-{group}")])
            .stderr(Stdio::null())
            .status();
    }
}
