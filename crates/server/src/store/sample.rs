//! Fills an empty database with the sample forum, in one transaction.

use palabre_contract::{AccountId, CustomSmiley, ForumId, MessageIcon, Role, Timestamp};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::{
    Store,
    accounts::{pseudo_key, role_name},
    hosts, pseudos, roles,
    smiley_changes::RANK_GAP,
};

/// The rows to insert. Accounts, forums and topics are referenced by their index in these lists.
#[derive(Debug, Default)]
pub(crate) struct Seed {
    pub(crate) site_name: String,
    pub(crate) accounts: Vec<SeedAccount>,
    pub(crate) forums: Vec<SeedForum>,
    pub(crate) topics: Vec<SeedTopic>,
    /// Oldest first.
    pub(crate) posts: Vec<SeedPost>,
}

#[derive(Debug)]
pub(crate) struct SeedAccount {
    pub(crate) pseudo: String,
    /// The hash of the password.
    pub(crate) password: String,
    pub(crate) role: Role,
    pub(crate) signature: Option<String>,
    /// In lower case.
    pub(crate) email: String,
}

#[derive(Debug)]
pub(crate) struct SeedForum {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) language: String,
    pub(crate) accent: Option<String>,
    pub(crate) moderators: Vec<usize>,
    /// Origins.
    pub(crate) hosts: Vec<String>,
    pub(crate) smilies: Vec<CustomSmiley>,
}

#[derive(Debug)]
pub(crate) struct SeedTopic {
    pub(crate) forum: usize,
    pub(crate) title: String,
    pub(crate) locked: bool,
    pub(crate) pinned: bool,
}

#[derive(Debug)]
pub(crate) struct SeedPost {
    pub(crate) topic: usize,
    pub(crate) position: u32,
    pub(crate) author: usize,
    pub(crate) icon: Option<MessageIcon>,
    pub(crate) body: String,
    pub(crate) smilies: bool,
    pub(crate) signature: bool,
    pub(crate) posted_at: Timestamp,
}

/// Thirty days, in milliseconds.
const MONTH: i64 = 30 * 24 * 60 * 60 * 1000;

/// The number of a row, given its index in the seed. The database is empty, so rows count from 1.
fn id(index: usize) -> i64 {
    i64::try_from(index).map_or(i64::MAX, |index| index + 1)
}

impl Store {
    /// Whether the database is empty.
    ///
    /// # Errors
    /// The database's.
    pub async fn is_empty(&self) -> Result<bool, sqlx::Error> {
        let used: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM forums) OR EXISTS (SELECT 1 FROM accounts)",
        )
        .fetch_one(&self.read)
        .await?;
        Ok(!used)
    }

    /// Fills the empty database.
    pub(crate) async fn seed(&self, seed: &Seed) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        sqlx::query("INSERT INTO site (id, name) VALUES (1, $1)")
            .bind(&seed.site_name)
            .execute(&mut *transaction)
            .await?;
        // Accounts are a month older than the oldest post, so none of them counts as new.
        let first = seed.posts.first().map_or(0, |post| post.posted_at.0);
        let opened_at = first - MONTH;
        for (index, account) in seed.accounts.iter().enumerate() {
            insert_account(&mut transaction, id(index), account, opened_at).await?;
        }
        for (index, forum) in seed.forums.iter().enumerate() {
            insert_forum(&mut transaction, id(index), forum).await?;
        }
        for (index, topic) in seed.topics.iter().enumerate() {
            insert_topic(&mut transaction, id(index), topic).await?;
        }
        for post in &seed.posts {
            insert_post(&mut transaction, seed, post).await?;
        }
        count_all(&mut transaction).await?;
        transaction.commit().await
    }
}

async fn insert_account(
    connection: &mut SqliteConnection,
    id: i64,
    account: &SeedAccount,
    created_at: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO accounts \
         (id, pseudo, pseudo_key, password, role, signature, created_at, email, email_key) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
    )
    .bind(id)
    .bind(&account.pseudo)
    .bind(pseudo_key(&account.pseudo))
    .bind(&account.password)
    .bind(role_name(account.role))
    .bind(&account.signature)
    .bind(created_at)
    .bind(&account.email)
    .execute(&mut *connection)
    .await?;
    pseudos::set_shape(connection, AccountId(id), &account.pseudo).await
}

async fn insert_forum(
    connection: &mut SqliteConnection,
    id: i64,
    forum: &SeedForum,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO forums (id, slug, name, description, language, accent, rank) \
         VALUES ($1, $2, $3, $4, $5, $6, $1)",
    )
    .bind(id)
    .bind(&forum.slug)
    .bind(&forum.name)
    .bind(&forum.description)
    .bind(&forum.language)
    .bind(&forum.accent)
    .execute(&mut *connection)
    .await?;
    for &moderator in &forum.moderators {
        let account = AccountId(self::id(moderator));
        roles::give(&mut *connection, ForumId(id), account, Role::Moderator).await?;
    }
    hosts::set(&mut *connection, ForumId(id), &forum.hosts).await?;
    insert_smilies(connection, id, &forum.smilies).await
}

/// How many smilies one statement inserts.
const SMILIES: usize = 1_000;

async fn insert_smilies(
    connection: &mut SqliteConnection,
    forum: i64,
    smilies: &[CustomSmiley],
) -> Result<(), sqlx::Error> {
    let ranked: Vec<_> = (1_i64..)
        .map(|place| place * RANK_GAP)
        .zip(smilies)
        .collect();
    for batch in ranked.chunks(SMILIES) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO smilies (forum, name, variant, src, width, height, rank) ",
        );
        query.push_values(batch, |mut row, (rank, smiley)| {
            row.push_bind(forum)
                .push_bind(smiley.name.as_str())
                .push_bind(i64::from(smiley.variant.unwrap_or(1)))
                .push_bind(smiley.src.as_str())
                .push_bind(i64::from(smiley.width))
                .push_bind(i64::from(smiley.height))
                .push_bind(*rank);
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn insert_topic(
    connection: &mut SqliteConnection,
    id: i64,
    topic: &SeedTopic,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO topics (id, forum, title, locked, pinned, posts, latest_at) \
         VALUES ($1, $2, $3, $4, $5, 0, 0)",
    )
    .bind(id)
    .bind(self::id(topic.forum))
    .bind(&topic.title)
    .bind(topic.locked)
    .bind(topic.pinned)
    .execute(connection)
    .await
    .map(drop)
}

async fn insert_post(
    connection: &mut SqliteConnection,
    seed: &Seed,
    post: &SeedPost,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO posts (topic, position, author, pseudo, icon, body, smilies, signature, posted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id(post.topic))
    .bind(i64::from(post.position))
    .bind(id(post.author))
    .bind(&seed.accounts[post.author].pseudo)
    .bind(post.icon.map(MessageIcon::name))
    .bind(&post.body)
    .bind(post.smilies)
    .bind(post.signature)
    .bind(post.posted_at.0)
    .execute(connection)
    .await
    .map(drop)
}

/// Computes all counters from the inserted rows.
async fn count_all(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE topics SET \
         posts = (SELECT COUNT(*) FROM posts p WHERE p.topic = topics.id), \
         latest_at = (SELECT MAX(p.posted_at) FROM posts p WHERE p.topic = topics.id)",
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE forums SET \
         topics = (SELECT COUNT(*) FROM topics t WHERE t.forum = forums.id), \
         posts = (SELECT COALESCE(SUM(t.posts), 0) FROM topics t WHERE t.forum = forums.id)",
    )
    .execute(connection)
    .await
    .map(drop)
}
