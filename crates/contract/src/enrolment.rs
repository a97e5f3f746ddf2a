//! Creating an account, recovering it, and changing its password, address or signature.
//!
//! Types with a password, a token or an e-mail address hide their content from `Debug`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::rules::{self, Breach, Field};

/// Requests an account. The account is created when its owner follows the link in the confirmation mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAccount {
    /// The name of the account: see [`rules::pseudo`].
    pub pseudo: String,
    /// The address for the confirmation mail.
    pub email: String,
    /// Its password: see [`rules::new_password`].
    pub password: String,
    /// The language of the mail, `fr` or `en`. Any other value means French.
    #[serde(default)]
    pub language: String,
    /// The page to return to after the confirmation: a path of this site that starts with a single `/`, at most 200
    /// characters. Anything else is ignored.
    #[serde(default)]
    pub back_to: Option<String>,
    /// A honeypot: people do not see this field. A request that fills it in comes from a bot and creates no account.
    #[serde(default)]
    pub website: String,
}

impl NewAccount {
    /// Checks the rules that do not need the server's data.
    ///
    /// # Errors
    /// All broken rules.
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([
            (Field::Pseudo, rules::pseudo(&self.pseudo)),
            (Field::Email, rules::email(&self.email)),
            (
                Field::Password,
                rules::new_password(&self.password, &self.pseudo),
            ),
        ])
    }
}

/// The token from a link in a mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailToken {
    /// 64 hexadecimal digits. The token can be used once.
    pub token: String,
}

/// Requests a mail with a link to set a new password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LostPassword {
    /// The e-mail address of the account.
    pub email: String,
    /// The language of the mail, `fr` or `en`. Any other value means French.
    #[serde(default)]
    pub language: String,
}

impl LostPassword {
    /// Checks the form of the address.
    ///
    /// # Errors
    /// A breach of [`rules::email`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([(Field::Email, rules::email(&self.email))])
    }
}

/// Sets a new password with the token from a mail, closes all sessions of the account and opens a new one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordReset {
    /// The token, as in [`MailToken::token`].
    pub token: String,
    /// The new password: see [`rules::new_password`].
    pub password: String,
}

impl PasswordReset {
    /// Checks the rules that do not need the server's data.
    ///
    /// # Errors
    /// A breach of [`rules::new_password`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([(Field::NewPassword, rules::new_password(&self.password, ""))])
    }
}

/// Changes the password of the account that is signed in, and closes its other sessions.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordChange {
    /// The current password.
    pub password: String,
    /// The new password: see [`rules::new_password`].
    pub new_password: String,
}

impl PasswordChange {
    /// Checks the rules that do not need the server's data. `pseudo` is the name of the account.
    ///
    /// # Errors
    /// All broken rules.
    pub fn validate(&self, pseudo: &str) -> Result<(), Vec<Breach>> {
        rules::breaches([
            (Field::Password, rules::password(&self.password)),
            (
                Field::NewPassword,
                rules::new_password(&self.new_password, pseudo),
            ),
        ])
    }
}

/// Requests another e-mail address. It takes effect when the link in the mail to the new address is followed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailChange {
    /// The account's password.
    pub password: String,
    /// The new address.
    pub email: String,
}

impl EmailChange {
    /// Checks the rules that do not need the server's data.
    ///
    /// # Errors
    /// All broken rules.
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([
            (Field::Password, rules::password(&self.password)),
            (Field::Email, rules::email(&self.email)),
        ])
    }
}

/// Deletes the account that is signed in. Its posts stay, without its name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountDeletion {
    /// The account's password.
    pub password: String,
}

/// The signature of the account that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signature {
    /// The text, in markup: at most 400 characters in at most 5 lines. Empty: no signature.
    pub signature: String,
}

impl Signature {
    /// Checks the length of the text.
    ///
    /// # Errors
    /// A breach of [`rules::signature`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([(Field::Signature, rules::signature(&self.signature))])
    }
}

/// The server has accepted the request. The result may arrive by mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {}

/// The subscription to a topic's replies that an unsubscribe link refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Watch {
    /// The topic.
    pub topic: crate::ids::TopicId,
    /// Its title.
    pub title: String,
    /// Whether a mail is sent for each reply.
    pub watched: bool,
}

/// The topics whose replies are mailed to the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WatchList {
    /// The watched topics that the account may read, at most 200, newest post first.
    pub watches: Vec<Watch>,
}

/// Starts or ends the watch on a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WatchChange {
    /// Whether a mail is sent for each reply.
    pub watched: bool,
}

macro_rules! hide_from_debug {
    ($($name:ident),*) => {$(
        // Keeps passwords and tokens out of logs that print requests.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )*};
}

hide_from_debug!(
    NewAccount,
    MailToken,
    LostPassword,
    PasswordReset,
    PasswordChange,
    EmailChange,
    AccountDeletion
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Fault;

    #[test]
    fn new_account_reports_all_breaches_and_debug_hides_them() {
        let account: NewAccount =
            serde_json::from_str(r#"{"pseudo":"A","email":"a","password":"a"}"#).unwrap();
        let faults: Vec<_> = account
            .validate()
            .unwrap_err()
            .iter()
            .map(|b| b.fault)
            .collect();
        assert_eq!(
            faults,
            [
                Fault::TooShort { min: 2 },
                Fault::Malformed,
                Fault::TooShort { min: 8 }
            ]
        );
        assert_eq!(format!("{account:?}"), "NewAccount");
    }
}
