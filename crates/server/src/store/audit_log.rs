//! The audit log of moderation. Each entry is written in the transaction of the change that it records.

use palabre_contract::{
    Account, AuditAction, ForumId, LogEntry, LogId, LogPage, PostId, Timestamp, TopicId,
};
use sqlx::SqliteConnection;

use super::Store;

/// An entry to write.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewEntry<'a> {
    /// The forum.
    pub(super) forum: ForumId,
    /// The time.
    pub(super) at: Timestamp,
    /// The account that did it.
    pub(super) by: &'a Account,
    /// What was done.
    pub(super) act: AuditAction,
    /// What it was done to, as text.
    pub(super) subject: &'a str,
    /// The topic that was changed, or that contains the post.
    pub(super) topic: Option<TopicId>,
    /// The post that was changed.
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
    .bind(action_name(entry.act))
    .bind(entry.subject)
    .bind(entry.topic.map(|topic| topic.0))
    .bind(entry.post.map(|post| post.0))
    .execute(connection)
    .await
    .map(drop)
}

/// Entries per page.
const PER_PAGE: i64 = 50;

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: i64,
    at: i64,
    pseudo: String,
    act: String,
    subject: String,
    topic: Option<i64>,
    post: Option<i64>,
}

impl EntryRow {
    /// `None`: a newer version of the server wrote an action that this one does not know.
    fn entry(self) -> Option<LogEntry> {
        Some(LogEntry {
            id: LogId(self.id),
            at: Timestamp(self.at),
            pseudo: self.pseudo,
            act: action_from(&self.act)?,
            subject: self.subject,
            topic: self.topic.map(TopicId),
            post: self.post.map(PostId),
        })
    }
}

impl Store {
    /// A page of entries before the given one, newest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn log_before(&self, forum: ForumId, before: LogId) -> Result<LogPage, sqlx::Error> {
        let rows: Vec<EntryRow> = sqlx::query_as(
            "SELECT id, at, pseudo, act, subject, topic, post FROM log \
             WHERE forum = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        )
        .bind(forum.0)
        .bind(before.0)
        // One extra row shows whether there is a next page.
        .bind(PER_PAGE + 1)
        .fetch_all(&self.read)
        .await?;
        let next = (rows.len() as i64 > PER_PAGE).then(|| LogId(rows[rows.len() - 2].id));
        let page = rows.into_iter().take(PER_PAGE as usize);
        Ok(LogPage {
            entries: page.filter_map(EntryRow::entry).collect(),
            next,
        })
    }
}

/// The action with that name.
fn action_from(name: &str) -> Option<AuditAction> {
    serde_json::from_value(name.into()).ok()
}

/// The name of an action in the database, the same as in the JSON API.
pub(super) fn action_name(action: AuditAction) -> &'static str {
    match action {
        AuditAction::Opened => "opened",
        AuditAction::SetUp => "set_up",
        AuditAction::Locked => "locked",
        AuditAction::Unlocked => "unlocked",
        AuditAction::Pinned => "pinned",
        AuditAction::Unpinned => "unpinned",
        AuditAction::MovedIn => "moved_in",
        AuditAction::MovedOut => "moved_out",
        AuditAction::Retitled => "retitled",
        AuditAction::Edited => "edited",
        AuditAction::Withdrawn => "withdrawn",
        AuditAction::Restored => "restored",
        AuditAction::Appointed => "appointed",
        AuditAction::SmileyAdded => "smiley_added",
        AuditAction::SmileyRenamed => "smiley_renamed",
        AuditAction::SmileyRetired => "smiley_retired",
    }
}
