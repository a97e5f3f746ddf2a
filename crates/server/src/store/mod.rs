//! The database: statements and transactions. It takes and returns contract types.
//!
//! What a transaction may do is decided by the pure functions of [`crate::forum::policy`], which the transactions
//! call with the rows that they have read. This module depends on nothing else in [`crate::forum`].
//!
//! Statements use the SQL that SQLite and PostgreSQL share (`$1`, `RETURNING`, `ON CONFLICT`, row values).
//! Differences are confined to the migrations.

mod accounts;
mod audit_log;
mod embedding;
mod error;
mod forum_setup;
mod forums;
mod host_accounts;
mod hosts;
mod known_browsers;
mod mail_tokens;
mod mails;
mod new_posts;
mod pictures;
mod post_changes;
mod post_rate;
mod posts;
mod pseudos;
mod roles;
pub(crate) mod sample;
mod sessions;
mod smiley_changes;
mod smilies;
mod submission;
mod team;
mod topic_changes;
mod topics;
mod watches;
mod write_connection;

pub use accounts::StoredAccount;
pub(crate) use accounts::pseudo_key;
pub use embedding::EmbeddingChange;
pub use error::StoreError;
pub use forum_setup::ForumSetup;
pub use host_accounts::NewHostAccount;
pub use known_browsers::KnownBrowser;
pub use mail_tokens::{NewMailToken, Purpose, Used};
pub use mails::{Mail, QueuedMail};
pub use post_changes::Edit;
pub(crate) use pseudos::is_reserved;
pub use roles::Requester;
pub use sessions::{HostBasis, NewSession};
pub use smiley_changes::{SmileyEditor, SmileyOutcome};
pub use submission::{Submission, Submitted, Target, Writer};
pub use team::NewRole;
pub use topic_changes::TopicEdit;
pub use topics::TopicKey;
pub use watches::{ReplyMailFn, Watcher};

use std::{path::Path, sync::Arc, time::Duration};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use write_connection::Writing;

/// Concurrent reading connections.
const READERS: u32 = 4;
/// How long a request waits for a connection, or for a lock of the file, before it fails.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(5);

/// The database of one forum site.
#[derive(Clone, Debug)]
pub struct Store {
    read: SqlitePool,
    // SQLite allows one writer at a time. With a pool of one, writers queue in order instead of polling the
    // locked file.
    write: SqlitePool,
    writing: Arc<Writing>,
}

impl Store {
    /// Opens or creates the database file and runs the migrations.
    ///
    /// # Errors
    /// The file cannot be opened or written, or was written by a newer version.
    pub async fn open(file: &Path) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL may lose acknowledged posts in a power failure.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(CONNECTION_TIMEOUT);
        let writing = Writing::new();
        let write = write_connection::open(options.clone(), &writing).await?;
        sqlx::migrate!("migrations/sqlite").run(&write).await?;
        pseudos::fill_in_shapes(&write).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(CONNECTION_TIMEOUT)
            .connect_with(options.pragma("query_only", "true"))
            .await?;
        Ok(Self {
            read,
            write,
            writing,
        })
    }

    /// Checks that the database can be read.
    ///
    /// # Errors
    /// The database's.
    pub async fn ping(&self) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT 1").execute(&self.read).await.map(drop)
    }

    /// Waits for running statements and closes the file. The write-ahead log is empty afterwards.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// A count for the API, clamped to the range of `u32`.
fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(if number < 0 { 0 } else { u32::MAX })
}
