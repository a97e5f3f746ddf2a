//! Decisions that the writer has to make before a post can be sent.

use palabre_contract::{Account, Post, PostId};

/// A decision to make before a post can be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// An earlier version of the draft is already posted, as this post.
    AlreadyPosted(PostId),
    /// The draft belongs to somebody other than the account that would post it.
    OtherWriter(Sender),
    /// Somebody else changed the post while it was being edited. This is its current version.
    Changed(Post),
}

/// The account that would post the draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Sender {
    /// The account of this browser's session.
    Session(Account),
    /// The account whose username and password were entered; its username.
    FormValues(String),
}

impl Sender {
    /// The username.
    pub fn name(&self) -> &str {
        match self {
            Self::Session(account) => &account.pseudo,
            Self::FormValues(name) => name,
        }
    }
}
