//! The mail queue. Mails are queued in the transaction that causes them; [`crate::mail`] sends them.

use palabre_contract::Timestamp;
use sqlx::SqliteConnection;

use super::{Store, count};

/// A mail to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The e-mail address.
    pub recipient: String,
    /// The subject, on one line.
    pub subject: String,
    /// The text, plain.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The URL for one-click unsubscription (RFC 8058), if the mail has one.
    pub unsubscribe: Option<String>,
}

/// Queues a mail in a running transaction.
///
/// # Errors
/// The database's.
pub(super) async fn queue(
    connection: &mut SqliteConnection,
    mail: &Mail,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO mails (recipient, subject, text, html, unsubscribe, queued_at, next_try_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
    )
    .bind(&mail.recipient)
    .bind(&mail.subject)
    .bind(&mail.text)
    .bind(&mail.html)
    .bind(&mail.unsubscribe)
    .bind(now.0)
    .execute(connection)
    .await
    .map(drop)
}

impl Store {
    /// Queues a mail in its own transaction.
    ///
    /// # Errors
    /// The database's.
    pub async fn queue_mail(&self, mail: &Mail, now: Timestamp) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        queue(&mut transaction, mail, now).await?;
        transaction.commit().await
    }

    /// At most `limit` mails that are due, the longest overdue first.
    ///
    /// # Errors
    /// The database's.
    pub async fn due_mails(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<QueuedMail>, sqlx::Error> {
        let rows: Vec<MailRow> = sqlx::query_as(
            "SELECT id, recipient, subject, text, html, unsubscribe, tries, queued_at FROM mails \
             WHERE next_try_at <= $1 ORDER BY next_try_at, id LIMIT $2",
        )
        .bind(now.0)
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await?;
        Ok(rows.into_iter().map(QueuedMail::from).collect())
    }

    /// Deletes a mail from the queue.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_mail(&self, id: i64) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM mails WHERE id = $1").bind(id))
            .await
            .map(drop)
    }

    /// Schedules the next attempt to send a mail and stores the number of attempts so far.
    ///
    /// # Errors
    /// The database's.
    pub async fn postpone_mail(
        &self,
        id: i64,
        tries: u32,
        next: Timestamp,
    ) -> Result<(), sqlx::Error> {
        self.run(
            sqlx::query("UPDATE mails SET tries = $2, next_try_at = $3 WHERE id = $1")
                .bind(id)
                .bind(i64::from(tries))
                .bind(next.0),
        )
        .await
        .map(drop)
    }
}

/// A mail in the queue.
#[derive(Debug)]
pub struct QueuedMail {
    /// The id, never reused.
    pub id: i64,
    /// The mail.
    pub content: Mail,
    /// Attempts to send it so far.
    pub tries: u32,
    /// When it was queued.
    pub queued_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct MailRow {
    id: i64,
    recipient: String,
    subject: String,
    text: String,
    html: String,
    unsubscribe: Option<String>,
    tries: i64,
    queued_at: i64,
}

impl From<MailRow> for QueuedMail {
    fn from(row: MailRow) -> Self {
        Self {
            id: row.id,
            content: Mail {
                recipient: row.recipient,
                subject: row.subject,
                text: row.text,
                html: row.html,
                unsubscribe: row.unsubscribe,
            },
            tries: count(row.tries),
            queued_at: Timestamp(row.queued_at),
        }
    }
}
