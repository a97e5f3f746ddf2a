//! Mails that wait to be sent. Whoever has something to say by mail puts it here, in the transaction of what
//! it is about; `mail` takes it from here and hands it over.

use palabre_contract::Timestamp;
use sqlx::SqliteConnection;

use super::Store;

/// A mail to one person, as it will be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The address it goes to.
    pub recipient: String,
    /// Its subject, on one line.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Where a one-click unsubscription is posted to (RFC 8058). `None`: there is nothing to unsubscribe.
    pub unsubscribe: Option<String>,
}

/// Queues a mail along with what it is about: both are stored, or neither.
///
/// # Errors
/// The database's.
pub(super) async fn queue(
    connection: &mut SqliteConnection,
    letter: &Letter,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO mails (recipient, subject, text, html, unsubscribe, next_try_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&letter.recipient)
    .bind(&letter.subject)
    .bind(&letter.text)
    .bind(&letter.html)
    .bind(&letter.unsubscribe)
    .bind(now.0)
    .execute(connection)
    .await
    .map(drop)
}

impl Store {
    /// Queues a mail that stands alone.
    ///
    /// # Errors
    /// The database's.
    pub async fn queue_mail(&self, letter: &Letter, now: Timestamp) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        queue(&mut transaction, letter, now).await?;
        transaction.commit().await
    }
}
