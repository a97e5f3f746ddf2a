//! Forums: all of them, or one by its slug.

use palabre_contract::{Forum, ForumId, ForumSlug, LatestPost, PostId, Timestamp, TopicId};

use super::{Store, accounts::role_from, count};

#[derive(sqlx::FromRow)]
struct ForumRow {
    id: i64,
    slug: String,
    name: String,
    description: String,
    language: String,
    accent: Option<String>,
    readers: String,
    writers: String,
    topics: i64,
    posts: i64,
    latest_post: Option<i64>,
    latest_topic: Option<i64>,
    latest_title: Option<String>,
    latest_pseudo: Option<String>,
    latest_at: Option<i64>,
}

// The newest post of a forum is the last post of its most recently active topic.
macro_rules! select_forums {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.slug, f.name, f.description, f.language, f.accent, f.readers, f.writers, f.topics, f.posts, \
             p.id AS latest_post, t.id AS latest_topic, t.title AS latest_title, \
             p.pseudo AS latest_pseudo, p.posted_at AS latest_at \
             FROM forums f \
             LEFT JOIN topics t ON t.id = (SELECT n.id FROM topics n WHERE n.forum = f.id \
                 ORDER BY n.latest_at DESC, n.id DESC LIMIT 1) \
             LEFT JOIN posts p ON p.topic = t.id AND p.position = t.posts ",
            $rest
        )
    };
}

impl From<ForumRow> for Forum {
    fn from(row: ForumRow) -> Self {
        let latest = || {
            Some(LatestPost {
                post: PostId(row.latest_post?),
                topic: TopicId(row.latest_topic?),
                title: row.latest_title?,
                pseudo: row.latest_pseudo?,
                posted_at: Timestamp(row.latest_at?),
            })
        };
        Self {
            latest: latest(),
            id: ForumId(row.id),
            slug: ForumSlug(row.slug),
            name: row.name,
            description: row.description,
            language: row.language,
            accent: row.accent,
            readers: role_from(&row.readers),
            writers: role_from(&row.writers),
            topics: count(row.topics),
            posts: count(row.posts),
        }
    }
}

impl Store {
    /// The name of the site, if one is stored.
    ///
    /// # Errors
    /// The database's.
    pub async fn site_name(&self) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT name FROM site")
            .fetch_optional(&self.read)
            .await
    }

    /// All forums, in the operator's order.
    ///
    /// # Errors
    /// The database's.
    pub async fn forums(&self) -> Result<Vec<Forum>, sqlx::Error> {
        let rows: Vec<ForumRow> = sqlx::query_as(select_forums!("ORDER BY f.rank, f.id"))
            .fetch_all(&self.read)
            .await?;
        Ok(rows.into_iter().map(Forum::from).collect())
    }

    /// The forum with that slug.
    ///
    /// # Errors
    /// The database's.
    pub async fn forum(&self, slug: &ForumSlug) -> Result<Option<Forum>, sqlx::Error> {
        forum(&self.read, slug).await
    }
}

/// The forum with that slug, read over this connection.
pub(super) async fn forum(
    connection: impl sqlx::SqliteExecutor<'_>,
    slug: &ForumSlug,
) -> Result<Option<Forum>, sqlx::Error> {
    let row: Option<ForumRow> = sqlx::query_as(select_forums!("WHERE f.slug = $1"))
        .bind(&slug.0)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(Forum::from))
}
