//! Sites whose pages may show a forum, by their origins.

use palabre_contract::ForumId;
use sqlx::SqliteConnection;

use super::Store;

impl Store {
    /// The hosts of a forum, in the order in which they were given.
    ///
    /// # Errors
    /// The database's.
    pub async fn hosts_of(&self, forum: ForumId) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT host FROM forum_hosts WHERE forum = $1 ORDER BY rank")
            .bind(forum.0)
            .fetch_all(&self.read)
            .await
    }

    /// Whether the pages of `host` may show a forum.
    ///
    /// # Errors
    /// The database's.
    pub async fn shows(&self, host: &str, forum: ForumId) -> Result<bool, sqlx::Error> {
        shows(&self.read, host, forum).await
    }

    /// Whether the pages of `host` may show any forum at all.
    ///
    /// # Errors
    /// The database's.
    pub async fn is_host(&self, host: &str) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM forum_hosts WHERE host = $1)")
            .bind(host)
            .fetch_one(&self.read)
            .await
    }
}

/// Whether the pages of `host` may show a forum, as this connection sees it.
pub(super) async fn shows(
    connection: impl sqlx::SqliteExecutor<'_>,
    host: &str,
    forum: ForumId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM forum_hosts WHERE host = $1 AND forum = $2)")
        .bind(host)
        .bind(forum.0)
        .fetch_one(connection)
        .await
}

/// Lets these hosts show a forum from now on, and no others.
pub(super) async fn set(
    connection: &mut SqliteConnection,
    forum: ForumId,
    hosts: &[String],
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM forum_hosts WHERE forum = $1")
        .bind(forum.0)
        .execute(&mut *connection)
        .await?;
    for (rank, host) in (0_i64..).zip(hosts) {
        sqlx::query("INSERT INTO forum_hosts (forum, host, rank) VALUES ($1, $2, $3)")
            .bind(forum.0)
            .bind(host)
            .bind(rank)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
