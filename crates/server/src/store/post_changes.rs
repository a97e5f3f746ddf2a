//! Posts changed, withdrawn and restored; what is done to somebody else's, along with its entry in the
//! log.

use palabre_contract::{
    Account, AccountId, Act, ForumId, Post, PostChange, PostId, Timestamp, TopicId,
};
use sqlx::SqliteConnection;

use super::{
    Refusal, Store,
    audit_log::{self, NewEntry},
    posts,
    roles::{self, Person},
};

/// A change to a post, whose text keeps the rules.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    /// The post.
    pub post: PostId,
    /// What is changed about it.
    pub change: &'a PostChange,
    /// Who changes it.
    pub by: &'a Account,
    /// The site in whose pages they do. `None`: the forum's own.
    pub host: Option<&'a str>,
    /// When.
    pub now: Timestamp,
    /// Since when an account counts as new.
    pub new_since: Timestamp,
}

/// The post before the change, and where it stands.
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

/// Who changes a post, as far as it is about what they may.
#[derive(Clone, Copy)]
struct Editor {
    is_author: bool,
    moderates: bool,
}

impl Store {
    /// Changes a post: all of the change, or nothing.
    ///
    /// # Errors
    /// Nothing of it was stored.
    pub async fn change_post(&self, edit: Edit<'_>) -> Result<Post, Refusal> {
        let mut transaction = self.begin().await?;
        let before = before(&mut transaction, edit.post).await?;
        let before = before.ok_or(Refusal::NotThere)?;
        let editor = admit(&mut transaction, &edit, &before).await?;
        rewrite(&mut transaction, &edit, &before, editor).await?;
        withdraw(&mut transaction, &edit, &before, editor).await?;
        let post = posts::post(&mut *transaction, edit.post, edit.new_since)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(post)
    }
}

async fn before(
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

/// Whether the editor may change the post at all.
async fn admit(
    connection: &mut SqliteConnection,
    edit: &Edit<'_>,
    before: &Before,
) -> Result<Editor, Refusal> {
    let person = Person {
        account: Some(edit.by.id),
        host: edit.host,
    };
    let rights = roles::rights(connection, ForumId(before.forum), person)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    if rights.is_guest() {
        // The account is gone since the session was looked up, or counts for nothing there.
        return Err(Refusal::SignInRequired);
    }
    if !rights.reads() {
        return Err(Refusal::NotThere);
    }
    let editor = Editor {
        is_author: before.author.map(AccountId) == Some(edit.by.id),
        moderates: rights.moderates(),
    };
    match editor {
        Editor {
            moderates: true, ..
        } => Ok(editor),
        Editor {
            is_author: true, ..
        } if before.locked => Err(Refusal::Locked),
        Editor {
            is_author: true, ..
        } => Ok(editor),
        _ => Err(Refusal::Forbidden),
    }
}

/// Stores another text, where it is another one.
async fn rewrite(
    connection: &mut SqliteConnection,
    edit: &Edit<'_>,
    before: &Before,
    editor: Editor,
) -> Result<(), Refusal> {
    let PostChange {
        body,
        smilies,
        seen,
        ..
    } = edit.change;
    let is_about_text = body.is_some() || smilies.is_some();
    let is_same = body.as_ref().is_none_or(|body| *body == before.body)
        && smilies.is_none_or(|smilies| smilies == before.smilies);
    // A change whose answer was lost is sent again: it has been made already.
    if is_about_text && is_same {
        return Ok(());
    }
    // Whoever saw a post that was never changed has no moment to name.
    if (is_about_text || seen.is_some()) && *seen != before.edited_at.map(Timestamp) {
        return Err(Refusal::ChangedMeanwhile);
    }
    if is_same {
        return Ok(());
    }
    let body = body.as_ref().unwrap_or(&before.body);
    let smilies = smilies.unwrap_or(before.smilies);
    // Two changes within a millisecond are two all the same.
    let edited_at = before
        .edited_at
        .map_or(edit.now.0, |last| edit.now.0.max(last + 1));
    sqlx::query("UPDATE posts SET body = $2, smilies = $3, edited_at = $4 WHERE id = $1")
        .bind(edit.post.0)
        .bind(body)
        .bind(smilies)
        .bind(edited_at)
        .execute(&mut *connection)
        .await?;
    if !editor.is_author {
        enter(connection, edit, before, Act::Edited).await?;
    }
    Ok(())
}

/// Withdraws the post, or restores it, where it is not so already.
async fn withdraw(
    connection: &mut SqliteConnection,
    edit: &Edit<'_>,
    before: &Before,
    editor: Editor,
) -> Result<(), Refusal> {
    let Some(withdraw) = edit.change.withdrawn else {
        return Ok(());
    };
    let by_moderator = before.withdrawn.as_deref() == Some("moderator");
    let (withdrawn, act) = match before.withdrawn {
        // A moderator who withdraws what its author had withdrawn keeps the author from restoring it.
        Some(_) if withdraw && (by_moderator || editor.is_author) => return Ok(()),
        _ if withdraw && editor.is_author => (Some("author"), Act::Withdrawn),
        _ if withdraw => (Some("moderator"), Act::Withdrawn),
        None => return Ok(()),
        Some(_) if by_moderator && !editor.moderates => return Err(Refusal::Forbidden),
        Some(_) => (None, Act::Restored),
    };
    sqlx::query("UPDATE posts SET withdrawn = $2 WHERE id = $1")
        .bind(edit.post.0)
        .bind(withdrawn)
        .execute(&mut *connection)
        .await?;
    if !editor.is_author || (by_moderator && act == Act::Restored) {
        enter(connection, edit, before, act).await?;
    }
    Ok(())
}

async fn enter(
    connection: &mut SqliteConnection,
    edit: &Edit<'_>,
    before: &Before,
    act: Act,
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
