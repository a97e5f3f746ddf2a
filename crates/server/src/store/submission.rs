//! A reply or a new topic on its way into the store: where it goes, who wrote it, what makes it arrive once.

use palabre_contract::{
    Account, AccountId, ForumSlug, IdempotencyKey, NewPost, Post, Timestamp, TopicId,
};

use super::ReplyMailFn;
use crate::forum::policy::PostRate;

/// Where a post goes.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// To the end of a topic.
    Topic(TopicId),
    /// To the beginning of a new one.
    NewTopic {
        /// The forum that it is opened in.
        forum: &'a ForumSlug,
        /// What it is about.
        title: &'a str,
    },
    /// To the end of the topic of a host's page, or to the beginning of it.
    Page {
        /// The forum that it stands in.
        forum: &'a ForumSlug,
        /// The page's canonical address.
        address: &'a str,
        /// The site that the address stands on, as an origin. It must be one of the forum's hosts.
        host: &'a str,
        /// What the topic is called, where this opens it.
        title: &'a str,
    },
}

/// Who wrote a post.
#[derive(Clone, Copy, Debug)]
pub enum Writer<'a> {
    /// An account.
    Account(&'a Account),
    /// Somebody without one.
    Guest {
        /// The name they give.
        pseudo: &'a str,
        /// Where they write from.
        network: &'a str,
    },
}

impl Writer<'_> {
    pub(super) fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(account) => Some(account.id),
            Self::Guest { .. } => None,
        }
    }

    /// Whose keys its key is one of: 0 are those of all guests.
    pub(super) fn scope(self) -> i64 {
        self.account().map_or(0, |account| account.0)
    }

    pub(super) fn pseudo(&self) -> &str {
        match self {
            Self::Account(account) => &account.pseudo,
            Self::Guest { pseudo, .. } => pseudo,
        }
    }

    pub(super) fn network(&self) -> Option<&str> {
        match self {
            Self::Account(_) => None,
            Self::Guest { network, .. } => Some(network),
        }
    }
}

/// A post whose text keeps the rules.
#[derive(Clone, Copy)]
pub struct Submission<'a> {
    /// Where it goes.
    pub target: Target<'a>,
    /// What was written.
    pub post: &'a NewPost,
    /// Who wrote it.
    pub writer: Writer<'a>,
    /// The site in whose pages it was written. `None`: the forum's own.
    pub host: Option<&'a str>,
    /// What makes it arrive once.
    pub key: &'a IdempotencyKey,
    /// What the key was used for: equal for equal posts to the same place.
    pub request_hash: &'a [u8],
    /// When it is posted.
    pub now: Timestamp,
    /// Since when an account counts as new.
    pub new_since: Timestamp,
    /// The rate limits that apply.
    pub rate: PostRate,
    /// What the links in the mails of its writer's watch will stand for.
    pub watch_token: &'a str,
    /// Writes the mails that tell of it.
    pub reply_mail: ReplyMailFn<'a>,
}

/// A post that is in its thread.
#[derive(Debug)]
pub struct Submitted {
    /// The post.
    pub post: Post,
    /// `true`: it was already, for this key and this post came before.
    pub replayed: bool,
}
