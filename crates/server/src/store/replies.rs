//! A reply: its key, the post, the counters and the watch, in one transaction.

use palabre_contract::{
    Account, IdempotencyKey, MessageIcon, NewPost, Post, PostId, Timestamp, TopicId,
};
use sqlx::SqliteConnection;

use super::{Store, posts};

/// A reply that the rules have let through.
#[derive(Debug)]
pub struct Reply<'a> {
    /// The topic it answers.
    pub topic: TopicId,
    /// What was written.
    pub post: &'a NewPost,
    /// Who wrote it.
    pub author: &'a Account,
    /// What makes it arrive once.
    pub key: &'a IdempotencyKey,
    /// What the key was used for: equal for equal replies to the same topic.
    pub request_hash: &'a [u8],
    /// When it is posted.
    pub now: Timestamp,
    /// Since when an account counts as new.
    pub new_since: Timestamp,
}

/// What became of a reply.
#[derive(Debug)]
pub enum ReplyOutcome {
    /// It is in the thread.
    Posted(Post),
    /// It was already: this key and this reply came before.
    Replayed(Post),
    /// This key came before, with another reply.
    KeyReused,
    /// There is no such topic.
    NoTopic,
    /// The topic takes no replies.
    Locked,
}

impl Store {
    /// Stores a reply, once: the key, the post, the counters and the watch stand or fall together.
    ///
    /// # Errors
    /// The database's; then nothing of it was stored.
    pub async fn reply(&self, reply: Reply<'_>) -> Result<ReplyOutcome, sqlx::Error> {
        let mut transaction = self.begin().await?;
        if !take_key(&mut transaction, &reply).await? {
            return replay(&mut transaction, &reply).await;
        }
        // A refusal drops the transaction, and the key with it: the reply may be tried again.
        let Some(place) = take_place(&mut transaction, &reply).await? else {
            return Ok(ReplyOutcome::NoTopic);
        };
        if place.locked {
            return Ok(ReplyOutcome::Locked);
        }
        let id = append(&mut transaction, &reply, &place).await?;
        watch(&mut transaction, &reply).await?;
        sqlx::query("UPDATE post_keys SET post = $1 WHERE account = $2 AND key = $3")
            .bind(id.0)
            .bind(reply.author.id.0)
            .bind(reply.key.as_str())
            .execute(&mut *transaction)
            .await?;
        let post = posts::post(&mut *transaction, id, reply.new_since)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(ReplyOutcome::Posted(post))
    }

    /// Drops the keys that were used before `moment`.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_reply_keys_before(&self, moment: Timestamp) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM post_keys WHERE created_at < $1")
            .bind(moment.0)
            .execute(&self.write)
            .await
            .map(drop)
    }
}

/// Takes the key for this reply. `false`: it is taken.
async fn take_key(
    connection: &mut SqliteConnection,
    reply: &Reply<'_>,
) -> Result<bool, sqlx::Error> {
    let taken = sqlx::query(
        "INSERT INTO post_keys (account, key, request_hash, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account, key) DO NOTHING",
    )
    .bind(reply.author.id.0)
    .bind(reply.key.as_str())
    .bind(reply.request_hash)
    .bind(reply.now.0)
    .execute(connection)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// The answer to a key that came before.
async fn replay(
    connection: &mut SqliteConnection,
    reply: &Reply<'_>,
) -> Result<ReplyOutcome, sqlx::Error> {
    let (request_hash, post): (Vec<u8>, i64) =
        sqlx::query_as("SELECT request_hash, post FROM post_keys WHERE account = $1 AND key = $2")
            .bind(reply.author.id.0)
            .bind(reply.key.as_str())
            .fetch_one(&mut *connection)
            .await?;
    if request_hash != reply.request_hash {
        return Ok(ReplyOutcome::KeyReused);
    }
    let post = posts::post(connection, PostId(post), reply.new_since)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    Ok(ReplyOutcome::Replayed(post))
}

/// Where a reply goes.
#[derive(sqlx::FromRow)]
struct Place {
    forum: i64,
    position: i64,
    locked: bool,
}

/// Takes the next position of the thread. One statement both takes it and reads whether the topic
/// is locked, so that nobody can lock it in between. `None`: there is no such topic.
async fn take_place(
    connection: &mut SqliteConnection,
    reply: &Reply<'_>,
) -> Result<Option<Place>, sqlx::Error> {
    sqlx::query_as(
        "UPDATE topics SET posts = posts + 1, latest_at = $2 WHERE id = $1 \
         RETURNING forum, posts AS position, locked",
    )
    .bind(reply.topic.0)
    .bind(reply.now.0)
    .fetch_optional(connection)
    .await
}

/// Puts the post in its place and counts it.
async fn append(
    connection: &mut SqliteConnection,
    reply: &Reply<'_>,
    place: &Place,
) -> Result<PostId, sqlx::Error> {
    sqlx::query("UPDATE forums SET posts = posts + 1 WHERE id = $1")
        .bind(place.forum)
        .execute(&mut *connection)
        .await?;
    sqlx::query_scalar(
        "INSERT INTO posts (topic, position, author, pseudo, icon, body, smilies, signature, posted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
    )
    .bind(reply.topic.0)
    .bind(place.position)
    .bind(reply.author.id.0)
    .bind(&reply.author.pseudo)
    .bind(reply.post.icon.map(MessageIcon::name))
    .bind(&reply.post.body)
    .bind(reply.post.smilies)
    .bind(reply.post.signature)
    .bind(reply.now.0)
    .fetch_one(connection)
    .await
    .map(PostId)
}

/// Watches the topic for its author, or stops watching it: the box in the form says which.
async fn watch(connection: &mut SqliteConnection, reply: &Reply<'_>) -> Result<(), sqlx::Error> {
    let statement = if reply.post.notify {
        "INSERT INTO watches (account, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM watches WHERE account = $1 AND topic = $2"
    };
    sqlx::query(statement)
        .bind(reply.author.id.0)
        .bind(reply.topic.0)
        .execute(connection)
        .await
        .map(drop)
}
