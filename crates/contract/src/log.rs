//! The audit log of a forum: what its moderators and administrators did.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{LogId, PostId, TopicId},
    time::Timestamp,
};

/// The action of an entry in the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuditAction {
    /// The forum was created.
    Opened,
    /// The settings of the forum were changed.
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
    /// The title of a topic was changed.
    Retitled,
    /// Another author's post was changed.
    Edited,
    /// Another author's post was withdrawn.
    Withdrawn,
    /// A withdrawn post was restored.
    Restored,
    /// An account was given a role.
    Appointed,
    /// A custom smiley was added.
    SmileyAdded,
    /// A custom smiley was renamed.
    SmileyRenamed,
    /// A custom smiley is no longer offered.
    SmileyRetired,
}

/// An entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogEntry {
    /// The id of the entry.
    pub id: LogId,
    /// When it was done.
    pub at: Timestamp,
    /// The pseudo of the account that did it.
    pub pseudo: String,
    /// What was done.
    pub act: AuditAction,
    /// What it was done to: the title of a topic, the pseudo of an account or the code of a smiley.
    pub subject: String,
    /// The topic, if it was done to a topic or to one of its posts.
    pub topic: Option<TopicId>,
    /// The post, if it was done to a post.
    pub post: Option<PostId>,
}

/// A page of a forum's audit log, newest entry first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogPage {
    /// At most 50 entries.
    pub entries: Vec<LogEntry>,
    /// The value of the parameter `before` for the next page. `None`: this is the last page.
    pub next: Option<LogId>,
}
