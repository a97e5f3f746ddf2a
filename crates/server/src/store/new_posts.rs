//! A reply, or a new topic's opening post: its key, the post, the counters and the watch, in one
//! transaction.

use palabre_contract::{ForumId, MessageIcon, PostId, Timestamp, TopicId};
use sqlx::SqliteConnection;

use super::{
    Refusal, Store, Submission, Submitted, Target, hosts, post_rate, posts, pseudos,
    roles::{self, Person},
    watches,
};

impl Store {
    /// Stores a post, once: the key, the post, the counters and the watch stand or fall together.
    ///
    /// # Errors
    /// Nothing of it was stored. The key is free again: the post may be tried once more.
    pub async fn submit(&self, submission: Submission<'_>) -> Result<Submitted, Refusal> {
        let mut transaction = self.begin().await?;
        if !take_key(&mut transaction, &submission).await? {
            return replay(&mut transaction, &submission).await;
        }
        let place = take_place(&mut transaction, &submission)
            .await?
            .ok_or(Refusal::NotThere)?;
        admit(&mut transaction, &submission, &place).await?;
        let id = append(&mut transaction, &submission, &place).await?;
        watch(&mut transaction, &submission, &place).await?;
        sqlx::query("UPDATE post_keys SET post = $1 WHERE account = $2 AND key = $3")
            .bind(id.0)
            .bind(submission.writer.scope())
            .bind(submission.key.as_str())
            .execute(&mut *transaction)
            .await?;
        let post = posts::post(&mut *transaction, id, submission.new_since)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        watches::tell(&mut transaction, &post, submission.reply_mail).await?;
        transaction.commit().await?;
        Ok(Submitted {
            post,
            replayed: false,
        })
    }

    /// Drops the keys that were used before `moment`.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_reply_keys_before(&self, moment: Timestamp) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM post_keys WHERE created_at < $1").bind(moment.0))
            .await
            .map(drop)
    }
}

/// Takes the key for this post. `false`: it is taken.
async fn take_key(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
) -> Result<bool, sqlx::Error> {
    let taken = sqlx::query(
        "INSERT INTO post_keys (account, key, request_hash, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account, key) DO NOTHING",
    )
    .bind(submission.writer.scope())
    .bind(submission.key.as_str())
    .bind(submission.request_hash)
    .bind(submission.now.0)
    .execute(connection)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// The answer to a key that came before.
async fn replay(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
) -> Result<Submitted, Refusal> {
    let (request_hash, post): (Vec<u8>, i64) =
        sqlx::query_as("SELECT request_hash, post FROM post_keys WHERE account = $1 AND key = $2")
            .bind(submission.writer.scope())
            .bind(submission.key.as_str())
            .fetch_one(&mut *connection)
            .await?;
    if request_hash != submission.request_hash {
        return Err(Refusal::KeyReused(PostId(post)));
    }
    let post = posts::post(connection, PostId(post), submission.new_since)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    Ok(Submitted {
        post,
        replayed: true,
    })
}

/// The place that a post takes.
#[derive(sqlx::FromRow)]
struct Place {
    topic: i64,
    forum: i64,
    position: i64,
    locked: bool,
}

/// Takes the next position of the thread, or opens one. One statement both takes it and reads whether
/// the topic is locked, so that nobody can lock it in between. `None`: there is no such topic or forum.
async fn take_place(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
) -> Result<Option<Place>, sqlx::Error> {
    let statement = match submission.target {
        Target::Topic(topic) => sqlx::query_as(
            "UPDATE topics SET posts = posts + 1, latest_at = $2 WHERE id = $1 \
             RETURNING id AS topic, forum, posts AS position, locked",
        )
        .bind(topic.0)
        .bind(submission.now.0),
        Target::NewTopic { forum, title } => sqlx::query_as(
            "INSERT INTO topics (forum, title, posts, latest_at) \
             SELECT id, $3, 1, $2 FROM forums WHERE slug = $1 \
             RETURNING id AS topic, forum, posts AS position, locked",
        )
        .bind(&forum.0)
        .bind(submission.now.0)
        .bind(title),
        // Two first answers at once open one topic.
        Target::Page {
            forum,
            address,
            title,
            ..
        } => sqlx::query_as(
            "INSERT INTO topics (forum, title, posts, latest_at, page) \
             SELECT id, $3, 1, $2, $4 FROM forums WHERE slug = $1 \
             ON CONFLICT (forum, page) WHERE page IS NOT NULL DO UPDATE \
                 SET posts = topics.posts + 1, latest_at = excluded.latest_at \
             RETURNING id AS topic, forum, posts AS position, locked",
        )
        .bind(&forum.0)
        .bind(submission.now.0)
        .bind(title)
        .bind(address),
    };
    statement.fetch_optional(connection).await
}

/// Whether the writer may write there, and now.
async fn admit(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
    place: &Place,
) -> Result<(), Refusal> {
    let account = submission.writer.account();
    let person = Person {
        account,
        host: submission.host,
    };
    let rights = roles::rights(&mut *connection, ForumId(place.forum), person)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    match account {
        // Its account may be gone since the session was looked up, or count for nothing there.
        Some(_) if rights.is_guest() => return Err(Refusal::SignInRequired),
        Some(_) if !rights.reads() => return Err(Refusal::NotThere),
        Some(_) if !rights.writes() => return Err(Refusal::Forbidden),
        None if !rights.let_in => return Err(Refusal::Forbidden),
        None if !rights.writes() => return Err(Refusal::SignInRequired),
        _ => {}
    }
    if let Target::Page { host, .. } = submission.target
        && !hosts::shows(&mut *connection, host, ForumId(place.forum)).await?
    {
        return Err(Refusal::HostUnknown);
    }
    if rights.moderates() {
        return Ok(());
    }
    if place.locked {
        return Err(Refusal::Locked);
    }
    if account.is_none() && pseudos::is_taken(connection, submission.writer.pseudo()).await? {
        return Err(Refusal::PseudoTaken);
    }
    post_rate::admit(connection, submission).await
}

/// Puts the post in its place and counts it.
async fn append(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
    place: &Place,
) -> Result<PostId, sqlx::Error> {
    sqlx::query("UPDATE forums SET posts = posts + 1, topics = topics + $2 WHERE id = $1")
        .bind(place.forum)
        .bind(i64::from(place.position == 1))
        .execute(&mut *connection)
        .await?;
    let Submission { post, writer, .. } = submission;
    sqlx::query_scalar(
        "INSERT INTO posts \
         (topic, position, author, pseudo, icon, body, smilies, signature, posted_at, network) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(place.topic)
    .bind(place.position)
    .bind(writer.account().map(|account| account.0))
    .bind(writer.pseudo())
    .bind(post.icon.map(MessageIcon::name))
    .bind(&post.body)
    .bind(post.smilies)
    .bind(post.signature)
    .bind(submission.now.0)
    .bind(writer.network())
    .fetch_one(connection)
    .await
    .map(PostId)
}

/// Watches the topic for its author, or stops watching it: the box in the form says which.
async fn watch(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
    place: &Place,
) -> Result<(), sqlx::Error> {
    let Some(account) = submission.writer.account() else {
        return Ok(());
    };
    watches::set(
        connection,
        account,
        TopicId(place.topic),
        submission.post.notify,
        submission.watch_token,
    )
    .await
}
