//! Whether the server keeps what `docs/openapi.json` says of it: schemathesis makes requests of the
//! description, fit and unfit ones, and holds the answers against it. Once for each kind of visitor, since
//! what nobody may see is described as well.
//!
//! How it asks is in `tests/schemathesis`; what it writes, below `target/schemathesis`.

use anyhow::{Result, anyhow};

use crate::board::{Board, CommandFailed, Printed};
use crate::server::{self, Profile};
use crate::setup::schemathesis;
use crate::workspace::Workspace;

use super::count::Count;
use super::steps::Outcome;
use super::trial::Trial;

/// Somebody who asks.
struct Visitor {
    name: &'static str,
    /// Pseudo and password of an account of the sample forum.
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

/// Asks as each visitor, each on a server of its own: what one does to the forum must not decide what
/// another finds. A failure of one does not stop the others.
///
/// # Errors
/// When schemathesis cannot be installed or a server does not start.
pub(super) fn check(workspace: &Workspace, board: &Board) -> Result<Outcome> {
    let program = schemathesis::install(workspace, board)?;
    let binary = server::build(workspace, board, Profile::Dev)?;
    let mut count = Count::default();
    for visitor in VISITORS {
        let directory = workspace.target("schemathesis").join(visitor.name);
        let trial = Trial::start(workspace, &binary, &directory)?;
        let mut command = workspace.command(&program.to_string_lossy());
        command
            // Hypothesis leaves a directory wherever it is run.
            .current_dir(&directory)
            .arg("--config-file")
            .arg(workspace.path("tests/schemathesis/schemathesis.toml"))
            .args(["--no-color", "run", "--url", &trial.url()])
            .arg(workspace.path("docs/openapi.json"))
            .env(
                "SCHEMATHESIS_HOOKS",
                workspace.path("tests/schemathesis/visitor.py"),
            )
            .env("FORUM_URL", trial.url())
            // No compiled hooks in the sources, the same output whatever the locale, and no proxy between.
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHONUTF8", "1")
            .env("NO_PROXY", "127.0.0.1");
        if let Some((pseudo, password)) = visitor.account {
            command
                .env("VISITOR_PSEUDO", pseudo)
                .env("VISITOR_PASSWORD", password);
        }
        let title = format!("API as described, {}", visitor.name);
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

/// A run that tested nothing is no success.
fn tested(printed: &str) -> Result<Count> {
    let count = Count::in_output(printed);
    if count.passed == 0 {
        return Err(anyhow!("schemathesis tested nothing:\n{printed}"));
    }
    Ok(count)
}
