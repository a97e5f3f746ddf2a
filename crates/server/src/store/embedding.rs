//! The hosts and the host key of a forum, and the topics of host pages. Changes go into the audit log in the
//! same transaction.

use palabre_contract::{
    Account, AccountId, AuditAction, Embedding, Forum, ForumId, ForumSlug, Role, Timestamp, TopicId,
};
use sqlx::SqliteConnection;

use super::{
    Store, StoreError,
    audit_log::{self, NewEntry},
    hosts,
    roles::{self, Requester},
    sessions,
};
use crate::forum::policy;

/// A change to the hosts or the key of a forum.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddingChange<'a> {
    /// The forum.
    pub forum: &'a Forum,
    /// The account that changes it.
    pub by: &'a Account,
    /// The current time.
    pub now: Timestamp,
}

impl Store {
    /// The hosts of a forum, and whether it has a key.
    ///
    /// # Errors
    /// The database's.
    pub async fn embedding(&self, forum: ForumId) -> Result<Embedding, sqlx::Error> {
        let mut connection = self.read.acquire().await?;
        embedding(&mut connection, forum).await
    }

    /// Replaces the hosts of a forum and ends the sessions in the pages of removed ones. Requires an
    /// administrator.
    ///
    /// # Errors
    /// Nothing is stored.
    pub async fn set_hosts(
        &self,
        change: EmbeddingChange<'_>,
        origins: &[String],
    ) -> Result<Embedding, StoreError> {
        let mut transaction = self.begin().await?;
        check_and_log(&mut transaction, &change).await?;
        let before = embedding(&mut transaction, change.forum.id).await?.hosts;
        hosts::set(&mut transaction, change.forum.id, origins).await?;
        for host in before.iter().filter(|host| !origins.contains(host)) {
            sessions::end_for_host(&mut transaction, change.forum.id, host).await?;
        }
        let embedding = embedding(&mut transaction, change.forum.id).await?;
        transaction.commit().await?;
        Ok(embedding)
    }

    /// Replaces or removes the key of a forum and ends the sessions that the old key opened. Requires an
    /// administrator.
    ///
    /// # Errors
    /// Nothing is stored.
    pub async fn set_host_key(
        &self,
        change: EmbeddingChange<'_>,
        key: Option<&str>,
    ) -> Result<Embedding, StoreError> {
        let mut transaction = self.begin().await?;
        check_and_log(&mut transaction, &change).await?;
        sqlx::query("UPDATE forums SET host_key = $2 WHERE id = $1")
            .bind(change.forum.id.0)
            .bind(key)
            .execute(&mut *transaction)
            .await?;
        sessions::end_host_key_sessions(&mut transaction, change.forum.id).await?;
        let embedding = embedding(&mut transaction, change.forum.id).await?;
        transaction.commit().await?;
        Ok(embedding)
    }

    /// The id and the key of a forum. `None`: there is no such forum, or it has no key.
    ///
    /// # Errors
    /// The database's.
    pub async fn host_key(
        &self,
        forum: &ForumSlug,
    ) -> Result<Option<(ForumId, String)>, sqlx::Error> {
        let row: Option<(i64, String)> = sqlx::query_as(
            "SELECT id, host_key FROM forums WHERE slug = $1 AND host_key IS NOT NULL",
        )
        .bind(&forum.0)
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map(|(id, key)| (ForumId(id), key)))
    }

    /// The topic of a host page.
    ///
    /// # Errors
    /// The database's.
    pub async fn topic_of_page(
        &self,
        forum: ForumId,
        address: &str,
    ) -> Result<Option<TopicId>, sqlx::Error> {
        let topic: Option<i64> =
            sqlx::query_scalar("SELECT id FROM topics WHERE forum = $1 AND page = $2")
                .bind(forum.0)
                .bind(address)
                .fetch_optional(&self.read)
                .await?;
        Ok(topic.map(TopicId))
    }

    /// The forums in which an account may act from the pages of a host.
    ///
    /// # Errors
    /// The database's.
    pub async fn forums_from(
        &self,
        account: AccountId,
        host: &str,
    ) -> Result<Vec<ForumId>, sqlx::Error> {
        let forums: Vec<i64> = sqlx::query_scalar(
            "SELECT h.forum FROM forum_hosts h WHERE h.host = $2 AND NOT EXISTS \
             (SELECT 1 FROM host_accounts g WHERE g.account = $1 AND g.forum <> h.forum)",
        )
        .bind(account.0)
        .bind(host)
        .fetch_all(&self.read)
        .await?;
        Ok(forums.into_iter().map(ForumId).collect())
    }
}

async fn embedding(
    connection: &mut SqliteConnection,
    forum: ForumId,
) -> Result<Embedding, sqlx::Error> {
    let hosts = sqlx::query_scalar("SELECT host FROM forum_hosts WHERE forum = $1 ORDER BY rank")
        .bind(forum.0)
        .fetch_all(&mut *connection)
        .await?;
    let has_key = sqlx::query_scalar("SELECT host_key IS NOT NULL FROM forums WHERE id = $1")
        .bind(forum.0)
        .fetch_one(connection)
        .await?;
    Ok(Embedding { hosts, has_key })
}

/// Checks that the account administers the forum, and writes the audit log.
async fn check_and_log(
    connection: &mut SqliteConnection,
    change: &EmbeddingChange<'_>,
) -> Result<(), StoreError> {
    let requester = Requester::on_site(change.by.id);
    let rights = roles::rights(&mut *connection, change.forum.id, requester).await?;
    policy::require_role(rights, Role::Administrator)?;
    let entry = NewEntry {
        forum: change.forum.id,
        at: change.now,
        by: change.by,
        act: AuditAction::SetUp,
        subject: &change.forum.name,
        topic: None,
        post: None,
    };
    Ok(audit_log::write(connection, entry).await?)
}
