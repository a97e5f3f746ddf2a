//! Packages of the system, installed by apt-get.

use std::path::Path;

use anyhow::Result;

use crate::board::Board;
use crate::workspace::Workspace;

/// Whether this command may install packages: on Debian and its derivatives, as root.
pub(crate) fn can_install(workspace: &Workspace) -> bool {
    is_debian() && is_root(workspace)
}

/// Installs packages, separated by spaces.
///
/// # Errors
/// When apt-get cannot reach its mirror or does not know a package.
pub(super) fn install(
    workspace: &Workspace,
    board: &Board,
    title: &str,
    packages: &str,
) -> Result<()> {
    let mut apt_get = workspace.command("sh");
    apt_get
        .arg("-c")
        .arg(format!(
            "apt-get update && apt-get install --yes {packages}"
        ))
        .env("DEBIAN_FRONTEND", "noninteractive");
    board.run(&format!("{title} by apt-get"), &mut apt_get)?;
    Ok(())
}

pub(super) fn is_debian() -> bool {
    Path::new("/usr/bin/apt-get").is_file() && Path::new("/etc/debian_version").is_file()
}

fn is_root(workspace: &Workspace) -> bool {
    let id = workspace.command("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
