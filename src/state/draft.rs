//! A reply that is being written, kept in this browser until the server has it.

use palabre_contract::{IdempotencyKey, MessageIcon, NewPost, TopicId};
use serde::{Deserialize, Serialize};

use crate::browser::{random, storage};

/// What a person has written so far in answer to a topic.
///
/// It is kept under its topic, so that a draft never shows up in another thread. Pseudo and password are
/// no part of it and are never kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Goes along with every try to send it, so that it arrives once.
    pub key: IdempotencyKey,
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
    /// Nothing written, every option at its default.
    pub fn blank() -> Self {
        Self {
            key: random::idempotency_key(),
            body: String::new(),
            icon: None,
            notify: false,
            smilies: true,
            signature: true,
        }
    }

    /// The draft kept for a topic, or a blank one.
    pub fn of(topic: TopicId) -> Self {
        storage::get(&name(topic))
            .and_then(|kept| serde_json::from_str(&kept).ok())
            .unwrap_or_else(Self::blank)
    }

    /// Keeps it for a topic.
    ///
    /// # Errors
    /// [`storage::NotKept`]: the person has to be told.
    pub fn keep(&self, topic: TopicId) -> Result<(), storage::NotKept> {
        let json = serde_json::to_string(self).map_err(|_| storage::NotKept)?;
        storage::set(&name(topic), &json)
    }

    /// Keeps nothing for a topic any more. Only to be called once the server has the reply.
    pub fn forget(topic: TopicId) {
        storage::remove(&name(topic));
    }

    /// The reply to send, by whoever is signed in.
    pub fn to_post(&self) -> NewPost {
        NewPost {
            body: self.body.clone(),
            icon: self.icon,
            notify: self.notify,
            smilies: self.smilies,
            signature: self.signature,
            credentials: None,
        }
    }
}

fn name(topic: TopicId) -> String {
    format!("draft:{topic}")
}
