//! Accounts, roles, sessions and the credentials to sign in.

use serde::{Deserialize, Serialize};

use crate::{
    capabilities::Capabilities,
    ids::{AccountId, SessionId},
    preferences::Preferences,
    rules::{self, Breach, Field},
    time::Timestamp,
};

/// The name on the posts of deleted accounts. Nobody else can have it, so the app can show it in the reader's language.
pub const DELETED_ACCOUNT_NAME: &str = "Compte supprimé";

/// What an account may do in a forum. Each role includes the permissions of those before it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Not signed in, or the account has been deleted.
    #[default]
    Guest,
    /// Can read and write.
    Member,
    /// Can also moderate.
    Moderator,
    /// Can also change the settings of the forum.
    Administrator,
}

/// The account that is signed in, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// The id of the account.
    pub id: AccountId,
    /// Its name.
    pub pseudo: String,
    /// Its role on the whole site.
    pub role: Role,
    /// The text of its signature, in markup. `None`: it has no signature.
    pub signature: Option<String>,
    /// Its confirmed e-mail address. `None`: it has none, and gets no mail.
    pub email: Option<String>,
    /// The address of its avatar: a path on the forum's server, starting with `/`. `None`: viewers show its initials.
    pub avatar: Option<String>,
    /// Its preferences for reading and writing.
    #[serde(default)]
    pub preferences: Preferences,
}

/// The author of a post, as every reader sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Author {
    /// The account. `None`: a guest, or a deleted account.
    pub account: Option<AccountId>,
    /// The name at the time when the post was written.
    pub pseudo: String,
    /// The role of the account in the post's forum.
    pub role: Role,
    /// The address of the avatar, as in [`Account::avatar`].
    pub avatar: Option<String>,
}

/// Who is signed in, and what the forum can do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The account of the session. `None`: nobody is signed in.
    pub account: Option<Account>,
    /// What the forum can do. Only in the answer to `GET /api/session`, and not from servers older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capabilities: Option<Capabilities>,
}

/// Pseudo and password, to sign in with or to send along with a post.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credentials {
    /// The name of the account, 2 to 32 characters. Letter case does not matter.
    pub pseudo: String,
    /// Its password, at most 128 characters.
    pub password: String,
}

impl Credentials {
    /// Checks the form of the credentials. Only the server can tell whether they are correct.
    ///
    /// # Errors
    /// All breaches of [`rules::known_pseudo`] and [`rules::password`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([
            (Field::Pseudo, rules::known_pseudo(&self.pseudo)),
            (Field::Password, rules::password(&self.password)),
        ])
    }
}

// Keeps passwords out of logs that print requests.
impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("pseudo", &self.pseudo)
            .finish_non_exhaustive()
    }
}

/// What the visitor may do in a forum or topic. Pages show only the actions that it allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitorPermissions {
    /// Their role in this forum.
    pub role: Role,
    /// Whether they may open a topic in this forum, or reply to this topic. If nobody is signed in: whether a member may.
    pub may_write: bool,
    /// Whether guests may write here, with a name but without an account.
    pub guests: bool,
    /// Whether they get a mail for each reply to this topic. Always `false` for a forum.
    pub watched: bool,
}

/// An open session of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenSession {
    /// The id of the session.
    pub id: SessionId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used, to within an hour.
    pub seen_at: Timestamp,
    /// The `User-Agent` header of the browser, truncated to 200 characters.
    pub agent: String,
    /// Whether it is the session of this request.
    pub current: bool,
    /// The origin of the host that it is limited to. `None`: it is for the forum's own site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
}

/// The open sessions of an account, most recently used first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionList {
    /// The sessions.
    pub sessions: Vec<OpenSession>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_credentials_hides_the_password() {
        let credentials = Credentials {
            pseudo: "Anaïs".into(),
            password: "correct horse".into(),
        };
        assert!(!format!("{credentials:?}").contains("horse"));
    }
}
