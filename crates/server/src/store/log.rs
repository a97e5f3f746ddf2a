//! The log of those who keep order: each entry is written in the transaction of what it tells of.

use palabre_contract::{Account, Act, ForumId, PostId, Timestamp, TopicId};
use sqlx::SqliteConnection;

/// An entry to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewEntry<'a> {
    /// Where it was done.
    pub(super) forum: ForumId,
    /// When.
    pub(super) at: Timestamp,
    /// Who did it.
    pub(super) by: &'a Account,
    /// What was done.
    pub(super) act: Act,
    /// To what, in words.
    pub(super) subject: &'a str,
    /// The topic, where it was done to one, or to a post in it.
    pub(super) topic: Option<TopicId>,
    /// The post, where it was done to one.
    pub(super) post: Option<PostId>,
}

/// Writes an entry.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    entry: NewEntry<'_>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO log (forum, at, account, pseudo, act, subject, topic, post) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(entry.forum.0)
    .bind(entry.at.0)
    .bind(entry.by.id.0)
    .bind(&entry.by.pseudo)
    .bind(act_name(entry.act))
    .bind(entry.subject)
    .bind(entry.topic.map(|topic| topic.0))
    .bind(entry.post.map(|post| post.0))
    .execute(connection)
    .await
    .map(drop)
}

/// The name of an act in the database: the word of the JSON API.
pub(super) fn act_name(act: Act) -> &'static str {
    match act {
        Act::Opened => "opened",
        Act::SetUp => "set_up",
        Act::Locked => "locked",
        Act::Unlocked => "unlocked",
        Act::Pinned => "pinned",
        Act::Unpinned => "unpinned",
        Act::MovedIn => "moved_in",
        Act::MovedOut => "moved_out",
        Act::Retitled => "retitled",
        Act::Edited => "edited",
        Act::Withdrawn => "withdrawn",
        Act::Restored => "restored",
        Act::Appointed => "appointed",
        Act::SmileyAdded => "smiley_added",
        Act::SmileyRenamed => "smiley_renamed",
        Act::SmileyRetired => "smiley_retired",
    }
}
