//! Opening an account, getting back into it, and changing what it is known by.
//!
//! Each of these types holds a password or a token, so none prints itself.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::rules::{self, Breach, Field};

/// Asks for an account. It is there once the link in the mail was followed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAccount {
    /// The name it is to go by.
    pub pseudo: String,
    /// Where the mail goes.
    pub email: String,
    /// Its password.
    pub password: String,
    /// The language of the mail, `fr` or `en`; French where it is another.
    #[serde(default)]
    pub language: String,
    /// The page to lead back to once the account is confirmed: a path of this site that starts with
    /// one `/`, at most 200 characters; anything else is dropped.
    #[serde(default)]
    pub back_to: Option<String>,
    /// A field that no person sees. Whoever fills it in is a program, and gets no account.
    #[serde(default)]
    pub website: String,
}

impl NewAccount {
    /// Whether the server would take it, as far as that can be said without asking.
    ///
    /// # Errors
    /// Every broken rule.
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

/// The token in the link of a mail: 64 hexadecimal digits that work once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailToken {
    /// The digits.
    pub token: String,
}

/// Asks for a mail with a link that sets a new password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LostPassword {
    /// The address that the account has.
    pub email: String,
    /// The language of the mail, `fr` or `en`.
    #[serde(default)]
    pub language: String,
}

impl LostPassword {
    /// Whether the server would take it.
    ///
    /// # Errors
    /// A breach of [`rules::email`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([(Field::Email, rules::email(&self.email))])
    }
}

/// Sets a new password by the token of a mail, ends every session and opens one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordReset {
    /// The token.
    pub token: String,
    /// The password from now on.
    pub password: String,
}

impl PasswordReset {
    /// Whether the server would take it, as far as that can be said without asking.
    ///
    /// # Errors
    /// A breach of [`rules::new_password`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([(Field::NewPassword, rules::new_password(&self.password, ""))])
    }
}

/// Changes the password of the account that is signed in, and ends its other sessions.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordChange {
    /// The password of today.
    pub password: String,
    /// The password from now on.
    pub new_password: String,
}

impl PasswordChange {
    /// Whether the server would take it, as far as that can be said without asking.
    ///
    /// # Errors
    /// Every broken rule. `pseudo` is the account's.
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

/// Asks for another e-mail address. It counts once the link in the mail that goes there was followed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailChange {
    /// The account's password.
    pub password: String,
    /// The address.
    pub email: String,
}

impl EmailChange {
    /// Whether the server would take it, as far as that can be said without asking.
    ///
    /// # Errors
    /// Every broken rule.
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
pub struct Farewell {
    /// The account's password.
    pub password: String,
}

/// The signature of the account that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signature {
    /// Its text, in markup: at most 400 characters on 5 lines. Empty: none.
    pub signature: String,
}

impl Signature {
    /// Whether the server would take it.
    ///
    /// # Errors
    /// A breach of [`rules::signature`].
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        rules::breaches([(Field::Signature, rules::signature(&self.signature))])
    }
}

/// The server has taken it. What comes of it may come by mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {}

/// What an unsubscribe link stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Watch {
    /// The topic.
    pub topic: crate::ids::TopicId,
    /// Its title.
    pub title: String,
    /// Whether replies to it are told of.
    pub watched: bool,
}

macro_rules! hide {
    ($($name:ident),*) => {$(
        // A password or a token must not end up in a log because a request was printed.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )*};
}

hide!(
    NewAccount,
    MailToken,
    LostPassword,
    PasswordReset,
    PasswordChange,
    EmailChange,
    Farewell
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Fault;

    #[test]
    fn everything_that_is_wrong_with_a_new_account_is_said_at_once() {
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
