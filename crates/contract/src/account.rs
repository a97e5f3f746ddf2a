//! Who reads and writes: accounts, sessions, and what it takes to open one.

use serde::{Deserialize, Serialize};

use crate::{
    ids::AccountId,
    rules::{self, Breach, Field},
};

/// What an account may do in a forum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
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
    /// What it may do.
    pub role: Role,
    /// The text of its signature, in markup. `None`: it has written none.
    pub signature: Option<String>,
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
    /// Every breach of [`rules::pseudo`] and [`rules::password`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([
            (Field::Pseudo, rules::pseudo(&self.pseudo)),
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
