//! A post that is being written, kept in this browser until the server has it.

use palabre_contract::{
    Breach, ForumSlug, IdempotencyKey, MessageIcon, NewPost, PageReply, Post, PostId, Posted,
    Preferences, TopicId,
};
use serde::{Deserialize, Serialize};

use crate::{
    api::{Call, Client},
    browser::{random, storage},
    json,
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
    /// Under which name its draft is kept.
    fn draft_name(&self) -> String {
        match self {
            Self::Reply(topic) => format!("draft:{topic}"),
            Self::Topic(forum) => format!("draft:f:{forum}"),
            Self::Edit(post) => format!("draft:p:{}", post.id),
            Self::Page(forum, page) => format!("draft:f:{forum}:{}", page.address),
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

/// What a person has written so far.
///
/// It is kept under where it goes, so that a draft never shows up in another thread. Pseudo and password
/// are no part of it and are never kept.
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
        };
        if let Target::Edit(post) = target {
            draft.body.clone_from(&post.body);
            draft.smilies = post.smilies;
        }
        draft
    }

    /// The draft that is kept.
    pub fn kept(target: &Target) -> Option<Self> {
        storage::get(&target.draft_name()).and_then(|kept| json::read(&kept).ok())
    }

    /// Keeps it.
    ///
    /// # Errors
    /// [`storage::NotKept`]: the person has to be told.
    pub fn keep(&self, target: &Target) -> Result<(), storage::NotKept> {
        let json = serde_json::to_string(self).map_err(|_| storage::NotKept)?;
        storage::set(&target.draft_name(), &json)
    }

    /// Keeps nothing for it any more. Only to be called once the server has it.
    pub fn forget(target: &Target) {
        storage::remove(&target.draft_name());
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
        }
    }
}
