//! How a forum is shown on other sites, set up along with its entry in the log; and the topics of their pages.

use palabre_contract::{
    Account, AccountId, Act, Embedding, Forum, ForumId, ForumSlug, Role, Timestamp, TopicId,
};
use sqlx::SqliteConnection;

use super::{
    Refusal, Store,
    audit_log::{self, NewEntry},
    hosts,
    roles::{self, Person},
    sessions,
};

/// A change to how a forum is shown elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddingChange<'a> {
    /// The forum.
    pub forum: &'a Forum,
    /// Who changes it.
    pub by: &'a Account,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// How a forum may be shown elsewhere.
    ///
    /// # Errors
    /// The database's.
    pub async fn embedding(&self, forum: ForumId) -> Result<Embedding, sqlx::Error> {
        let mut connection = self.read.acquire().await?;
        embedding(&mut connection, forum).await
    }

    /// Lets these sites show a forum, and no others; sessions for the pages of the others end along with it.
    /// Takes an administrator.
    ///
    /// # Errors
    /// Nothing of it was stored.
    pub async fn set_hosts(
        &self,
        change: EmbeddingChange<'_>,
        origins: &[String],
    ) -> Result<Embedding, Refusal> {
        let mut transaction = self.begin().await?;
        admit(&mut transaction, &change).await?;
        let before = embedding(&mut transaction, change.forum.id).await?.hosts;
        hosts::set(&mut transaction, change.forum.id, origins).await?;
        for host in before.iter().filter(|host| !origins.contains(host)) {
            sessions::end_for_host(&mut transaction, change.forum.id, host).await?;
        }
        let embedding = embedding(&mut transaction, change.forum.id).await?;
        transaction.commit().await?;
        Ok(embedding)
    }

    /// Gives a forum another key, or takes the one that it has; the sessions that the one before has opened end
    /// along with it. Takes an administrator.
    ///
    /// # Errors
    /// Nothing of it was stored.
    pub async fn set_host_key(
        &self,
        change: EmbeddingChange<'_>,
        key: Option<&str>,
    ) -> Result<Embedding, Refusal> {
        let mut transaction = self.begin().await?;
        admit(&mut transaction, &change).await?;
        sqlx::query("UPDATE forums SET host_key = $2 WHERE id = $1")
            .bind(change.forum.id.0)
            .bind(key)
            .execute(&mut *transaction)
            .await?;
        sessions::end_vouched(&mut transaction, change.forum.id).await?;
        let embedding = embedding(&mut transaction, change.forum.id).await?;
        transaction.commit().await?;
        Ok(embedding)
    }

    /// The key of a forum, and the forum's number. `None`: there is no such forum, or it has none.
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

    /// The topic of a page of a host.
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

    /// The forums in which an account may act from the pages of that site.
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

/// Whether whoever changes it may; then it is in the log.
async fn admit(
    connection: &mut SqliteConnection,
    change: &EmbeddingChange<'_>,
) -> Result<(), Refusal> {
    let person = Person::here(change.by.id);
    let rights = roles::rights(&mut *connection, change.forum.id, person).await?;
    if rights.is_none_or(|rights| rights.role < Role::Administrator) {
        return Err(Refusal::Forbidden);
    }
    let entry = NewEntry {
        forum: change.forum.id,
        at: change.now,
        by: change.by,
        act: Act::SetUp,
        subject: &change.forum.name,
        topic: None,
        post: None,
    };
    Ok(audit_log::write(connection, entry).await?)
}
