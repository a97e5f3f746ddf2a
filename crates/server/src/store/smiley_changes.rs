//! Adding, renaming, moving and retiring custom smilies. Each goes into the audit log in the same transaction.

use palabre_contract::{
    Account, AuditAction, CustomSmiley, ForumId, SmileyChange, SmileyId, Timestamp,
};
use sqlx::SqliteConnection;

use super::{
    Store,
    accounts::picture_address,
    audit_log::{self, NewEntry},
    pictures,
    smilies::SmileyRow,
};
use crate::pictures::SmileyPicture;

/// The distance between the ranks of two smilies, so that others fit in between.
pub(super) const RANK_GAP: i64 = 1024;

/// Who changes the smilies of a forum, and when.
#[derive(Clone, Copy, Debug)]
pub struct SmileyEditor<'a> {
    /// The forum.
    pub forum: ForumId,
    /// The account.
    pub account: &'a Account,
    /// The current time.
    pub now: Timestamp,
}

/// The result of a change to a smiley.
#[derive(Debug)]
pub enum SmileyOutcome {
    /// It was stored.
    Stored(CustomSmiley),
    /// Another smiley of the forum has that name.
    Taken,
    /// The forum has no such smiley, or not the one to move it before.
    NotFound,
}

impl Store {
    /// Adds a smiley after the others of the forum.
    ///
    /// # Errors
    /// The database's. Nothing is stored.
    pub async fn add_smiley(
        &self,
        editor: SmileyEditor<'_>,
        name: &str,
        picture: &SmileyPicture,
    ) -> Result<SmileyOutcome, sqlx::Error> {
        let mut transaction = self.begin().await?;
        for picture in std::iter::once(&picture.picture).chain(&picture.still) {
            pictures::insert(&mut transaction, picture).await?;
        }
        let id: Option<i64> = sqlx::query_scalar(
            "INSERT INTO smilies (forum, name, variant, src, width, height, animated, rank) \
             SELECT $1, $2, 1, $3, $4, $5, $6, COALESCE(MAX(rank), 0) + $7 FROM smilies WHERE forum = $1 \
             ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(editor.forum.0)
        .bind(name)
        .bind(picture_address(&picture.picture.name))
        .bind(i64::from(picture.width))
        .bind(i64::from(picture.height))
        .bind(picture.still.is_some())
        .bind(RANK_GAP)
        .fetch_optional(&mut *transaction)
        .await?;
        // Dropping the transaction also discards the pictures.
        let Some(id) = id else {
            return Ok(SmileyOutcome::Taken);
        };
        let smiley = row(&mut transaction, editor.forum, SmileyId(id))
            .await?
            .map(|row| CustomSmiley::from(row.smiley))
            .ok_or(sqlx::Error::RowNotFound)?;
        log(
            &mut transaction,
            editor,
            AuditAction::SmileyAdded,
            &smiley.code(),
        )
        .await?;
        transaction.commit().await?;
        Ok(SmileyOutcome::Stored(smiley))
    }

    /// Changes a smiley: the whole change or nothing.
    ///
    /// # Errors
    /// The database's. Nothing is stored.
    pub async fn change_smiley(
        &self,
        editor: SmileyEditor<'_>,
        id: SmileyId,
        change: &SmileyChange,
    ) -> Result<SmileyOutcome, sqlx::Error> {
        let mut transaction = self.begin().await?;
        let Some(old) = row(&mut transaction, editor.forum, id).await? else {
            return Ok(SmileyOutcome::NotFound);
        };
        let was_retired = old.retired;
        let mut smiley = CustomSmiley::from(old.smiley);
        if let Some(name) = change.name.as_ref().filter(|name| **name != smiley.name) {
            match rename(&mut transaction, id, name).await {
                Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                    return Ok(SmileyOutcome::Taken);
                }
                renamed => renamed?,
            }
            let before = smiley.code();
            smiley.name.clone_from(name);
            let subject = format!("{before} → {}", smiley.code());
            log(
                &mut transaction,
                editor,
                AuditAction::SmileyRenamed,
                &subject,
            )
            .await?;
        }
        if let Some(before) = change.before.filter(|&before| before != id)
            && !move_before(&mut transaction, editor.forum, id, before).await?
        {
            return Ok(SmileyOutcome::NotFound);
        }
        if let Some(retired) = change.retired.filter(|&retired| retired != was_retired) {
            sqlx::query("UPDATE smilies SET retired = $1 WHERE id = $2")
                .bind(retired)
                .bind(id.0)
                .execute(&mut *transaction)
                .await?;
            // The audit log has no action for a restored smiley: it is logged as added.
            let act = if retired {
                AuditAction::SmileyRetired
            } else {
                AuditAction::SmileyAdded
            };
            log(&mut transaction, editor, act, &smiley.code()).await?;
        }
        transaction.commit().await?;
        Ok(SmileyOutcome::Stored(smiley))
    }
}

#[derive(sqlx::FromRow)]
struct FullRow {
    #[sqlx(flatten)]
    smiley: SmileyRow,
    retired: bool,
}

async fn row(
    connection: &mut SqliteConnection,
    forum: ForumId,
    id: SmileyId,
) -> Result<Option<FullRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, name, variant, src, width, height, animated, retired FROM smilies \
         WHERE id = $1 AND forum = $2",
    )
    .bind(id.0)
    .bind(forum.0)
    .fetch_optional(connection)
    .await
}

async fn rename(
    connection: &mut SqliteConnection,
    id: SmileyId,
    name: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE smilies SET name = $1 WHERE id = $2")
        .bind(name)
        .bind(id.0)
        .execute(connection)
        .await
        .map(drop)
}

/// Moves a smiley before another one. `false`: the forum does not have the other one.
async fn move_before(
    connection: &mut SqliteConnection,
    forum: ForumId,
    id: SmileyId,
    before: SmileyId,
) -> Result<bool, sqlx::Error> {
    let Some((mut previous, mut next)) = neighbours(connection, forum, id, before).await? else {
        return Ok(false);
    };
    if next - previous < 2 {
        renumber(connection, forum).await?;
        (previous, next) = neighbours(connection, forum, id, before)
            .await?
            .ok_or(sqlx::Error::RowNotFound)?;
    }
    sqlx::query("UPDATE smilies SET rank = $1 WHERE id = $2")
        .bind(previous + (next - previous) / 2)
        .bind(id.0)
        .execute(connection)
        .await?;
    Ok(true)
}

/// The ranks between which `id` is moved: that of the smiley before `before`, and that of `before`.
async fn neighbours(
    connection: &mut SqliteConnection,
    forum: ForumId,
    id: SmileyId,
    before: SmileyId,
) -> Result<Option<(i64, i64)>, sqlx::Error> {
    let next: Option<i64> =
        sqlx::query_scalar("SELECT rank FROM smilies WHERE id = $1 AND forum = $2")
            .bind(before.0)
            .bind(forum.0)
            .fetch_optional(&mut *connection)
            .await?;
    let Some(next) = next else {
        return Ok(None);
    };
    let previous: Option<i64> = sqlx::query_scalar(
        "SELECT rank FROM smilies WHERE forum = $1 AND (rank, id) < ($2, $3) AND id <> $4 \
         ORDER BY rank DESC, id DESC LIMIT 1",
    )
    .bind(forum.0)
    .bind(next)
    .bind(before.0)
    .bind(id.0)
    .fetch_optional(connection)
    .await?;
    Ok(Some((previous.unwrap_or(next - 2 * RANK_GAP), next)))
}

/// Renumbers the smilies of a forum with gaps between them. Needed after about ten moves to the same position.
async fn renumber(connection: &mut SqliteConnection, forum: ForumId) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE smilies SET rank = ordered.position * $1 FROM \
         (SELECT id, ROW_NUMBER() OVER (ORDER BY rank, id) AS position FROM smilies WHERE forum = $2) AS ordered \
         WHERE smilies.id = ordered.id",
    )
    .bind(RANK_GAP)
    .bind(forum.0)
    .execute(connection)
    .await
    .map(drop)
}

async fn log(
    connection: &mut SqliteConnection,
    editor: SmileyEditor<'_>,
    act: AuditAction,
    subject: &str,
) -> Result<(), sqlx::Error> {
    let entry = NewEntry {
        forum: editor.forum,
        at: editor.now,
        by: editor.account,
        act,
        subject,
        topic: None,
        post: None,
    };
    audit_log::write(connection, entry).await
}
