//! Uploaded pictures and avatars.

use axum::body::Bytes;
use palabre_contract::AccountId;
use sqlx::SqliteConnection;

use super::{Store, accounts::picture_address};
use crate::pictures::Picture;

#[derive(sqlx::FromRow)]
struct PictureRow {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
}

impl Store {
    /// The picture with that name.
    ///
    /// # Errors
    /// The database's.
    pub async fn picture(&self, name: &str) -> Result<Option<Picture>, sqlx::Error> {
        let row: Option<PictureRow> =
            sqlx::query_as("SELECT name, media_type, bytes FROM pictures WHERE name = $1")
                .bind(name)
                .fetch_optional(&self.read)
                .await?;
        Ok(row.map(|row| Picture {
            name: row.name,
            media_type: row.media_type,
            bytes: Bytes::from(row.bytes),
        }))
    }

    /// Sets or removes the avatar of an account. Returns the path of the picture.
    ///
    /// # Errors
    /// The database's.
    pub async fn set_avatar(
        &self,
        account: AccountId,
        picture: Option<&Picture>,
    ) -> Result<Option<String>, sqlx::Error> {
        let mut transaction = self.begin().await?;
        if let Some(picture) = picture {
            insert(&mut transaction, picture).await?;
        }
        let name = picture.map(|picture| picture.name.as_str());
        sqlx::query("UPDATE accounts SET avatar = $1 WHERE id = $2")
            .bind(name)
            .bind(account.0)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(name.map(picture_address))
    }

    /// Deletes pictures that are neither an avatar, nor a smiley, nor the still frame of one.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_unused_pictures(&self) -> Result<(), sqlx::Error> {
        self.run(sqlx::query(
            "DELETE FROM pictures WHERE replace(name, '.still.png', '') NOT IN ( \
             SELECT avatar FROM accounts WHERE avatar IS NOT NULL \
             UNION ALL SELECT replace(src, '/pictures/', '') FROM smilies)",
        ))
        .await
        .map(drop)
    }
}

/// Stores a picture. Its name is a hash of its content, so a stored one with that name is the same picture.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    picture: &Picture,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO pictures (name, media_type, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(&picture.name)
    .bind(&picture.media_type)
    .bind(&picture.bytes[..])
    .execute(connection)
    .await
    .map(drop)
}
