//! Checks that the server behaves as `docs/openapi.json` describes: schemathesis generates valid and invalid requests
//! from the description and checks the answers. It runs once per kind of visitor, since permissions are part of
//! the description.
//!
//! The configuration is in `tests/schemathesis`, the output in `target/schemathesis`.

use anyhow::{Result, anyhow};

use crate::board::{Board, CommandFailed, Printed};
use crate::server::{self, Profile};
use crate::setup::schemathesis;
use crate::workspace::Workspace;

use super::count::Count;
use super::server::TestServer;
use super::steps::Outcome;

/// Who sends the requests.
struct Visitor {
    name: &'static str,
    /// User name and password of an account of the sample forum.
    account: Option<(&'static str, &'static str)>,
}

const VISITORS: [Visitor; 3] = [
    Visitor {
        name: "stranger",
        account: None,
    },
    Visitor {
        name: "member",
        account: Some(("Bastien", "palabre-bastien")),
    },
    Visitor {
        name: "administrator",
        account: Some(("Eulalie", "palabre-eulalie")),
    },
];

/// Runs schemathesis as each visitor, on a new server each time, so that the changes of one visitor do not affect
/// the next. A failure does not stop the other runs.
///
/// # Errors
/// When schemathesis cannot be installed or a server does not start.
pub(super) fn check(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    let program = schemathesis::install(workspace, board)?;
    let binary = server::build(workspace, board, Profile::Dev)?;
    let mut count = Count::default();
    for visitor in VISITORS {
        let directory = workspace.target("schemathesis").join(visitor.name);
        let server = TestServer::start(workspace, &binary, &directory)?;
        let mut command = workspace.command(&program.to_string_lossy());
        command
            // Hypothesis writes a directory into the current one.
            .current_dir(&directory)
            .arg("--config-file")
            .arg(workspace.path("tests/schemathesis/schemathesis.toml"))
            .args(["--no-color", "run", "--url", &server.url()])
            .arg(workspace.path("docs/openapi.json"))
            .env(
                "SCHEMATHESIS_HOOKS",
                workspace.path("tests/schemathesis/visitor.py"),
            )
            .env("FORUM_URL", server.url())
            // Do not write compiled hooks into the sources, print the same in every locale, and use no proxy.
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONUTF8", "1")
            .env("NO_PROXY", "127.0.0.1");
        if let Some((pseudo, password)) = visitor.account {
            command
                .env("VISITOR_PSEUDO", pseudo)
                .env("VISITOR_PASSWORD", password);
        }
        let title = format!("API description, {}", visitor.name);
        count += match board.run(&title, &mut command) {
            Ok(Printed(printed)) => tested(&printed)?,
            Err(error) => {
                board.note(&crate::explain(&error));
                let failure = error.downcast::<CommandFailed>()?;
                Count::in_output(&failure.printed).at_least_one_failed()
            }
        };
    }
    Ok(if count.failed == 0 {
        Outcome::Passed(count)
    } else {
        Outcome::Failed(count)
    })
}

/// Counts the tests of a successful run. A run without tests is an error.
fn tested(printed: &str) -> Result<Count> {
    let count = Count::in_output(printed);
    if count.passed == 0 {
        return Err(anyhow!("schemathesis ran no tests:\n{printed}"));
    }
    Ok(count)
}
