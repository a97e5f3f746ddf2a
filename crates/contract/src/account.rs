//! Who reads and writes: accounts, sessions, and what it takes to open one.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{AccountId, SessionId},
    preferences::Preferences,
    rules::{self, Breach, Field},
    time::Timestamp,
};

/// What somebody may do in a forum; each role may do what those before it may.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nobody who is signed in, or somebody whose account is gone.
    #[default]
    Guest,
    /// Reads and writes.
    Member,
    /// Also keeps order.
    Moderator,
    /// Also sets the forum up.
    Administrator,
}

/// The account that is signed in, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// The name it goes by.
    pub pseudo: String,
    /// What it may do on the whole site.
    pub role: Role,
    /// The text of its signature, in markup. `None`: it has written none.
    pub signature: Option<String>,
    /// Its e-mail address, confirmed. `None`: it has none, and gets no mail.
    pub email: Option<String>,
    /// Where its picture is: an address on the forum's own server, starting with `/`. `None`: its
    /// initials stand for it.
    pub avatar: Option<String>,
    /// How it wants to read and write.
    #[serde(default)]
    pub preferences: Preferences,
}

/// Who wrote a post, as every reader sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Author {
    /// The account. `None`: written without one, or the account is gone.
    pub account: Option<AccountId>,
    /// The name, as it was when the post was written.
    pub pseudo: String,
    /// What the account may do here.
    pub role: Role,
    /// Where its picture is, as in [`Account::avatar`].
    pub avatar: Option<String>,
}

/// The answer to "who am I?".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The account that the request's cookie stands for. `None`: nobody is signed in.
    pub account: Option<Account>,
}

/// Pseudo and password: what signs a person in, alone or along with a post.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credentials {
    /// The name of the account; letter case does not matter.
    pub pseudo: String,
    /// Its password.
    pub password: String,
}

impl Credentials {
    /// Whether these could be somebody's. Says nothing of whether they are.
    ///
    /// # Errors
    /// Every breach of [`rules::known_pseudo`] and [`rules::password`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([
            (Field::Pseudo, rules::known_pseudo(&self.pseudo)),
            (Field::Password, rules::password(&self.password)),
        ])
    }
}

// A password must not end up in a log because a request was printed.
impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("pseudo", &self.pseudo)
            .finish_non_exhaustive()
    }
}

/// How the visitor stands where an answer leads: what the page may offer them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Standing {
    /// What they may do in this forum.
    pub role: Role,
    /// Whether they may write here: open a topic in this forum, or answer this one. For somebody
    /// who is not signed in: whether they may once they are.
    pub may_write: bool,
    /// Whether a name without an account is enough to write here.
    pub guests: bool,
    /// Whether they are told by mail of replies to this topic. Never, of a forum.
    pub watched: bool,
}

/// One of the sessions that an account has open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenSession {
    /// Its number.
    pub id: SessionId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was used last, give or take an hour.
    pub seen_at: Timestamp,
    /// What the browser calls itself, cut to 200 characters.
    pub agent: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// The site whose pages it is good for. `None`: the forum's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
}

/// The sessions of an account, the one used last first.
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
