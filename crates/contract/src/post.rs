//! Posts: what stands in a thread, and what a writer sends.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    account::{Account, Author, Credentials},
    icon::MessageIcon,
    ids::{AccountId, PostId, TopicId},
    rules::{self, Breach, Field},
    time::Timestamp,
};

/// A post, as every reader of the thread gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Post {
    /// Its number, unique on the server.
    pub id: PostId,
    /// The topic it stands in.
    pub topic: TopicId,
    /// Where it stands in the thread: 1 is the opening post. Never changes, never reused.
    pub position: u32,
    /// Who wrote it.
    pub author: Author,
    /// The icon its author chose.
    pub icon: Option<MessageIcon>,
    /// The text, in markup, as it was written.
    pub body: String,
    /// Whether smiley codes in it are drawn. `false`: they stay as typed.
    pub smilies: bool,
    /// The author's signature of today, in markup, where the post asks for one and there is one.
    pub signature: Option<String>,
    /// Whether addresses in it are links. `false` while its author's account is new: spam that
    /// nobody can follow is not worth sending.
    #[serde(default = "yes")]
    pub links: bool,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// When its text was last changed. `None`: it is as it was posted.
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// Who withdrew it. `None`: it stands. Only its author and those who keep order are sent the
    /// text of a post that was withdrawn; for others `body` is empty.
    #[serde(default)]
    pub withdrawn: Option<Withdrawn>,
}

/// Who withdrew a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Withdrawn {
    /// Its author, who may restore it.
    Author,
    /// A moderator. Only those who keep order may restore it.
    Moderator,
}

/// What is changed about a post. What is `None` stays as it is.
///
/// Its author and moderators change the text; both withdraw and restore it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PostChange {
    /// Another text: 1 to 60,000 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Whether smiley codes in it are drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smilies: Option<bool>,
    /// `true` withdraws it, `false` restores it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<bool>,
    /// The `edited_at` of the post that was changed here: where it is another one by now, the text
    /// was changed elsewhere meanwhile, and this change is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Timestamp>,
    /// The account that the page showed as the one that changes the post. Where another one is signed in, the
    /// change is refused. `None`: whichever is signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub writer: Option<AccountId>,
}

/// A reply, as the form sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPost {
    /// The text, in markup: 1 to 60,000 characters.
    pub body: String,
    /// The icon, if any.
    #[serde(default)]
    pub icon: Option<MessageIcon>,
    /// "Notification par email en cas de réponse": watch the topic. `false` on a topic that is
    /// watched stops watching it.
    #[serde(default)]
    pub notify: bool,
    /// Draw smilies. The box "Désactiver les smilies" sets it to `false`.
    #[serde(default = "yes")]
    pub smilies: bool,
    /// "Activer votre signature": show the signature under the post.
    #[serde(default)]
    pub signature: bool,
    /// Who writes, where nobody is signed in. Signs in along with the post.
    #[serde(default)]
    pub credentials: Option<Credentials>,
    /// The name of somebody without an account, where the forum takes their posts.
    #[serde(default)]
    pub guest: Option<String>,
    /// The account that the form showed as the writer. Where the session or the credentials are another one's,
    /// the post is refused, so that it never appears under a name its writer did not see. `None`: whichever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<AccountId>,
}

fn yes() -> bool {
    true
}

impl NewPost {
    /// Whether the server would take it, as far as that can be said without asking.
    ///
    /// # Errors
    /// Every broken rule, of the credentials as well where there are any.
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        let mut found = self
            .credentials
            .as_ref()
            .and_then(|credentials| credentials.validate().err())
            .unwrap_or_default();
        let guest = self.guest.as_deref().map(rules::pseudo);
        found.extend(guest.and_then(Result::err).map(|fault| Breach {
            field: Field::Pseudo,
            fault,
        }));
        found.extend(rules::body(&self.body).err().map(|fault| Breach {
            field: Field::Body,
            fault,
        }));
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}

/// The server's word that a post is in its thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Posted {
    /// The post, as it now stands.
    pub post: Post,
    /// Who is signed in now: credentials sent along with a post open a session. `None`: a guest.
    pub account: Option<Account>,
}

/// The name of the header that carries an [`IdempotencyKey`].
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// What makes a reply arrive once, however often it is sent: a UUID, minted with the draft and sent
/// with every try (draft-ietf-httpapi-idempotency-key-header). Its scope is the account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key made of 128 random bits, written as a UUID of version 4 (RFC 9562, 5.4).
    #[must_use]
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = String::with_capacity(36);
        for (index, byte) in bytes.into_iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for digit in [byte >> 4, byte & 0x0f] {
                text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
            }
        }
        Self(text)
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The text is not a UUID in its 36-character form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey;

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an idempotency key is a UUID, for instance 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
        )
    }
}

impl std::error::Error for NotAKey {}

impl FromStr for IdempotencyKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let hyphen = |index| matches!(index, 8 | 13 | 18 | 23);
        let fits = text.len() == 36
            && text.bytes().enumerate().all(|(index, byte)| {
                if hyphen(index) {
                    byte == b'-'
                } else {
                    byte.is_ascii_hexdigit()
                }
            });
        if fits {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(NotAKey)
        }
    }
}

impl<'de> Deserialize<'de> for IdempotencyKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Fault;

    fn reply(body: &str) -> NewPost {
        NewPost {
            body: body.into(),
            icon: None,
            notify: false,
            smilies: true,
            signature: false,
            credentials: None,
            guest: None,
            writer: None,
        }
    }

    #[test]
    fn every_broken_rule_is_named_at_once() {
        let mut post = reply(" ");
        post.credentials = Some(Credentials {
            pseudo: "A".into(),
            password: String::new(),
        });
        let fields: Vec<_> = post
            .validate()
            .unwrap_err()
            .iter()
            .map(|b| b.field)
            .collect();
        assert_eq!(fields, [Field::Pseudo, Field::Password, Field::Body]);
    }

    #[test]
    fn a_breach_is_flat_on_the_wire() {
        let breach = Breach {
            field: Field::Body,
            fault: Fault::TooLong {
                max: 60_000,
                actual: 60_001,
            },
        };
        assert_eq!(
            serde_json::to_string(&breach).unwrap(),
            r#"{"field":"body","code":"too_long","max":60000,"actual":60001}"#
        );
    }

    #[test]
    fn only_the_text_is_required_of_a_reply() {
        let post: NewPost = serde_json::from_str(r#"{"body":"Bonsoir"}"#).unwrap();
        assert_eq!(post, reply("Bonsoir"));
    }

    #[test]
    fn a_key_is_a_version_4_uuid() {
        let key = IdempotencyKey::from_random([0xff; 16]);
        assert_eq!(key.as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(key.as_str().parse(), Ok(key));
        for bad in [
            "",
            "1b9d6bcd",
            "1b9d6bcdbbfd-4b2d-9b5d-ab8dfbbd4bed-",
            "zb9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
        ] {
            assert_eq!(bad.parse::<IdempotencyKey>(), Err(NotAKey), "{bad}");
        }
    }
}
