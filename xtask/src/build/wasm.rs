//! Optimized WebAssembly with short import and export names.

use std::path::Path;

use anyhow::Result;

use crate::workspace::Workspace;

use super::node;

/// Runs wasm-opt on the bundle called `name` and updates its JavaScript glue; `xtask/node/shorten-names.mjs` says why.
/// trunk would run wasm-opt without updating the glue.
///
/// # Errors
/// When Node or wasm-opt fails, or the glue does not have the expected form.
pub(super) fn optimize(workspace: &Workspace, staging: &Path, name: &str) -> Result<()> {
    node::run(
        workspace,
        "shorten-names.mjs",
        [staging.as_os_str(), name.as_ref()],
    )
}
