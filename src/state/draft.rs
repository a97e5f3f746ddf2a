//! A post that is being written, kept in this browser until the server has it.

use palabre_contract::{
    Breach, ForumSlug, IdempotencyKey, MessageIcon, NewPost, PageReply, Post, PostId, Posted,
    Preferences, Timestamp, TopicId,
};
use serde::{Deserialize, Serialize};

use crate::{
    address::{Address, ForumPage},
    api::{Call, Client},
    browser::random,
};

/// Where a post goes.
#[derive(Clone, Debug)]
pub enum Target {
    /// Answers a topic.
    Reply(TopicId),
    /// Opens a topic in a forum.
    Topic(ForumSlug),
    /// Takes the place of what a post says now.
    Edit(Post),
    /// Answers a page of another site, in a forum.
    Page(ForumSlug, Page),
}

/// A page of another site.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its canonical address.
    pub address: String,
    /// What it is about.
    pub title: String,
    /// Checks an answer to it and sends it: [`answer`]. What that takes comes along only where it is named.
    pub answer: Answer,
}

/// Checks an answer to a page of another site, and sends it once it is awaited.
pub type Answer = fn(&ForumSlug, PageReply, &IdempotencyKey) -> Result<Call<Posted>, Vec<Breach>>;

/// The [`Answer`] of every page.
///
/// # Errors
/// The rules that it breaks.
pub fn answer(
    forum: &ForumSlug,
    reply: PageReply,
    key: &IdempotencyKey,
) -> Result<Call<Posted>, Vec<Breach>> {
    reply.validate()?;
    Ok(Client.reply_to_page(forum, &reply, key))
}

impl Target {
    /// What its drafts are stored under: equal for equal targets.
    pub fn key(&self) -> String {
        match self {
            Self::Reply(topic) => topic.to_string(),
            Self::Topic(forum) => format!("f:{forum}"),
            Self::Edit(post) => format!("p:{}", post.id),
            Self::Page(forum, page) => format!("f:{forum}:{}", page.address),
        }
    }

    /// The [`Self::key`] of what is written on the page at an address. `None`: nothing is written there.
    pub fn key_at(address: &Address) -> Option<String> {
        match address {
            Address::Thread(topic, _) | Address::Reply(topic) => Some(Self::Reply(*topic).key()),
            Address::InForum(forum, ForumPage::NewTopic) => Some(Self::Topic(forum.clone()).key()),
            Address::EditPost(post) => Some(format!("p:{post}")),
            _ => None,
        }
    }

    /// The post that is changed.
    pub fn edited(&self) -> Option<PostId> {
        match self {
            Self::Edit(post) => Some(post.id),
            Self::Reply(_) | Self::Topic(_) | Self::Page(..) => None,
        }
    }
}

/// What a person has written so far. Username and password are no part of it and are never kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Goes along with every try to send it, so that it arrives once.
    pub key: IdempotencyKey,
    /// The title, of a topic that is opened.
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
    /// The `edited_at` of the post that is changed, as it was when the change was begun.
    #[serde(default)]
    pub base: Option<Timestamp>,
    /// When it was stored last, by this machine's clock. Orders drafts, and nothing else.
    #[serde(default)]
    pub saved_at: i64,
}

impl Draft {
    /// Nothing written yet; the options are those of the reader, and of the post that is changed.
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

    /// Whether nothing is written.
    pub fn is_blank(&self) -> bool {
        self.body.trim().is_empty() && self.title.trim().is_empty()
    }

    /// Whether both say the same: what was sent is what is here.
    pub fn has_same_text(&self, other: &Self) -> bool {
        self.body == other.body && self.title == other.title
    }

    /// The post to send, by whoever is signed in.
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
