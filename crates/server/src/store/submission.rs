//! A reply or a new topic to store: its target, its writer and its idempotency key.

use palabre_contract::{
    Account, AccountId, ForumSlug, IdempotencyKey, NewPost, Post, Timestamp, TopicId,
};

use super::ReplyMailFn;
use crate::forum::policy::PostRate;

/// Where a post is added.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// An existing topic.
    Topic(TopicId),
    /// A new topic.
    NewTopic {
        /// The forum.
        forum: &'a ForumSlug,
        /// The title.
        title: &'a str,
    },
    /// The topic of a host page, which is opened if it does not exist.
    Page {
        /// The forum.
        forum: &'a ForumSlug,
        /// The page's canonical address.
        address: &'a str,
        /// The origin of the address. It must be one of the forum's hosts.
        host: &'a str,
        /// The title, if the topic is opened.
        title: &'a str,
    },
}

/// The writer of a post.
#[derive(Clone, Copy, Debug)]
pub enum Writer<'a> {
    /// An account.
    Account(&'a Account),
    /// A guest.
    Guest {
        /// The name that the guest gave.
        pseudo: &'a str,
        /// The client network, for rate limits.
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

    /// The scope of idempotency keys: the account id, or 0 for all guests.
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

/// A post to store. Its text was validated.
#[derive(Clone, Copy)]
pub struct Submission<'a> {
    /// Where it is added.
    pub target: Target<'a>,
    /// The post.
    pub post: &'a NewPost,
    /// The writer.
    pub writer: Writer<'a>,
    /// The origin of the site in whose page it was written. `None`: the forum's own pages.
    pub host: Option<&'a str>,
    /// The idempotency key.
    pub key: &'a IdempotencyKey,
    /// The hash of the request, to detect a key reused for another one.
    pub request_hash: &'a [u8],
    /// The current time.
    pub now: Timestamp,
    /// Accounts opened after this count as new.
    pub new_since: Timestamp,
    /// The rate limits that apply.
    pub rate: PostRate,
    /// The token of the unsubscribe links, if the writer starts watching the topic.
    pub watch_token: &'a str,
    /// Composes the mails to watchers.
    pub reply_mail: ReplyMailFn<'a>,
}

/// A stored post.
#[derive(Debug)]
pub struct Submitted {
    /// The post.
    pub post: Post,
    /// `true`: it was stored by an earlier request with the same key.
    pub replayed: bool,
}
