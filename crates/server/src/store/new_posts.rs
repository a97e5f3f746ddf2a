//! Storing a reply or the first post of a topic: the idempotency key, the post, the counters, the watch and the
//! mails, in one transaction.

use palabre_contract::{ForumId, MessageIcon, PostId, Timestamp, TopicId};
use sqlx::SqliteConnection;

use super::{
    Store, StoreError, Submission, Submitted, Target, hosts, post_rate, posts, pseudos,
    roles::{self, Requester},
    watches,
};
use crate::forum::policy::{self, PostFacts, Refusal};

impl Store {
    /// Stores a post once for each key and writer.
    ///
    /// # Errors
    /// Nothing is stored, and the key stays free for another attempt.
    pub async fn submit(&self, submission: Submission<'_>) -> Result<Submitted, StoreError> {
        let mut transaction = self.begin().await?;
        if !reserve_key(&mut transaction, &submission).await? {
            return replay(&mut transaction, &submission).await;
        }
        let slot = reserve_slot(&mut transaction, &submission)
            .await?
            .ok_or(Refusal::NotFound)?;
        check(&mut transaction, &submission, &slot).await?;
        let id = append(&mut transaction, &submission, &slot).await?;
        watch(&mut transaction, &submission, &slot).await?;
        sqlx::query("UPDATE post_keys SET post = $1 WHERE account = $2 AND key = $3")
            .bind(id.0)
            .bind(submission.writer.scope())
            .bind(submission.key.as_str())
            .execute(&mut *transaction)
            .await?;
        let post = posts::post(&mut *transaction, id, submission.new_since)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        watches::queue_mails(&mut transaction, &post, submission.reply_mail).await?;
        transaction.commit().await?;
        Ok(Submitted {
            post,
            replayed: false,
        })
    }

    /// Deletes the idempotency keys that were used before `moment`.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_reply_keys_before(&self, moment: Timestamp) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM post_keys WHERE created_at < $1").bind(moment.0))
            .await
            .map(drop)
    }
}

/// Reserves the idempotency key. `false`: it was used before.
async fn reserve_key(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query(
        "INSERT INTO post_keys (account, key, request_hash, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account, key) DO NOTHING",
    )
    .bind(submission.writer.scope())
    .bind(submission.key.as_str())
    .bind(submission.request_hash)
    .bind(submission.now.0)
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// The post that was stored for the key earlier.
async fn replay(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
) -> Result<Submitted, StoreError> {
    let (request_hash, post): (Vec<u8>, i64) =
        sqlx::query_as("SELECT request_hash, post FROM post_keys WHERE account = $1 AND key = $2")
            .bind(submission.writer.scope())
            .bind(submission.key.as_str())
            .fetch_one(&mut *connection)
            .await?;
    if request_hash != submission.request_hash {
        return Err(Refusal::KeyReused(PostId(post)).into());
    }
    let post = posts::post(connection, PostId(post), submission.new_since)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    Ok(Submitted {
        post,
        replayed: true,
    })
}

/// The topic and position of a new post.
#[derive(sqlx::FromRow)]
struct Slot {
    topic: i64,
    forum: i64,
    position: i64,
    locked: bool,
}

/// Reserves the next position in the topic, or inserts the topic. `None`: there is no such topic or forum.
async fn reserve_slot(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
) -> Result<Option<Slot>, sqlx::Error> {
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
        // Two concurrent first replies open one topic.
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

/// Checks the rights and the rate limits of the writer.
async fn check(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
    slot: &Slot,
) -> Result<(), StoreError> {
    let account = submission.writer.account();
    let forum = ForumId(slot.forum);
    let requester = Requester {
        account,
        host: submission.host,
    };
    let rights = roles::rights(&mut *connection, forum, requester)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    let page_host_unknown = match submission.target {
        Target::Page { host, .. } => !hosts::lists_host(&mut *connection, host, forum).await?,
        Target::Topic(_) | Target::NewTopic { .. } => false,
    };
    let guest_name_taken =
        account.is_none() && pseudos::is_taken(connection, submission.writer.pseudo()).await?;
    let post = PostFacts {
        has_account: account.is_some(),
        page_host_unknown,
        locked: slot.locked,
        guest_name_taken,
    };
    policy::may_post(rights, post)?;
    let recent = post_rate::recent(connection, submission).await?;
    policy::check_post_rate(rights, submission.rate, recent, submission.now)?;
    Ok(())
}

/// Inserts the post and updates the counters.
async fn append(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
    slot: &Slot,
) -> Result<PostId, sqlx::Error> {
    sqlx::query("UPDATE forums SET posts = posts + 1, topics = topics + $2 WHERE id = $1")
        .bind(slot.forum)
        .bind(i64::from(slot.position == 1))
        .execute(&mut *connection)
        .await?;
    let Submission { post, writer, .. } = submission;
    sqlx::query_scalar(
        "INSERT INTO posts \
         (topic, position, author, pseudo, icon, body, smilies, signature, posted_at, network) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(slot.topic)
    .bind(slot.position)
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

/// Starts or ends the author's watch on the topic, as chosen in the form.
async fn watch(
    connection: &mut SqliteConnection,
    submission: &Submission<'_>,
    slot: &Slot,
) -> Result<(), sqlx::Error> {
    let Some(account) = submission.writer.account() else {
        return Ok(());
    };
    watches::set(
        connection,
        account,
        TopicId(slot.topic),
        submission.post.notify,
        submission.watch_token,
    )
    .await
}
