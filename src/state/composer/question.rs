//! What its writer has to decide before a post can be sent.

use palabre_contract::{Account, Post, PostId};

/// What has to be decided before a post can be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// An earlier version of it is posted already.
    AlreadyPosted(PostId),
    /// It was written as somebody else than whom it would be posted as.
    OtherWriter(Sender),
    /// The post that is changed was changed by somebody else since. This is how it is now.
    Changed(Post),
}

/// Sender a post would be posted as.
#[derive(Clone, Debug, PartialEq)]
pub enum Sender {
    /// The account that is signed in in this browser.
    Session(Account),
    /// The account whose username and password were typed.
    Typed(String),
}

impl Sender {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Session(account) => &account.pseudo,
            Self::Typed(name) => name,
        }
    }
}
