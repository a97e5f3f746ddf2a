//! Changing topics: lock, pin, move and retitle. Each goes into the audit log in the same transaction.

use palabre_contract::{
    Account, AccountId, AuditAction, ForumId, ForumSlug, Timestamp, Topic, TopicChange, TopicId,
};
use sqlx::SqliteConnection;

use super::{
    Store, StoreError,
    audit_log::{self, NewEntry},
    roles::{self, Requester},
    topics,
};
use crate::forum::policy::{self, Refusal};

/// A change to a topic. Its title was validated.
#[derive(Clone, Copy, Debug)]
pub struct TopicEdit<'a> {
    /// The topic.
    pub topic: TopicId,
    /// What changes.
    pub change: &'a TopicChange,
    /// The account that changes it.
    pub by: &'a Account,
    /// The current time.
    pub now: Timestamp,
}

/// The topic before the change.
#[derive(sqlx::FromRow)]
struct Before {
    forum: i64,
    title: String,
    locked: bool,
    pinned: bool,
    posts: i64,
    author: Option<i64>,
}

impl Store {
    /// Changes a topic: the whole change or nothing.
    ///
    /// # Errors
    /// Nothing is stored.
    pub async fn change_topic(&self, edit: TopicEdit<'_>) -> Result<Topic, StoreError> {
        let mut transaction = self.begin().await?;
        let before = fetch_before(&mut transaction, edit.topic)
            .await?
            .ok_or(Refusal::NotFound)?;
        check(&mut transaction, &edit, &before).await?;
        retitle(&mut transaction, &edit, &before).await?;
        lock_and_pin(&mut transaction, &edit, &before).await?;
        if let Some(slug) = &edit.change.forum {
            move_to(&mut transaction, &edit, &before, slug).await?;
        }
        let topic = topics::topic(&mut *transaction, edit.topic)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(topic)
    }
}

async fn fetch_before(
    connection: &mut SqliteConnection,
    topic: TopicId,
) -> Result<Option<Before>, sqlx::Error> {
    sqlx::query_as(
        "SELECT t.forum, t.title, t.locked, t.pinned, t.posts, o.author FROM topics t \
         JOIN posts o ON o.topic = t.id AND o.position = 1 WHERE t.id = $1",
    )
    .bind(topic.0)
    .fetch_optional(connection)
    .await
}

/// Checks the rights of the account that changes the topic.
async fn check(
    connection: &mut SqliteConnection,
    edit: &TopicEdit<'_>,
    before: &Before,
) -> Result<(), StoreError> {
    let requester = Requester::on_site(edit.by.id);
    let rights = roles::rights(connection, ForumId(before.forum), requester)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    let is_author = before.author.map(AccountId) == Some(edit.by.id);
    policy::may_change_topic(rights, is_author, before.locked, edit.change)?;
    Ok(())
}

async fn retitle(
    connection: &mut SqliteConnection,
    edit: &TopicEdit<'_>,
    before: &Before,
) -> Result<(), sqlx::Error> {
    let Some(title) = edit.change.title.as_ref().filter(|t| **t != before.title) else {
        return Ok(());
    };
    sqlx::query("UPDATE topics SET title = $2 WHERE id = $1")
        .bind(edit.topic.0)
        .bind(title)
        .execute(&mut *connection)
        .await?;
    if before.author.map(AccountId) == Some(edit.by.id) {
        return Ok(());
    }
    let subject = format!("{} → {title}", before.title);
    log(
        connection,
        edit,
        before.forum,
        AuditAction::Retitled,
        &subject,
    )
    .await
}

async fn lock_and_pin(
    connection: &mut SqliteConnection,
    edit: &TopicEdit<'_>,
    before: &Before,
) -> Result<(), sqlx::Error> {
    let locked = edit.change.locked.unwrap_or(before.locked);
    let pinned = edit.change.pinned.unwrap_or(before.pinned);
    sqlx::query("UPDATE topics SET locked = $2, pinned = $3 WHERE id = $1")
        .bind(edit.topic.0)
        .bind(locked)
        .bind(pinned)
        .execute(&mut *connection)
        .await?;
    let title = edit.change.title.as_ref().unwrap_or(&before.title);
    for (was, is, on, off) in [
        (
            before.locked,
            locked,
            AuditAction::Locked,
            AuditAction::Unlocked,
        ),
        (
            before.pinned,
            pinned,
            AuditAction::Pinned,
            AuditAction::Unpinned,
        ),
    ] {
        if was != is {
            let done = if is { on } else { off };
            log(&mut *connection, edit, before.forum, done, title).await?;
        }
    }
    Ok(())
}

/// Moves the topic to another forum and updates the counters of both.
async fn move_to(
    connection: &mut SqliteConnection,
    edit: &TopicEdit<'_>,
    before: &Before,
    slug: &ForumSlug,
) -> Result<(), StoreError> {
    let to: Option<i64> = sqlx::query_scalar("SELECT id FROM forums WHERE slug = $1")
        .bind(&slug.0)
        .fetch_optional(&mut *connection)
        .await?;
    let to = to.ok_or(Refusal::SlugUnknown)?;
    if to == before.forum {
        return Ok(());
    }
    let rights = roles::rights(
        &mut *connection,
        ForumId(to),
        Requester::on_site(edit.by.id),
    )
    .await?
    .ok_or(sqlx::Error::RowNotFound)?;
    policy::may_move_into(rights)?;
    // A page has one topic in a forum. If the new forum has one for it, the moved topic loses its page.
    sqlx::query(
        "UPDATE topics SET forum = $2, page = CASE WHEN EXISTS \
             (SELECT 1 FROM topics o WHERE o.forum = $2 AND o.page = topics.page) \
         THEN NULL ELSE page END WHERE id = $1",
    )
    .bind(edit.topic.0)
    .bind(to)
    .execute(&mut *connection)
    .await?;
    let title = edit.change.title.as_ref().unwrap_or(&before.title);
    for (forum, sign, done) in [
        (before.forum, -1, AuditAction::MovedOut),
        (to, 1, AuditAction::MovedIn),
    ] {
        sqlx::query("UPDATE forums SET topics = topics + $2, posts = posts + $3 WHERE id = $1")
            .bind(forum)
            .bind(sign)
            .bind(sign * before.posts)
            .execute(&mut *connection)
            .await?;
        log(&mut *connection, edit, forum, done, title).await?;
    }
    Ok(())
}

async fn log(
    connection: &mut SqliteConnection,
    edit: &TopicEdit<'_>,
    forum: i64,
    act: AuditAction,
    subject: &str,
) -> Result<(), sqlx::Error> {
    let entry = NewEntry {
        forum: ForumId(forum),
        at: edit.now,
        by: edit.by,
        act,
        subject,
        topic: Some(edit.topic),
        post: None,
    };
    audit_log::write(connection, entry).await
}
