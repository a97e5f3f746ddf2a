//! Topics locked, pinned, moved and given other titles; each along with its entry in the log.

use palabre_contract::{
    Account, AccountId, Act, ForumId, ForumSlug, Timestamp, Topic, TopicChange, TopicId,
};
use sqlx::SqliteConnection;

use super::{
    Refusal, Store,
    audit_log::{self, NewEntry},
    roles::{self, Person},
    topics,
};

/// A change to a topic, whose title keeps the rules.
#[derive(Clone, Copy, Debug)]
pub struct TopicEdit<'a> {
    /// The topic.
    pub topic: TopicId,
    /// What is changed about it.
    pub change: &'a TopicChange,
    /// Who changes it.
    pub by: &'a Account,
    /// When.
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
    /// Changes a topic: all of the change, or nothing.
    ///
    /// # Errors
    /// Nothing of it was stored.
    pub async fn change_topic(&self, act: TopicEdit<'_>) -> Result<Topic, Refusal> {
        let mut transaction = self.begin().await?;
        let before = before(&mut transaction, act.topic).await?;
        let before = before.ok_or(Refusal::NotThere)?;
        admit(&mut transaction, &act, &before).await?;
        retitle(&mut transaction, &act, &before).await?;
        lock_and_pin(&mut transaction, &act, &before).await?;
        if let Some(slug) = &act.change.forum {
            shift(&mut transaction, &act, &before, slug).await?;
        }
        let topic = topics::topic(&mut *transaction, act.topic)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(topic)
    }
}

async fn before(
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

/// Whether whoever changes the topic may: its author the title, moderators everything.
async fn admit(
    connection: &mut SqliteConnection,
    act: &TopicEdit<'_>,
    before: &Before,
) -> Result<(), Refusal> {
    let rights = roles::rights(connection, ForumId(before.forum), Person::here(act.by.id))
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    let is_author = before.author.map(AccountId) == Some(act.by.id);
    let is_about_order =
        act.change.locked.is_some() || act.change.pinned.is_some() || act.change.forum.is_some();
    if rights.is_guest() {
        // The account is gone since the session was looked up.
        Err(Refusal::SignInRequired)
    } else if !rights.reads() {
        Err(Refusal::NotThere)
    } else if rights.moderates() {
        Ok(())
    } else if is_about_order || !is_author {
        Err(Refusal::Forbidden)
    } else if before.locked {
        Err(Refusal::Locked)
    } else {
        Ok(())
    }
}

async fn retitle(
    connection: &mut SqliteConnection,
    act: &TopicEdit<'_>,
    before: &Before,
) -> Result<(), sqlx::Error> {
    let Some(title) = act.change.title.as_ref().filter(|t| **t != before.title) else {
        return Ok(());
    };
    sqlx::query("UPDATE topics SET title = $2 WHERE id = $1")
        .bind(act.topic.0)
        .bind(title)
        .execute(&mut *connection)
        .await?;
    if before.author.map(AccountId) == Some(act.by.id) {
        return Ok(());
    }
    let subject = format!("{} → {title}", before.title);
    enter(connection, act, before.forum, Act::Retitled, &subject).await
}

async fn lock_and_pin(
    connection: &mut SqliteConnection,
    act: &TopicEdit<'_>,
    before: &Before,
) -> Result<(), sqlx::Error> {
    let locked = act.change.locked.unwrap_or(before.locked);
    let pinned = act.change.pinned.unwrap_or(before.pinned);
    sqlx::query("UPDATE topics SET locked = $2, pinned = $3 WHERE id = $1")
        .bind(act.topic.0)
        .bind(locked)
        .bind(pinned)
        .execute(&mut *connection)
        .await?;
    let title = act.change.title.as_ref().unwrap_or(&before.title);
    for (was, is, on, off) in [
        (before.locked, locked, Act::Locked, Act::Unlocked),
        (before.pinned, pinned, Act::Pinned, Act::Unpinned),
    ] {
        if was != is {
            let done = if is { on } else { off };
            enter(&mut *connection, act, before.forum, done, title).await?;
        }
    }
    Ok(())
}

/// Moves the topic to another forum, with its posts counted there.
async fn shift(
    connection: &mut SqliteConnection,
    act: &TopicEdit<'_>,
    before: &Before,
    slug: &ForumSlug,
) -> Result<(), Refusal> {
    let to: Option<i64> = sqlx::query_scalar("SELECT id FROM forums WHERE slug = $1")
        .bind(&slug.0)
        .fetch_optional(&mut *connection)
        .await?;
    let to = to.ok_or(Refusal::SlugUnknown)?;
    if to == before.forum {
        return Ok(());
    }
    let rights = roles::rights(&mut *connection, ForumId(to), Person::here(act.by.id))
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    if !rights.reads() {
        return Err(Refusal::SlugUnknown);
    }
    if !rights.moderates() {
        return Err(Refusal::Forbidden);
    }
    // A page of a host has one topic in a forum: where that forum has its own, this one is of none any more.
    sqlx::query(
        "UPDATE topics SET forum = $2, page = CASE WHEN EXISTS \
             (SELECT 1 FROM topics o WHERE o.forum = $2 AND o.page = topics.page) \
         THEN NULL ELSE page END WHERE id = $1",
    )
    .bind(act.topic.0)
    .bind(to)
    .execute(&mut *connection)
    .await?;
    let title = act.change.title.as_ref().unwrap_or(&before.title);
    for (forum, sign, done) in [(before.forum, -1, Act::MovedOut), (to, 1, Act::MovedIn)] {
        sqlx::query("UPDATE forums SET topics = topics + $2, posts = posts + $3 WHERE id = $1")
            .bind(forum)
            .bind(sign)
            .bind(sign * before.posts)
            .execute(&mut *connection)
            .await?;
        enter(&mut *connection, act, forum, done, title).await?;
    }
    Ok(())
}

async fn enter(
    connection: &mut SqliteConnection,
    act: &TopicEdit<'_>,
    forum: i64,
    done: Act,
    subject: &str,
) -> Result<(), sqlx::Error> {
    let entry = NewEntry {
        forum: ForumId(forum),
        at: act.now,
        by: act.by,
        act: done,
        subject,
        topic: Some(act.topic),
        post: None,
    };
    audit_log::write(connection, entry).await
}
