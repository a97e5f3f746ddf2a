//! Posts: one by its id, or a range of positions in a topic.

use std::ops::RangeInclusive;

use palabre_contract::{
    AccountId, Author, MessageIcon, Post, PostId, Timestamp, TopicId, Withdrawn,
};

use super::{Store, accounts::picture_address, count, roles::role_of};
use crate::forum::policy::has_links;

#[derive(sqlx::FromRow)]
struct PostRow {
    id: i64,
    topic: i64,
    position: i64,
    author: Option<i64>,
    pseudo: String,
    role: Option<String>,
    forum_role: Option<String>,
    author_since: Option<i64>,
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
            "SELECT p.id, p.topic, p.position, p.author, p.pseudo, a.role, r.role AS forum_role, \
             a.created_at AS author_since, a.avatar, p.icon, p.body, p.smilies, \
             CASE WHEN p.signature THEN a.signature END AS signature, p.posted_at, p.edited_at, p.withdrawn \
             FROM posts p JOIN topics t ON t.id = p.topic \
             LEFT JOIN accounts a ON a.id = p.author \
             LEFT JOIN forum_roles r ON r.forum = t.forum AND r.account = p.author ",
            $rest
        )
    };
}

impl PostRow {
    /// The post. Accounts opened after `new_since` count as new.
    fn post(self, new_since: Timestamp) -> Post {
        let row = self;
        let role = role_of(row.role.as_deref(), row.forum_role.as_deref());
        let known_since = Timestamp(row.author_since.unwrap_or(row.posted_at));
        Post {
            id: PostId(row.id),
            topic: TopicId(row.topic),
            position: count(row.position),
            author: Author {
                account: row.author.map(AccountId),
                pseudo: row.pseudo,
                role,
                avatar: row.avatar.as_deref().map(picture_address),
            },
            icon: row.icon.as_deref().and_then(MessageIcon::from_name),
            body: row.body,
            smilies: row.smilies,
            signature: row.signature,
            links: has_links(role, known_since, new_since),
            posted_at: Timestamp(row.posted_at),
            edited_at: row.edited_at.map(Timestamp),
            withdrawn: row.withdrawn.as_deref().map(withdrawn_from),
        }
    }
}

impl Store {
    /// The post with that id. Posts of accounts opened after `new_since` have no links.
    ///
    /// # Errors
    /// The database's.
    pub async fn post(
        &self,
        id: PostId,
        new_since: Timestamp,
    ) -> Result<Option<Post>, sqlx::Error> {
        post(&self.read, id, new_since).await
    }

    /// The posts at these positions of a topic, oldest first. `new_since` as for [`Self::post`].
    ///
    /// # Errors
    /// The database's.
    pub async fn posts_at(
        &self,
        topic: TopicId,
        positions: RangeInclusive<u32>,
        new_since: Timestamp,
    ) -> Result<Vec<Post>, sqlx::Error> {
        let rows: Vec<PostRow> = sqlx::query_as(select_posts!(
            "WHERE p.topic = $1 AND p.position BETWEEN $2 AND $3 ORDER BY p.position"
        ))
        .bind(topic.0)
        .bind(i64::from(*positions.start()))
        .bind(i64::from(*positions.end()))
        .fetch_all(&self.read)
        .await?;
        Ok(rows.into_iter().map(|row| row.post(new_since)).collect())
    }
}

/// The post with that id, read over this connection.
pub(super) async fn post(
    connection: impl sqlx::SqliteExecutor<'_>,
    id: PostId,
    new_since: Timestamp,
) -> Result<Option<Post>, sqlx::Error> {
    let row: Option<PostRow> = sqlx::query_as(select_posts!("WHERE p.id = $1"))
        .bind(id.0)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| row.post(new_since)))
}

/// Who withdrew a post, by the name in the database.
pub(super) fn withdrawn_from(name: &str) -> Withdrawn {
    match name {
        "author" => Withdrawn::Author,
        _ => Withdrawn::Moderator,
    }
}
