//! The draft of a post, and where the post goes.

use palabre_contract::{
    ForumSlug, IdempotencyKey, MessageIcon, NewPost, Post, PostId, Preferences, Timestamp, TopicId,
};
use serde::{Deserialize, Serialize};

use crate::{
    address::{Address, ForumPage},
    browser::random,
};

/// Where a post goes.
#[derive(Clone, Debug)]
pub enum Target {
    /// A reply to a topic.
    Reply(TopicId),
    /// A new topic in a forum.
    Topic(ForumSlug),
    /// A new text for a post.
    Edit(Post),
    /// A reply to a page of another site, in a forum.
    Page(ForumSlug, Page),
}

/// A page of another site.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its canonical address.
    pub address: String,
    /// Its title.
    pub title: String,
}

impl Target {
    /// The part of its drafts' storage keys that identifies the target.
    pub fn key(&self) -> String {
        match self {
            Self::Reply(topic) => topic.to_string(),
            Self::Topic(forum) => format!("f:{forum}"),
            Self::Edit(post) => format!("p:{}", post.id),
            Self::Page(forum, page) => format!("f:{forum}:{}", page.address),
        }
    }

    /// The [`Self::key`] of the form on the page at an address. `None`: it has no form.
    pub fn key_at(address: &Address) -> Option<String> {
        match address {
            Address::Thread(topic, _) | Address::Reply(topic) => Some(Self::Reply(*topic).key()),
            Address::InForum(forum, ForumPage::NewTopic) => Some(Self::Topic(forum.clone()).key()),
            Address::EditPost(post) => Some(format!("p:{post}")),
            _ => None,
        }
    }

    /// The post that is edited, if any.
    pub fn edited(&self) -> Option<PostId> {
        match self {
            Self::Edit(post) => Some(post.id),
            Self::Reply(_) | Self::Topic(_) | Self::Page(..) => None,
        }
    }
}

/// What a person has written so far. Usernames and passwords are not part of it and are never stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Sent with every attempt, so that the server creates one post.
    pub key: IdempotencyKey,
    /// The title of a new topic.
    #[serde(default)]
    pub title: String,
    /// The text.
    pub body: String,
    /// The message icon.
    pub icon: Option<MessageIcon>,
    /// Watch the topic.
    pub notify: bool,
    /// Draw smilies.
    pub smilies: bool,
    /// Show the signature.
    pub signature: bool,
    /// The `edited_at` of the edited post when editing began.
    #[serde(default)]
    pub base: Option<Timestamp>,
    /// When it was last stored, by the device's clock. Only used to sort drafts.
    #[serde(default)]
    pub saved_at: i64,
}

impl Draft {
    /// An empty draft with the writer's default options, or the text and options of the edited post.
    pub fn blank(target: &Target, watched: bool, options: &Preferences) -> Self {
        let mut draft = Self {
            key: random::idempotency_key(),
            title: String::new(),
            body: String::new(),
            icon: None,
            notify: watched || options.notify,
            smilies: !options.plain_smilies,
            signature: options.signature,
            base: None,
            saved_at: 0,
        };
        if let Target::Edit(post) = target {
            draft.body.clone_from(&post.body);
            draft.smilies = post.smilies;
            draft.base = post.edited_at;
        }
        draft
    }

    /// Whether text and title are empty.
    pub fn is_blank(&self) -> bool {
        self.body.trim().is_empty() && self.title.trim().is_empty()
    }

    /// Whether text and title are equal.
    pub fn has_same_text(&self, other: &Self) -> bool {
        self.body == other.body && self.title == other.title
    }

    /// The post to send, without credentials.
    pub fn to_post(&self) -> NewPost {
        NewPost {
            body: self.body.clone(),
            icon: self.icon,
            notify: self.notify,
            smilies: self.smilies,
            signature: self.signature,
            credentials: None,
            guest: None,
            writer: None,
        }
    }
}
