//! Topics: one by its id, or a page of a forum's topics (keyset pagination).

use std::{fmt, str::FromStr};

use palabre_contract::{
    AccountId, Author, ForumId, ForumRef, ForumSlug, LatestPost, MessageIcon, PostId, Timestamp,
    Topic, TopicId, topic::TOPICS_PER_PAGE,
};

use super::{Store, accounts::picture_address, count, roles::role_of};

#[derive(sqlx::FromRow)]
struct TopicRow {
    id: i64,
    title: String,
    locked: bool,
    pinned: bool,
    posts: i64,
    latest_at: i64,
    forum_id: i64,
    forum_slug: String,
    forum_name: String,
    forum_accent: Option<String>,
    icon: Option<String>,
    author: Option<i64>,
    author_pseudo: String,
    author_role: Option<String>,
    author_role_here: Option<String>,
    author_avatar: Option<String>,
    opened_at: i64,
    latest_post: i64,
    latest_pseudo: String,
    page: Option<String>,
}

macro_rules! select_topics {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.title, t.locked, t.pinned, t.posts, t.latest_at, t.page, \
             f.id AS forum_id, f.slug AS forum_slug, f.name AS forum_name, f.accent AS forum_accent, \
             o.icon, o.author, o.pseudo AS author_pseudo, a.role AS author_role, \
             r.role AS author_role_here, a.avatar AS author_avatar, o.posted_at AS opened_at, l.id AS latest_post, l.pseudo AS latest_pseudo \
             FROM topics t \
             JOIN forums f ON f.id = t.forum \
             JOIN posts o ON o.topic = t.id AND o.position = 1 \
             JOIN posts l ON l.topic = t.id AND l.position = t.posts \
             LEFT JOIN accounts a ON a.id = o.author \
             LEFT JOIN forum_roles r ON r.forum = t.forum AND r.account = o.author ",
            $rest
        )
    };
}

impl From<TopicRow> for Topic {
    fn from(row: TopicRow) -> Self {
        Self {
            id: TopicId(row.id),
            forum: ForumRef {
                id: ForumId(row.forum_id),
                slug: ForumSlug(row.forum_slug),
                name: row.forum_name,
                accent: row.forum_accent,
            },
            latest: LatestPost {
                post: PostId(row.latest_post),
                topic: TopicId(row.id),
                title: row.title.clone(),
                pseudo: row.latest_pseudo,
                posted_at: Timestamp(row.latest_at),
            },
            title: row.title,
            icon: row.icon.as_deref().and_then(MessageIcon::from_name),
            author: Author {
                account: row.author.map(AccountId),
                pseudo: row.author_pseudo,
                role: role_of(row.author_role.as_deref(), row.author_role_here.as_deref()),
                avatar: row.author_avatar.as_deref().map(picture_address),
            },
            opened_at: Timestamp(row.opened_at),
            posts: count(row.posts),
            locked: row.locked,
            pinned: row.pinned,
            page: row.page,
        }
    }
}

/// The position of a topic in the list of a forum: pinned ones first, then by newest post. Clients get it as an
/// opaque text, `pinned-latest-id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopicKey {
    pinned: bool,
    latest_at: i64,
    id: i64,
}

impl TopicKey {
    /// Above every topic.
    pub const TOP: Self = Self {
        pinned: true,
        latest_at: i64::MAX,
        id: i64::MAX,
    };

    /// The key of that topic.
    #[must_use]
    pub fn of(topic: &Topic) -> Self {
        Self {
            pinned: topic.pinned,
            latest_at: topic.latest.posted_at.0,
            id: topic.id.0,
        }
    }
}

impl fmt::Display for TopicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}-{}",
            u8::from(self.pinned),
            self.latest_at,
            self.id
        )
    }
}

/// The text is not a key that this server issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATopicKey;

impl FromStr for TopicKey {
    type Err = NotATopicKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '-');
        let mut number = || parts.next()?.parse::<i64>().ok();
        let (pinned, latest_at, id) =
            (|| Some((number()?, number()?, number()?)))().ok_or(NotATopicKey)?;
        Ok(Self {
            pinned: pinned != 0,
            latest_at,
            id,
        })
    }
}

impl Store {
    /// The topic with that id.
    ///
    /// # Errors
    /// The database's.
    pub async fn topic(&self, id: TopicId) -> Result<Option<Topic>, sqlx::Error> {
        topic(&self.read, id).await
    }

    /// The forum of a topic.
    ///
    /// # Errors
    /// The database's.
    pub async fn forum_of(&self, topic: TopicId) -> Result<Option<ForumId>, sqlx::Error> {
        let forum: Option<i64> = sqlx::query_scalar("SELECT forum FROM topics WHERE id = $1")
            .bind(topic.0)
            .fetch_optional(&self.read)
            .await?;
        Ok(forum.map(ForumId))
    }

    /// Whether an account watches a topic.
    ///
    /// # Errors
    /// The database's.
    pub async fn is_watched(&self, topic: TopicId, by: AccountId) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM watches WHERE account = $1 AND topic = $2 AND watched)",
        )
        .bind(by.0)
        .bind(topic.0)
        .fetch_one(&self.read)
        .await
    }

    /// The topics of the forums that everybody may read, newest posts first, each with the time of its newest post.
    ///
    /// Reads only the index `topics_by_latest`, not the topics.
    ///
    /// # Errors
    /// The database's.
    pub async fn public_topics(
        &self,
        limit: u32,
    ) -> Result<Vec<(TopicId, Timestamp)>, sqlx::Error> {
        let rows: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT t.id, t.latest_at FROM topics t INDEXED BY topics_by_latest \
             WHERE t.forum IN (SELECT f.id FROM forums f WHERE f.readers = 'guest') \
             ORDER BY t.latest_at DESC, t.id DESC LIMIT $1",
        )
        .bind(limit)
        .fetch_all(&self.read)
        .await?;
        let topic = |(id, latest_at)| (TopicId(id), Timestamp(latest_at));
        Ok(rows.into_iter().map(topic).collect())
    }

    /// The page of topics after `after` and, if there are more, the key of the next page.
    ///
    /// # Errors
    /// The database's.
    pub async fn topics_after(
        &self,
        forum: ForumId,
        after: TopicKey,
    ) -> Result<(Vec<Topic>, Option<TopicKey>), sqlx::Error> {
        let rows: Vec<TopicRow> = sqlx::query_as(select_topics!(
            "WHERE t.forum = $1 AND (t.pinned, t.latest_at, t.id) < ($2, $3, $4) \
             ORDER BY t.pinned DESC, t.latest_at DESC, t.id DESC LIMIT $5"
        ))
        .bind(forum.0)
        .bind(after.pinned)
        .bind(after.latest_at)
        .bind(after.id)
        // One extra row shows whether there is a next page.
        .bind(i64::from(TOPICS_PER_PAGE) + 1)
        .fetch_all(&self.read)
        .await?;
        let page = TOPICS_PER_PAGE as usize;
        let more = rows.len() > page;
        let topics: Vec<Topic> = rows.into_iter().take(page).map(Topic::from).collect();
        let next = topics.last().filter(|_| more).map(TopicKey::of);
        Ok((topics, next))
    }
}

/// The topic with that id, read over this connection.
pub(super) async fn topic(
    connection: impl sqlx::SqliteExecutor<'_>,
    id: TopicId,
) -> Result<Option<Topic>, sqlx::Error> {
    let row: Option<TopicRow> = sqlx::query_as(select_topics!("WHERE t.id = $1"))
        .bind(id.0)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(Topic::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_parses_back_and_other_texts_are_refused() {
        let key = TopicKey {
            pinned: true,
            latest_at: 1_732_420_000_000,
            id: 17,
        };
        assert_eq!(key.to_string().parse(), Ok(key));
        for forged in ["", "1", "1-2", "a-b-c", "1-2-3-4", "1-2-"] {
            assert_eq!(forged.parse::<TopicKey>(), Err(NotATopicKey), "{forged:?}");
        }
    }
}
