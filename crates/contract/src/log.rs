//! Who did what in a forum: the log of those who keep order.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{LogId, PostId, TopicId},
    time::Timestamp,
};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// The forum was opened.
    Opened,
    /// The forum was set up anew.
    SetUp,
    /// A topic was locked.
    Locked,
    /// A topic was unlocked.
    Unlocked,
    /// A topic was pinned.
    Pinned,
    /// A topic was unpinned.
    Unpinned,
    /// A topic was moved here from another forum.
    MovedIn,
    /// A topic was moved to another forum.
    MovedOut,
    /// A topic was given another title.
    Retitled,
    /// Somebody else's post was changed.
    Edited,
    /// Somebody else's post was withdrawn.
    Withdrawn,
    /// A withdrawn post was restored.
    Restored,
    /// Somebody was given a role.
    Appointed,
    /// A custom smiley was added.
    SmileyAdded,
    /// A custom smiley was given another name.
    SmileyRenamed,
    /// A custom smiley is no longer offered.
    SmileyRetired,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogEntry {
    /// Its number.
    pub id: LogId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub pseudo: String,
    /// What was done.
    pub act: Act,
    /// To what, in words: a title, a pseudo, a smiley's code.
    pub subject: String,
    /// The topic, where it was done to one, or to a post in it.
    pub topic: Option<TopicId>,
    /// The post, where it was done to one.
    pub post: Option<PostId>,
}

/// A page of a forum's log, newest entry first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogPage {
    /// At most 50 entries.
    pub entries: Vec<LogEntry>,
    /// To be sent back as `before` for older ones. `None`: there are none.
    pub next: Option<LogId>,
}
