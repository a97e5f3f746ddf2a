//! Posts, replies to send and changes of a post.

use serde::{Deserialize, Serialize};

use crate::{
    account::{Account, Author, Credentials},
    icon::MessageIcon,
    ids::{AccountId, PostId, TopicId},
    rules::{self, Breach, Field},
    time::Timestamp,
};

/// A post of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Post {
    /// The id of the post, unique on the server.
    pub id: PostId,
    /// Its topic.
    pub topic: TopicId,
    /// Its position in the thread: 1 is the opening post. A position never changes and is never reused.
    pub position: u32,
    /// Its author.
    pub author: Author,
    /// The message icon. `None`: it has none.
    pub icon: Option<MessageIcon>,
    /// The text, in markup, as it was sent.
    pub body: String,
    /// Whether smiley codes in the text are shown as images. `false`: they are text.
    pub smilies: bool,
    /// The author's current signature, in markup. `None`: the post does not show it, or the author has none.
    pub signature: Option<String>,
    /// Whether links in the text are clickable. `false` while the author's account is new, which makes link spam
    /// worthless.
    #[serde(default = "yes")]
    pub links: bool,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// When its text was last changed. `None`: never.
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// Who withdrew it. `None`: it is not withdrawn. Only its author and moderators get the text of a withdrawn post;
    /// for others `body` is empty.
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
    /// A moderator. Only moderators may restore it.
    Moderator,
}

/// Changes a post. Fields that are `None` stay unchanged. Requires the post's author or a moderator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PostChange {
    /// The new text, in markup: 1 to 60,000 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Whether smiley codes in the text are shown as images.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smilies: Option<bool>,
    /// `true` withdraws it, `false` restores it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<bool>,
    /// The `edited_at` of the version that this change is based on. If the post has been edited since, the change is
    /// refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Timestamp>,
    /// The account that the page showed as signed in. If another one is signed in, the change is refused. `None`: any
    /// account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub writer: Option<AccountId>,
}

/// A reply to post, or the opening post of a new topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPost {
    /// The text, in markup: 1 to 60,000 characters.
    pub body: String,
    /// The message icon. `None`: no icon.
    #[serde(default)]
    pub icon: Option<MessageIcon>,
    /// "Notification par email en cas de réponse": whether to watch the topic. `false` stops watching it.
    #[serde(default)]
    pub notify: bool,
    /// Whether smiley codes in the text are shown as images. The box "Désactiver les smilies" sets it to `false`.
    #[serde(default = "yes")]
    pub smilies: bool,
    /// "Activer votre signature": whether to show the author's signature below the post.
    #[serde(default)]
    pub signature: bool,
    /// Signs in along with the post, if nobody is signed in.
    #[serde(default)]
    pub credentials: Option<Credentials>,
    /// The name of a guest, if the forum accepts posts without an account: 2 to 32 characters.
    #[serde(default)]
    pub guest: Option<String>,
    /// The account that the form showed as the author. If the session or the credentials belong to another one, the
    /// post is refused, so that it never appears under an unexpected name. `None`: any account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<AccountId>,
}

fn yes() -> bool {
    true
}

impl NewPost {
    /// Checks the rules that do not need the server's data.
    ///
    /// # Errors
    /// All broken rules of the credentials, the guest's name and the text.
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

/// The response to a reply: the post has been stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Posted {
    /// The stored post.
    pub post: Post,
    /// The account that is signed in now, because credentials sent along with a post open a session. `None`: a guest.
    pub account: Option<Account>,
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
    fn reply_reports_all_broken_rules() {
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
    fn breach_is_a_flat_json_object() {
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
    fn reply_requires_only_the_text() {
        let post: NewPost = serde_json::from_str(r#"{"body":"Bonsoir"}"#).unwrap();
        assert_eq!(post, reply("Bonsoir"));
    }
}
