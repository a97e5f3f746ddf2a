//! `cargo xtask doctor`: what this machine has, what it lacks, and how to get it. It changes nothing.

use std::process::ExitCode;

use crate::setup::tool::{Found, Tool};
use crate::setup::{
    cargo_tools, chromium, debian, node_tools, schemathesis as schemathesis_tool, wasm_target,
};
use crate::workspace::Workspace;

/// One line of the report.
struct Finding {
    subject: String,
    state: State,
}

enum State {
    /// Present: where, or in which version.
    Present(String),
    /// Missing, but the commands that need it install it.
    InstalledLater(String),
    /// Missing: what to do.
    Missing(String),
}

/// Prints the report. The exit code is a failure if something must be installed by hand.
pub(crate) fn run(workspace: &Workspace) -> ExitCode {
    let mut findings = vec![rust(workspace), target(workspace), node(workspace)];
    findings.push(bundle_tools(workspace));
    findings.extend(tools(workspace));
    findings.push(browser(workspace));
    findings.push(schemathesis(workspace));
    for finding in &findings {
        let (mark, text) = match &finding.state {
            State::Present(text) => ("ok", text),
            State::InstalledLater(text) => ("later", text),
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
        Ok(printed) => State::Present(String::from_utf8_lossy(&printed.stdout).trim().to_owned()),
        Err(_) => State::Missing("install Rust: https://rustup.rs".to_owned()),
    };
    Finding {
        subject: "rust".to_owned(),
        state,
    }
}

fn target(workspace: &Workspace) -> Finding {
    let state = if wasm_target::present(workspace) {
        State::Present("installed".to_owned())
    } else {
        State::InstalledLater(format!("rustup target add {}", wasm_target::TRIPLE))
    };
    Finding {
        subject: wasm_target::TRIPLE.to_owned(),
        state,
    }
}

fn node(workspace: &Workspace) -> Finding {
    let state = match node_tools::node_version(workspace) {
        Some(version) if node_tools::new_enough(&version) => State::Present(version),
        Some(version) => State::Missing(format!("{version} is too old: https://nodejs.org")),
        None => State::Missing("install Node with npm: https://nodejs.org".to_owned()),
    };
    Finding {
        subject: "node".to_owned(),
        state,
    }
}

fn bundle_tools(workspace: &Workspace) -> Finding {
    let state = if node_tools::bundle_tools_are_installed(workspace) {
        State::Present("installed".to_owned())
    } else {
        State::InstalledLater("installed by build".to_owned())
    };
    Finding {
        subject: "wasm-opt, esbuild".to_owned(),
        state,
    }
}

fn tools(workspace: &Workspace) -> Vec<Finding> {
    let wanted = match cargo_tools::wanted(workspace) {
        Ok(wanted) => wanted,
        Err(error) => {
            return vec![Finding {
                subject: "versions".to_owned(),
                state: State::Missing(format!("{error:#}")),
            }];
        }
    };
    let finding = |tool: Tool| {
        let state = match tool.find(workspace) {
            Found::Right => State::Present("found".to_owned()),
            Found::Other(line) => {
                State::InstalledLater(format!("installed by build (found {line:?})"))
            }
            Found::Nothing => State::InstalledLater("installed by build".to_owned()),
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
        Some(found) => State::Present(format!(
            "{} and {}",
            found.browser.display(),
            found.driver.display()
        )),
        None if debian::can_install(workspace) => {
            State::InstalledLater(format!("installed by test. {}", chromium::advice()))
        }
        None => State::Missing(format!("needed by test only. {}", chromium::advice())),
    };
    Finding {
        subject: "chromium".to_owned(),
        state,
    }
}

fn schemathesis(workspace: &Workspace) -> Finding {
    let version = schemathesis_tool::version(workspace);
    let state = match &version {
        Err(error) => State::Missing(format!("{error:#}")),
        Ok(_) if schemathesis_tool::find(workspace).is_some() => State::Present("found".to_owned()),
        Ok(_) if schemathesis_tool::python_is_suitable(workspace) => {
            State::InstalledLater("installed by test".to_owned())
        }
        Ok(_) if debian::can_install(workspace) => State::InstalledLater(format!(
            "installed by test. {}",
            schemathesis_tool::advice()
        )),
        Ok(_) => State::Missing(format!(
            "needed by test only. {}",
            schemathesis_tool::advice()
        )),
    };
    Finding {
        subject: format!("schemathesis {}", version.unwrap_or_default()),
        state,
    }
}
