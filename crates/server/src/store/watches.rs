//! Watches: which accounts get mails about replies to a topic, and the tokens that end a watch.

use std::collections::{HashMap, hash_map::Entry};

use palabre_contract::{AccountId, ForumId, Post, Preferences, TopicId, Watch};
use sqlx::SqliteConnection;

use super::{
    Mail, Store,
    accounts::role_from,
    mails,
    roles::{self, Requester},
};
use crate::forum::policy::Rights;

/// A recipient of a mail about a reply.
#[derive(Clone, Debug)]
pub struct Watcher {
    /// The e-mail address.
    pub email: String,
    /// The language of the account's preferences, otherwise the forum's.
    pub language: String,
    /// The token of the unsubscribe link.
    pub token: String,
    /// The name of the forum.
    pub forum: String,
    /// The title of the topic.
    pub title: String,
}

/// Composes the mail that notifies a watcher of a reply.
pub type ReplyMailFn<'a> = &'a (dyn Fn(&Post, &Watcher) -> Mail + Send + Sync);

#[derive(sqlx::FromRow)]
struct WatcherRow {
    email: String,
    preferences: Option<String>,
    site_role: String,
    forum_role: Option<String>,
    readers: String,
    language: String,
    forum: String,
    title: String,
    token: String,
}

/// Queues a mail for each watcher of the topic who may read the forum, except the author.
///
/// # Errors
/// The database's.
pub(super) async fn queue_mails(
    connection: &mut SqliteConnection,
    post: &Post,
    mail: ReplyMailFn<'_>,
) -> Result<(), sqlx::Error> {
    let rows: Vec<WatcherRow> = sqlx::query_as(
        "SELECT a.email, a.preferences, a.role AS site_role, r.role AS forum_role, f.readers, f.language, \
         f.name AS forum, t.title, w.token \
         FROM watches w \
         JOIN accounts a ON a.id = w.account \
         JOIN topics t ON t.id = w.topic \
         JOIN forums f ON f.id = t.forum \
         LEFT JOIN forum_roles r ON r.forum = f.id AND r.account = a.id \
         WHERE w.topic = $1 AND w.watched AND w.token IS NOT NULL AND a.email IS NOT NULL \
         AND a.id <> $2 ORDER BY a.id",
    )
    .bind(post.topic.0)
    .bind(post.author.account.map_or(0, |id| id.0))
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        let role = roles::role_of(Some(&row.site_role), row.forum_role.as_deref());
        if role < role_from(&row.readers) {
            continue;
        }
        let preferences: Preferences = row
            .preferences
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_default();
        let watcher = Watcher {
            email: row.email,
            language: preferences.language.unwrap_or(row.language),
            token: row.token,
            forum: row.forum,
            title: row.title,
        };
        mails::queue(connection, &mail(post, &watcher), post.posted_at).await?;
    }
    Ok(())
}

/// Starts or ends the watch of an account on a topic. `token` becomes the token of the unsubscribe links, if the
/// watch is new.
///
/// # Errors
/// The database's.
pub(super) async fn set(
    connection: &mut SqliteConnection,
    account: AccountId,
    topic: TopicId,
    watched: bool,
    token: &str,
) -> Result<(), sqlx::Error> {
    let statement = if watched {
        "INSERT INTO watches (account, topic, token) VALUES ($1, $2, $3) \
         ON CONFLICT (account, topic) \
         DO UPDATE SET watched = 1, token = COALESCE(watches.token, excluded.token)"
    } else {
        "UPDATE watches SET watched = 0 WHERE account = $1 AND topic = $2"
    };
    let mut query = sqlx::query(statement).bind(account.0).bind(topic.0);
    if watched {
        query = query.bind(token);
    }
    query.execute(connection).await.map(drop)
}

impl Store {
    /// The watch with that token. `None` also if its owner may no longer read the topic.
    ///
    /// # Errors
    /// The database's.
    pub async fn watch_by_token(&self, token: &str) -> Result<Option<Watch>, sqlx::Error> {
        let row: Option<(i64, String, bool, i64, i64)> = sqlx::query_as(
            "SELECT t.id, t.title, w.watched, w.account, t.forum \
             FROM watches w JOIN topics t ON t.id = w.topic WHERE w.token = $1",
        )
        .bind(token)
        .fetch_optional(&self.read)
        .await?;
        let Some((topic, title, watched, account, forum)) = row else {
            return Ok(None);
        };
        let rights = self
            .rights(ForumId(forum), Requester::on_site(AccountId(account)))
            .await?;
        Ok(rights.filter(|rights| rights.reads()).map(|_| Watch {
            topic: TopicId(topic),
            title,
            watched,
        }))
    }

    /// The topics that an account watches and may read, newest post first.
    ///
    /// # Errors
    /// The database's.
    pub async fn watches_of(&self, account: AccountId) -> Result<Vec<Watch>, sqlx::Error> {
        let rows: Vec<(i64, String, i64)> = sqlx::query_as(
            "SELECT t.id, t.title, t.forum FROM watches w JOIN topics t ON t.id = w.topic \
             WHERE w.account = $1 AND w.watched ORDER BY t.latest_at DESC, t.id DESC LIMIT 200",
        )
        .bind(account.0)
        .fetch_all(&self.read)
        .await?;
        let mut readable = HashMap::new();
        let mut watches = Vec::new();
        for (topic, title, forum) in rows {
            if let Entry::Vacant(entry) = readable.entry(forum) {
                let requester = Requester::on_site(account);
                let rights = self.rights(ForumId(forum), requester).await?;
                entry.insert(rights.is_some_and(Rights::reads));
            }
            if readable[&forum] {
                watches.push(Watch {
                    topic: TopicId(topic),
                    title,
                    watched: true,
                });
            }
        }
        Ok(watches)
    }

    /// Starts or ends the watch of an account on a topic, as [`set`] does.
    ///
    /// # Errors
    /// The database's.
    pub async fn set_watch(
        &self,
        account: AccountId,
        topic: TopicId,
        watched: bool,
        token: &str,
    ) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        set(&mut transaction, account, topic, watched, token).await?;
        transaction.commit().await
    }

    /// Ends the watch with that token.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_watch(&self, token: &str) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("UPDATE watches SET watched = 0 WHERE token = $1").bind(token))
            .await
            .map(drop)
    }
}
