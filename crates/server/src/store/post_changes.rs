//! Changing, withdrawing and restoring posts. What is done to the post of somebody else goes into the audit
//! log in the same transaction.

use palabre_contract::{
    Account, AccountId, AuditAction, ForumId, Post, PostChange, PostId, Timestamp, TopicId,
    Withdrawn,
};
use sqlx::SqliteConnection;

use super::{
    Store, StoreError,
    audit_log::{self, NewEntry},
    posts::{self, withdrawn_from},
    roles::{self, Requester},
};
use crate::forum::policy::{self, Editor, PostText, Refusal};

/// A change to a post. Its text was validated.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    /// The post.
    pub post: PostId,
    /// What changes.
    pub change: &'a PostChange,
    /// The account that changes it.
    pub by: &'a Account,
    /// The origin of the site in whose page it is done. `None`: the forum's own pages.
    pub host: Option<&'a str>,
    /// The current time.
    pub now: Timestamp,
    /// Accounts opened after this count as new.
    pub new_since: Timestamp,
}

/// The post before the change, with its topic.
#[derive(sqlx::FromRow)]
struct Before {
    author: Option<i64>,
    body: String,
    smilies: bool,
    edited_at: Option<i64>,
    withdrawn: Option<String>,
    topic: i64,
    title: String,
    locked: bool,
    forum: i64,
}

impl Store {
    /// Changes a post: the whole change or nothing.
    ///
    /// # Errors
    /// Nothing is stored.
    pub async fn change_post(&self, edit: Edit<'_>) -> Result<Post, StoreError> {
        let mut transaction = self.begin().await?;
        let before = fetch_before(&mut transaction, edit.post)
            .await?
            .ok_or(Refusal::NotFound)?;
        let requester = Requester {
            account: Some(edit.by.id),
            host: edit.host,
        };
        let rights = roles::rights(&mut *transaction, ForumId(before.forum), requester)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        let is_author = before.author.map(AccountId) == Some(edit.by.id);
        let editor = policy::may_edit(rights, is_author, before.locked)?;
        change_text(&mut transaction, &edit, &before, editor).await?;
        change_withdrawal(&mut transaction, &edit, &before, editor).await?;
        let post = posts::post(&mut *transaction, edit.post, edit.new_since)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(post)
    }
}

async fn fetch_before(
    connection: &mut SqliteConnection,
    post: PostId,
) -> Result<Option<Before>, sqlx::Error> {
    sqlx::query_as(
        "SELECT p.author, p.body, p.smilies, p.edited_at, p.withdrawn, p.topic, t.title, t.locked, t.forum \
         FROM posts p JOIN topics t ON t.id = p.topic WHERE p.id = $1",
    )
    .bind(post.0)
    .fetch_optional(connection)
    .await
}

async fn change_text(
    connection: &mut SqliteConnection,
    edit: &Edit<'_>,
    before: &Before,
    editor: Editor,
) -> Result<(), StoreError> {
    let stored = PostText {
        body: &before.body,
        smilies: before.smilies,
        edited_at: before.edited_at.map(Timestamp),
    };
    let Some(text) = policy::edit_text(stored, edit.change, edit.now)? else {
        return Ok(());
    };
    sqlx::query("UPDATE posts SET body = $2, smilies = $3, edited_at = $4 WHERE id = $1")
        .bind(edit.post.0)
        .bind(text.body)
        .bind(text.smilies)
        .bind(text.edited_at.map(|moment| moment.0))
        .execute(&mut *connection)
        .await?;
    if !editor.is_author {
        log(connection, edit, before, AuditAction::Edited).await?;
    }
    Ok(())
}

async fn change_withdrawal(
    connection: &mut SqliteConnection,
    edit: &Edit<'_>,
    before: &Before,
    editor: Editor,
) -> Result<(), StoreError> {
    let Some(withdraw) = edit.change.withdrawn else {
        return Ok(());
    };
    let withdrawn = before.withdrawn.as_deref().map(withdrawn_from);
    let Some(outcome) = policy::withdraw(editor, withdrawn, withdraw)? else {
        return Ok(());
    };
    sqlx::query("UPDATE posts SET withdrawn = $2 WHERE id = $1")
        .bind(edit.post.0)
        .bind(outcome.withdrawn.map(|by| match by {
            Withdrawn::Author => "author",
            Withdrawn::Moderator => "moderator",
        }))
        .execute(&mut *connection)
        .await?;
    if let Some(act) = outcome.act {
        log(connection, edit, before, act).await?;
    }
    Ok(())
}

async fn log(
    connection: &mut SqliteConnection,
    edit: &Edit<'_>,
    before: &Before,
    act: AuditAction,
) -> Result<(), sqlx::Error> {
    let entry = NewEntry {
        forum: ForumId(before.forum),
        at: edit.now,
        by: edit.by,
        act,
        subject: &before.title,
        topic: Some(TopicId(before.topic)),
        post: Some(edit.post),
    };
    audit_log::write(connection, entry).await
}
