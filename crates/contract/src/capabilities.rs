//! What the forum engine behind the API can do.

use serde::{Deserialize, Serialize};

/// What the forum engine can do, besides reading. A request that needs a capability which it lacks gets the problem
/// [`crate::ProblemKind::NotSupported`], and the app does not show the links and controls that send such requests.
///
/// A flag that is missing in the JSON is `true`: the server is older than the flag, and has the capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each flag is independent of the others"
)]
pub struct Capabilities {
    /// Storing replies and topics, and changing posts.
    pub writing: bool,
    /// Signing in by pseudo and password.
    pub sessions: bool,
    /// Creating, changing and deleting accounts, and ending their sessions.
    pub accounts: bool,
    /// Creating and changing forums, their teams and their topics, and the audit log.
    pub moderation: bool,
    /// Changing custom smilies and avatars.
    pub pictures: bool,
    /// Embedding forums in other sites.
    pub embedding: bool,
}

impl Default for Capabilities {
    /// All of them.
    fn default() -> Self {
        Self {
            writing: true,
            sessions: true,
            accounts: true,
            moderation: true,
            pictures: true,
            embedding: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_flags_are_true() {
        let capabilities: Capabilities =
            serde_json::from_str(r#"{"writing":false,"later":false}"#).unwrap();
        let expected = Capabilities {
            writing: false,
            ..Capabilities::default()
        };
        assert_eq!(capabilities, expected);
    }
}
