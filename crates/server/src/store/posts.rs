//! Posts: one by its number, or a span of a thread's positions.

use std::ops::RangeInclusive;

use palabre_contract::{
    AccountId, Author, MessageIcon, Post, PostId, Role, Timestamp, TopicId, Withdrawn,
};

use super::{
    Store,
    accounts::{picture_address, role_from},
    count,
};

#[derive(sqlx::FromRow)]
struct PostRow {
    id: i64,
    topic: i64,
    position: i64,
    author: Option<i64>,
    pseudo: String,
    role: Option<String>,
    avatar: Option<String>,
    icon: Option<String>,
    body: String,
    smilies: bool,
    signature: Option<String>,
    posted_at: i64,
    edited_at: Option<i64>,
    withdrawn: Option<String>,
}

macro_rules! select_posts {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.topic, p.position, p.author, p.pseudo, a.role, a.avatar, p.icon, p.body, p.smilies, \
             CASE WHEN p.signature THEN a.signature END AS signature, p.posted_at, p.edited_at, p.withdrawn \
             FROM posts p LEFT JOIN accounts a ON a.id = p.author ",
            $rest
        )
    };
}

impl From<PostRow> for Post {
    fn from(row: PostRow) -> Self {
        Self {
            id: PostId(row.id),
            topic: TopicId(row.topic),
            position: count(row.position),
            author: Author {
                account: row.author.map(AccountId),
                pseudo: row.pseudo,
                role: row.role.as_deref().map_or(Role::Guest, role_from),
                avatar: row.avatar.as_deref().map(picture_address),
            },
            icon: row.icon.as_deref().and_then(MessageIcon::from_name),
            body: row.body,
            smilies: row.smilies,
            signature: row.signature,
            links: true,
            posted_at: Timestamp(row.posted_at),
            edited_at: row.edited_at.map(Timestamp),
            withdrawn: row.withdrawn.map(|who| match who.as_str() {
                "author" => Withdrawn::Author,
                _ => Withdrawn::Moderator,
            }),
        }
    }
}

impl Store {
    /// The post of that number.
    ///
    /// # Errors
    /// The database's.
    pub async fn post(&self, id: PostId) -> Result<Option<Post>, sqlx::Error> {
        post(&self.read, id).await
    }

    /// The posts of a topic at these positions, oldest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn posts_at(
        &self,
        topic: TopicId,
        positions: RangeInclusive<u32>,
    ) -> Result<Vec<Post>, sqlx::Error> {
        let rows: Vec<PostRow> = sqlx::query_as(select_posts!(
            "WHERE p.topic = $1 AND p.position BETWEEN $2 AND $3 ORDER BY p.position"
        ))
        .bind(topic.0)
        .bind(i64::from(*positions.start()))
        .bind(i64::from(*positions.end()))
        .fetch_all(&self.read)
        .await?;
        Ok(rows.into_iter().map(Post::from).collect())
    }
}

/// The post of that number, as this connection sees it.
pub(super) async fn post(
    connection: impl sqlx::SqliteExecutor<'_>,
    id: PostId,
) -> Result<Option<Post>, sqlx::Error> {
    let row: Option<PostRow> = sqlx::query_as(select_posts!("WHERE p.id = $1"))
        .bind(id.0)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(Post::from))
}
