//! Forums opened and set up; each along with its entry in the log.

use palabre_contract::{Account, Act, Forum, ForumId, NewForum, Role, Timestamp};
use sqlx::SqliteConnection;

use super::{
    Refusal, Store,
    accounts::role_name,
    audit_log::{self, NewEntry, act_name},
    forums,
    roles::{self, Person},
};

/// Forums that an account may open within a day.
const PER_DAY: i64 = 5;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What is said of a forum by whoever opens it or sets it up, within the rules.
#[derive(Clone, Copy, Debug)]
pub struct ForumSetup<'a> {
    /// What is said.
    pub forum: &'a NewForum,
    /// Who says it.
    pub by: &'a Account,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Opens a forum, after all others; whoever opens it administers it.
    ///
    /// # Errors
    /// Nothing of it was stored.
    pub async fn found(&self, setup: ForumSetup<'_>) -> Result<Forum, Refusal> {
        let mut transaction = self.begin().await?;
        spare(&mut transaction, &setup).await?;
        let said = setup.forum;
        let id: Option<i64> = sqlx::query_scalar(
            "INSERT INTO forums (slug, name, description, language, accent, readers, writers, rank) \
             SELECT $1, $2, $3, $4, $5, $6, $7, COALESCE(MAX(rank), 0) + 1 FROM forums WHERE TRUE \
             ON CONFLICT (slug) DO NOTHING RETURNING id",
        )
        .bind(&said.slug.0)
        .bind(&said.name)
        .bind(&said.description)
        .bind(&said.language)
        .bind(&said.accent)
        .bind(role_name(said.readers))
        .bind(role_name(said.writers))
        .fetch_optional(&mut *transaction)
        .await?;
        let id = ForumId(id.ok_or(Refusal::SlugTaken)?);
        let rights = roles::rights(&mut *transaction, id, Person::here(setup.by.id)).await?;
        if rights.is_none_or(roles::Rights::is_guest) {
            // The account is gone since the session was looked up.
            return Err(Refusal::SignInRequired);
        }
        roles::give(&mut transaction, id, setup.by.id, Role::Administrator).await?;
        enter(&mut transaction, &setup, id, Act::Opened).await?;
        let forum = forums::forum(&mut *transaction, &said.slug)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(forum)
    }

    /// Sets a forum up anew. Takes an administrator.
    ///
    /// # Errors
    /// Nothing of it was stored.
    pub async fn set_up(&self, setup: ForumSetup<'_>) -> Result<Forum, Refusal> {
        let mut transaction = self.begin().await?;
        let said = setup.forum;
        let id = forums::forum(&mut *transaction, &said.slug)
            .await?
            .ok_or(Refusal::NotThere)?
            .id;
        let rights = roles::rights(&mut *transaction, id, Person::here(setup.by.id)).await?;
        if rights.is_none_or(|rights| rights.role < Role::Administrator) {
            return Err(Refusal::Forbidden);
        }
        sqlx::query(
            "UPDATE forums SET name = $2, description = $3, language = $4, accent = $5, \
             readers = $6, writers = $7 WHERE id = $1",
        )
        .bind(id.0)
        .bind(&said.name)
        .bind(&said.description)
        .bind(&said.language)
        .bind(&said.accent)
        .bind(role_name(said.readers))
        .bind(role_name(said.writers))
        .execute(&mut *transaction)
        .await?;
        enter(&mut transaction, &setup, id, Act::SetUp).await?;
        let forum = forums::forum(&mut *transaction, &said.slug)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(forum)
    }
}

/// Whether the account may open another forum today.
async fn spare(connection: &mut SqliteConnection, setup: &ForumSetup<'_>) -> Result<(), Refusal> {
    let oldest_that_counts: Option<i64> = sqlx::query_scalar(
        "SELECT at FROM log WHERE account = $1 AND act = $2 AND at > $3 \
         ORDER BY at DESC LIMIT 1 OFFSET $4",
    )
    .bind(setup.by.id.0)
    .bind(act_name(Act::Opened))
    .bind(setup.now.0 - DAY)
    .bind(PER_DAY - 1)
    .fetch_optional(connection)
    .await?;
    match oldest_that_counts {
        Some(moment) => Err(Refusal::TooOften(
            (moment + DAY - setup.now.0).clamp(1, DAY),
        )),
        None => Ok(()),
    }
}

async fn enter(
    connection: &mut SqliteConnection,
    setup: &ForumSetup<'_>,
    forum: ForumId,
    act: Act,
) -> Result<(), sqlx::Error> {
    let entry = NewEntry {
        forum,
        at: setup.now,
        by: setup.by,
        act,
        subject: &setup.forum.name,
        topic: None,
        post: None,
    };
    audit_log::write(connection, entry).await
}
