//! Opening forums and changing their settings. Both go into the audit log in the same transaction.

use palabre_contract::{Account, AuditAction, Forum, ForumId, NewForum, Role, Timestamp};
use sqlx::{Sqlite, SqliteConnection, query::QueryScalar, sqlite::SqliteArguments};

use super::{
    Store, StoreError,
    accounts::role_name,
    audit_log::{self, NewEntry, action_name},
    forums,
    roles::{self, Requester},
};
use crate::forum::policy::{self, Refusal, Rights};

/// The settings of a new or existing forum. They were validated.
#[derive(Clone, Copy, Debug)]
pub struct ForumSetup<'a> {
    /// The settings.
    pub forum: &'a NewForum,
    /// The account that sets them.
    pub by: &'a Account,
    /// The current time.
    pub now: Timestamp,
}

impl Store {
    /// Opens a forum, listed after all others. The account becomes its administrator.
    ///
    /// # Errors
    /// Nothing is stored.
    pub async fn create_forum(&self, setup: ForumSetup<'_>) -> Result<Forum, StoreError> {
        let mut transaction = self.begin().await?;
        let limit_reached = daily_limit_reached(&mut transaction, &setup).await?;
        policy::may_create_forum(limit_reached, setup.now)?;
        let settings = setup.forum;
        let insert = sqlx::query_scalar(
            "INSERT INTO forums (name, description, language, accent, readers, writers, slug, rank) \
             SELECT $1, $2, $3, $4, $5, $6, $7, COALESCE(MAX(rank), 0) + 1 FROM forums WHERE TRUE \
             ON CONFLICT (slug) DO NOTHING RETURNING id",
        );
        let id: Option<i64> = bind_settings(insert, settings)
            .bind(&settings.slug.0)
            .fetch_optional(&mut *transaction)
            .await?;
        let id = ForumId(id.ok_or(Refusal::SlugTaken)?);
        let rights = roles::rights(&mut *transaction, id, Requester::on_site(setup.by.id)).await?;
        if rights.is_none_or(Rights::is_guest) {
            // The account was deleted since its session was looked up.
            return Err(Refusal::SignInRequired.into());
        }
        roles::give(&mut transaction, id, setup.by.id, Role::Administrator).await?;
        log(&mut transaction, &setup, id, AuditAction::Opened).await?;
        let forum = forums::forum(&mut *transaction, &settings.slug)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(forum)
    }

    /// Replaces the settings of a forum. Requires an administrator.
    ///
    /// # Errors
    /// Nothing is stored.
    pub async fn change_forum(&self, setup: ForumSetup<'_>) -> Result<Forum, StoreError> {
        let mut transaction = self.begin().await?;
        let settings = setup.forum;
        let id = forums::forum(&mut *transaction, &settings.slug)
            .await?
            .ok_or(Refusal::NotFound)?
            .id;
        let rights = roles::rights(&mut *transaction, id, Requester::on_site(setup.by.id)).await?;
        policy::require_role(rights, Role::Administrator)?;
        let update = sqlx::query_scalar(
            "UPDATE forums SET name = $1, description = $2, language = $3, accent = $4, \
             readers = $5, writers = $6 WHERE id = $7 RETURNING id",
        );
        bind_settings(update, settings)
            .bind(id.0)
            .fetch_one(&mut *transaction)
            .await?;
        log(&mut transaction, &setup, id, AuditAction::SetUp).await?;
        let forum = forums::forum(&mut *transaction, &settings.slug)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
        transaction.commit().await?;
        Ok(forum)
    }
}

/// Binds the columns that hold settings, as parameters 1 to 6 of a statement that returns the forum's id.
fn bind_settings<'q>(
    statement: QueryScalar<'q, Sqlite, i64, SqliteArguments>,
    settings: &'q NewForum,
) -> QueryScalar<'q, Sqlite, i64, SqliteArguments> {
    statement
        .bind(&settings.name)
        .bind(&settings.description)
        .bind(&settings.language)
        .bind(&settings.accent)
        .bind(role_name(settings.readers))
        .bind(role_name(settings.writers))
}

/// When the account opened the forum that fills its daily limit, if it did so within a day.
async fn daily_limit_reached(
    connection: &mut SqliteConnection,
    setup: &ForumSetup<'_>,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let opened_at: Option<i64> = sqlx::query_scalar(
        "SELECT at FROM log WHERE account = $1 AND act = $2 AND at > $3 \
         ORDER BY at DESC LIMIT 1 OFFSET $4",
    )
    .bind(setup.by.id.0)
    .bind(action_name(AuditAction::Opened))
    .bind(setup.now.0 - policy::DAY)
    .bind(i64::from(policy::FORUMS_PER_ACCOUNT) - 1)
    .fetch_optional(connection)
    .await?;
    Ok(opened_at.map(Timestamp))
}

async fn log(
    connection: &mut SqliteConnection,
    setup: &ForumSetup<'_>,
    forum: ForumId,
    act: AuditAction,
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
