//! The hosts of forums: the origins of sites whose pages may show them.

use palabre_contract::{ForumId, ForumSlug, TopicId};
use sqlx::SqliteConnection;

use super::Store;

impl Store {
    /// Whether the pages of `host` may show a forum.
    ///
    /// # Errors
    /// The database's.
    pub async fn lists_host(&self, host: &str, forum: ForumId) -> Result<bool, sqlx::Error> {
        lists_host(&self.read, host, forum).await
    }

    /// Whether the pages of `host` may show the forum with that slug. One statement, so that the response time
    /// does not distinguish a forum with other hosts from one that does not exist.
    ///
    /// # Errors
    /// The database's.
    pub async fn forum_lists_host(
        &self,
        host: &str,
        forum: &ForumSlug,
    ) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM forum_hosts h JOIN forums f ON f.id = h.forum \
             WHERE h.host = $1 AND f.slug = $2)",
        )
        .bind(host)
        .bind(&forum.0)
        .fetch_one(&self.read)
        .await
    }

    /// Whether the pages of `host` may show the forum of a topic.
    ///
    /// # Errors
    /// The database's.
    pub async fn topic_forum_lists_host(
        &self,
        host: &str,
        topic: TopicId,
    ) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM forum_hosts h JOIN topics t ON t.forum = h.forum \
             WHERE h.host = $1 AND t.id = $2)",
        )
        .bind(host)
        .bind(topic.0)
        .fetch_one(&self.read)
        .await
    }

    /// Whether the pages of `host` may show any forum.
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

/// Whether the pages of `host` may show a forum, read over this connection.
pub(super) async fn lists_host(
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

/// Replaces the hosts of a forum.
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
