//! `cargo xtask doctor`: what this machine has, what it lacks, and how to get it. Changes nothing.

use std::process::ExitCode;

use crate::setup::tool::Found;
use crate::setup::{self, chromium, debian, node_tools, schemathesis, wasm_target};
use crate::workspace::Workspace;

/// One line of the report.
struct Finding {
    subject: String,
    state: State,
}

enum State {
    /// There, and where or in which version.
    Good(String),
    /// Missing, but the commands that need it get it by themselves.
    Fetched(String),
    /// Missing, with what to do.
    Missing(String),
}

/// Prints the report; the exit code is a failure when something must be installed by hand.
pub(crate) fn run(workspace: &Workspace) -> ExitCode {
    let mut findings = vec![rust(workspace), target(workspace), node(workspace)];
    findings.extend(tools(workspace));
    findings.push(browser(workspace));
    findings.push(description(workspace));
    for finding in &findings {
        let (mark, text) = match &finding.state {
            State::Good(text) => ("ok", text),
            State::Fetched(text) => ("later", text),
            State::Missing(text) => ("MISSING", text),
        };
        println!("{mark:>8}  {:<22} {text}", finding.subject);
    }
    let missing = findings
        .iter()
        .any(|finding| matches!(finding.state, State::Missing(_)));
    if missing {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn rust(workspace: &Workspace) -> Finding {
    let printed = workspace.command("rustc").arg("--version").output();
    let state = match printed {
        Ok(printed) => State::Good(String::from_utf8_lossy(&printed.stdout).trim().to_owned()),
        Err(_) => State::Missing("install Rust: https://rustup.rs".to_owned()),
    };
    Finding {
        subject: "rust".to_owned(),
        state,
    }
}

fn target(workspace: &Workspace) -> Finding {
    let state = if wasm_target::present(workspace) {
        State::Good("installed".to_owned())
    } else {
        State::Fetched(format!("rustup target add {}", wasm_target::TRIPLE))
    };
    Finding {
        subject: wasm_target::TRIPLE.to_owned(),
        state,
    }
}

fn node(workspace: &Workspace) -> Finding {
    let state = match node_tools::node_version(workspace) {
        Some(version) if node_tools::new_enough(&version) => State::Good(version),
        Some(version) => State::Missing(format!("{version} is too old: https://nodejs.org")),
        None => State::Missing("install Node with npm: https://nodejs.org".to_owned()),
    };
    Finding {
        subject: "node".to_owned(),
        state,
    }
}

fn tools(workspace: &Workspace) -> Vec<Finding> {
    let wanted = match setup::tools(workspace) {
        Ok(wanted) => wanted,
        Err(error) => {
            return vec![Finding {
                subject: "versions".to_owned(),
                state: State::Missing(format!("{error:#}")),
            }];
        }
    };
    let finding = |tool: setup::tool::Tool| {
        let state = match tool.find(workspace) {
            Found::Right => State::Good("found".to_owned()),
            Found::Other(line) => State::Fetched(format!("found {line:?}; fetched by build")),
            Found::Nothing => State::Fetched("fetched by build".to_owned()),
        };
        Finding {
            subject: format!("{} {}", tool.name, tool.version),
            state,
        }
    };
    wanted.into_iter().map(finding).collect()
}

fn browser(workspace: &Workspace) -> Finding {
    let state = match chromium::find() {
        Some(found) => State::Good(format!(
            "{} and {}",
            found.browser.display(),
            found.driver.display()
        )),
        None if debian::can_install(workspace) => {
            State::Fetched(format!("installed by test. {}", chromium::advice()))
        }
        None => State::Missing(format!("only test needs it. {}", chromium::advice())),
    };
    Finding {
        subject: "chromium".to_owned(),
        state,
    }
}

fn description(workspace: &Workspace) -> Finding {
    let version = schemathesis::version(workspace);
    let state = match &version {
        Err(error) => State::Missing(format!("{error:#}")),
        Ok(_) if schemathesis::find(workspace).is_some() => State::Good("found".to_owned()),
        Ok(_) if schemathesis::python_fits(workspace) => {
            State::Fetched("fetched by test".to_owned())
        }
        Ok(_) if debian::can_install(workspace) => {
            State::Fetched(format!("installed by test. {}", schemathesis::advice()))
        }
        Ok(_) => State::Missing(format!("only test needs it. {}", schemathesis::advice())),
    };
    Finding {
        subject: format!("schemathesis {}", version.unwrap_or_default()),
        state,
    }
}
