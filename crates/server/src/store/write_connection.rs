//! The only writing connection: its transactions, and the check whether writing works.
//!
//! SQLite ends a transaction by itself when the disk is full or fails. sqlx does not notice, and its
//! connection refuses every later `BEGIN`. So a connection that may be in such a state, or that cannot write,
//! is closed when it is returned to the pool, and the next writer opens a new one.

use std::{
    io,
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use sqlx::{
    Connection, Sqlite, SqliteConnection, SqlitePool, Transaction,
    query::Query,
    sqlite::{SqliteArguments, SqliteConnectOptions, SqlitePoolOptions, SqliteQueryResult},
};
use tokio::time::Instant;

use super::{CONNECTION_TIMEOUT, Store};

/// How long a successful write counts as proof that writing works.
const PROOF_LIFE: Duration = Duration::from_secs(30);
/// Bytes of the probe that replaces an outdated proof.
const SMALL_PROBE: usize = 16;
/// Bytes of the probe after a failure: as many as a long post with its indexes, so that a disk with a few free
/// pages does not pass.
const LARGE_PROBE: usize = 64 * 1024;

/// The last known outcome of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A write succeeded at that moment.
    Works(Instant),
    /// A transaction ended without a commit: its writer refused something, or a statement failed.
    Unknown,
    /// A write failed, and none has succeeded since.
    Fails,
}

/// Shared by all clones of a store.
#[derive(Debug)]
pub(super) struct Writing {
    state: Mutex<State>,
    /// When the last probe that failed began. The lock also lets only one probe run at a time.
    probe: tokio::sync::Mutex<Option<Instant>>,
}

impl Writing {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State::Unknown),
            probe: tokio::sync::Mutex::new(None),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record_success(&self) {
        let before = std::mem::replace(&mut *self.state(), State::Works(Instant::now()));
        if before == State::Fails {
            tracing::info!("the database can be written again");
        }
    }

    fn record_failure(&self, error: &dyn std::fmt::Display) {
        let before = std::mem::replace(&mut *self.state(), State::Fails);
        if before != State::Fails {
            tracing::error!(%error, "the database cannot be written");
        }
    }

    /// Invalidates the proof. A failure stays until a write succeeds.
    fn invalidate(&self) {
        let mut state = self.state();
        if *state != State::Fails {
            *state = State::Unknown;
        }
    }

    /// Whether a connection that is returned to the pool may be used again.
    async fn is_reusable(&self, connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
        // Carries out the ROLLBACK that dropping a transaction has only queued.
        connection.ping().await?;
        if connection.is_in_transaction() {
            self.record_failure(&"SQLite has ended a transaction by itself");
            return Ok(false);
        }
        let state = *self.state();
        Ok(match state {
            State::Works(_) => true,
            // Where the file cannot be opened for writing, SQLite opens it read-only, for the life of
            // the connection. This statement changes nothing, and fails on such a connection.
            State::Unknown => {
                let writes = sqlx::query("DELETE FROM write_probe WHERE id < 0");
                match writes.execute(connection).await {
                    Ok(_) => true,
                    Err(error) => {
                        self.record_failure(&error);
                        false
                    }
                }
            }
            State::Fails => false,
        })
    }
}

/// Opens the pool of the one connection that writes.
pub(super) async fn open(
    options: SqliteConnectOptions,
    writing: &Arc<Writing>,
) -> Result<SqlitePool, sqlx::Error> {
    let writing = Arc::clone(writing);
    SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(CONNECTION_TIMEOUT)
        .after_release(move |connection, _| {
            let writing = Arc::clone(&writing);
            Box::pin(async move { writing.is_reusable(connection).await })
        })
        .connect_with(options)
        .await
}

/// A transaction that writes. Dropped without a commit, it is rolled back.
pub(super) struct WriteTransaction {
    // Dropped first: the state that it records decides whether the connection is reused.
    attempt: Attempt,
    inner: Transaction<'static, Sqlite>,
}

/// A running write. If it is dropped without an outcome, the proof is invalidated.
struct Attempt {
    writing: Arc<Writing>,
    settled: bool,
}

impl Attempt {
    fn settle<T>(mut self, outcome: Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
        self.settled = true;
        match &outcome {
            Ok(_) => self.writing.record_success(),
            Err(error) => self.writing.record_failure(error),
        }
        outcome
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if !self.settled {
            self.writing.invalidate();
        }
    }
}

impl WriteTransaction {
    /// Makes what was written durable.
    ///
    /// # Errors
    /// The database's. Nothing was stored.
    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        let outcome = self.inner.commit().await;
        self.attempt.settle(outcome)
    }
}

impl Deref for WriteTransaction {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.inner
    }
}

impl DerefMut for WriteTransaction {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.inner
    }
}

impl Store {
    /// Begins a transaction that holds the write lock from the start, so that what it reads is still true when it
    /// writes.
    pub(super) async fn begin(&self) -> Result<WriteTransaction, sqlx::Error> {
        let attempt = self.attempt();
        match self.write.begin_with("BEGIN IMMEDIATE").await {
            Ok(inner) => Ok(WriteTransaction { inner, attempt }),
            Err(error) => attempt.settle(Err(error)),
        }
    }

    /// Runs one statement in a transaction of its own.
    pub(super) async fn run(
        &self,
        statement: Query<'_, Sqlite, SqliteArguments>,
    ) -> Result<SqliteQueryResult, sqlx::Error> {
        let attempt = self.attempt();
        let mut connection = match self.write.acquire().await {
            Ok(connection) => connection,
            Err(error) => return attempt.settle(Err(error)),
        };
        let done = statement.execute(&mut *connection).await;
        // The outcome must be known before the connection returns to the pool, which then keeps or closes it.
        attempt.settle(done)
    }

    fn attempt(&self) -> Attempt {
        Attempt {
            writing: Arc::clone(&self.writing),
            settled: false,
        }
    }

    /// Whether the database can be written. Writes a probe only if the last write failed, was not committed, or is
    /// older than half a minute. Concurrent checks share a probe.
    pub async fn is_writable(&self) -> bool {
        let requested = Instant::now();
        let mut failed = self.writing.probe.lock().await;
        let state = *self.writing.state();
        let bytes = match state {
            State::Works(at) if at.elapsed() < PROOF_LIFE => return true,
            State::Fails if failed.is_some_and(|began| began >= requested) => return false,
            State::Works(_) | State::Unknown => SMALL_PROBE,
            State::Fails => LARGE_PROBE,
        };
        let began = Instant::now();
        let probed = self.probe(bytes).await;
        if let Err(error) = &probed {
            self.writing.record_failure(error);
        }
        *failed = probed.is_err().then_some(began);
        probed.is_ok()
    }

    /// Writes and commits that many bytes: a full disk is only detected at the commit. They are random, because
    /// SQLite does not write unchanged pages.
    async fn probe(&self, bytes: usize) -> Result<(), sqlx::Error> {
        let mut filler = vec![0; bytes];
        getrandom::fill(&mut filler)
            .map_err(|error| sqlx::Error::Io(io::Error::other(error.to_string())))?;
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO write_probe (id, filler) VALUES (1, $1) \
             ON CONFLICT (id) DO UPDATE SET filler = excluded.filler",
        )
        .bind(filler)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await
    }
}

#[cfg(test)]
mod tests {
    use palabre_contract::AccountId;

    use super::*;

    #[tokio::test]
    async fn read_only_connection_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("forum.sqlite"))
            .await
            .unwrap();
        let options = (*store.write.connect_options()).clone();
        let write_once = async || {
            let mut transaction = store.begin().await?;
            sqlx::query("DELETE FROM sessions")
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await
        };
        for in_one_statement in [false, true] {
            // The file is read-only for a while, and the connection is lost meanwhile.
            store
                .write
                .set_connect_options(options.clone().read_only(true));
            let lost = store.write.acquire().await.unwrap();
            lost.close().await.unwrap();
            for _ in 0..3 {
                let written = if in_one_statement {
                    store.end_sessions_of(AccountId(1)).await
                } else {
                    write_once().await
                };
                assert!(written.is_err());
            }
            // The first writer afterwards succeeds, without a check in between.
            store.write.set_connect_options(options.clone());
            if in_one_statement {
                store.end_sessions_of(AccountId(1)).await.unwrap();
            } else {
                write_once().await.unwrap();
            }
            assert!(store.is_writable().await);
        }
    }
}
