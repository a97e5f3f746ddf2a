//! Sessions: the token hash, the account and the expiry.

use palabre_contract::{
    Account, AccountId, ForumId, OpenSession, SessionId, SessionList, Timestamp,
};
use sqlx::SqliteConnection;

use super::{Store, accounts::AccountRow};

/// How often `seen_at` of a session is updated, in milliseconds. Updating it on every request would make every read
/// a write.
const SEEN_UPDATE_INTERVAL: i64 = 60 * 60 * 1000;

/// A session to open.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// The account.
    pub account: AccountId,
    /// The SHA-256 of its token.
    pub token_hash: &'a [u8; 32],
    /// The host whose pages it is valid in. `None`: the forum's own pages.
    pub host: Option<&'a str>,
    /// The `User-Agent` header.
    pub agent: &'a str,
    /// The current time.
    pub now: Timestamp,
    /// When it expires.
    pub expires_at: Timestamp,
}

/// What a session in the pages of a host is based on. Without `Debug`, since it contains a secret.
#[derive(Clone, Copy)]
pub enum HostBasis<'a> {
    /// The account has authorized the host. Valid while any forum lists the host.
    Grant,
    /// The host has signed a token with the key of a forum. Valid while the forum lists the host and has this
    /// key.
    Key {
        /// The forum.
        forum: ForumId,
        /// Its key.
        key: &'a str,
    },
}

#[derive(sqlx::FromRow)]
struct SeenRow {
    #[sqlx(flatten)]
    account: AccountRow,
    seen_at: i64,
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    id: i64,
    opened_at: i64,
    seen_at: i64,
    agent: String,
    token_hash: Vec<u8>,
    host: Option<String>,
}

/// The id of a session: 52 bits of its token's hash, which reveal nothing about the token.
fn session_id(token_hash: &[u8; 32]) -> i64 {
    token_hash
        .iter()
        .take(8)
        .fold(0_u64, |number, &byte| number << 8 | u64::from(byte))
        .cast_signed()
        >> 12
        & ((1 << 52) - 1)
}

impl Store {
    /// The account of the session with this token hash, if it is valid in the pages of `host` and has not
    /// expired. Updates when the session was last used.
    ///
    /// # Errors
    /// The database's.
    pub async fn session_account(
        &self,
        token_hash: &[u8; 32],
        host: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<Account>, sqlx::Error> {
        let row: Option<SeenRow> = sqlx::query_as(
            "SELECT a.id, a.pseudo, a.role, a.signature, a.email, a.avatar, a.preferences, s.seen_at \
             FROM sessions s JOIN accounts a ON a.id = s.account \
             WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.host IS NOT DISTINCT FROM $3 \
             AND ($3 IS NULL OR EXISTS (SELECT 1 FROM forum_hosts h WHERE h.host = $3))",
        )
        .bind(&token_hash[..])
        .bind(now.0)
        .bind(host)
        .fetch_optional(&self.read)
        .await?;
        let Some(row) = row else { return Ok(None) };
        if row.seen_at <= now.0 - SEEN_UPDATE_INTERVAL
            && let Err(error) = self.update_seen_at(token_hash, now).await
        {
            // Reading must work while the database cannot be written.
            tracing::warn!(%error, "could not store when a session was last used");
        }
        Ok(Some(row.account.into()))
    }

    async fn update_seen_at(
        &self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<(), sqlx::Error> {
        // A session opened by an older version has no id yet.
        self.run(
            sqlx::query("UPDATE sessions SET seen_at = $1, id = $2 WHERE token_hash = $3")
                .bind(now.0)
                .bind(session_id(token_hash))
                .bind(&token_hash[..]),
        )
        .await
        .map(drop)
    }

    /// Opens a session.
    ///
    /// # Errors
    /// The database's.
    pub async fn open_session(&self, session: NewSession<'_>) -> Result<(), sqlx::Error> {
        self.run(sqlx::query(
            "INSERT INTO sessions (token_hash, account, expires_at, id, opened_at, seen_at, agent, host) \
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
        )
        .bind(&session.token_hash[..])
        .bind(session.account.0)
        .bind(session.expires_at.0)
        .bind(session_id(session.token_hash))
        .bind(session.now.0)
        .bind(session.agent)
        .bind(session.host))
        .await
        .map(drop)
    }

    /// Opens a session in the pages of a host, if its basis is still valid. `false`: it is not. The hosts or the
    /// key may have changed since they were read, and that change ended only the sessions open at the time.
    ///
    /// # Errors
    /// The database's.
    pub async fn open_host_session(
        &self,
        session: NewSession<'_>,
        basis: HostBasis<'_>,
    ) -> Result<bool, sqlx::Error> {
        let (forum, key) = match basis {
            HostBasis::Grant => (None, None),
            HostBasis::Key { forum, key } => (Some(forum.0), Some(key)),
        };
        let opened = sqlx::query(
            "INSERT INTO sessions (token_hash, account, expires_at, id, opened_at, seen_at, agent, host) \
             SELECT $1, $2, $3, $4, $5, $5, $6, $7 WHERE EXISTS \
             (SELECT 1 FROM forum_hosts h JOIN forums f ON f.id = h.forum WHERE h.host = $7 \
              AND ($8 IS NULL OR (f.id = $8 AND f.host_key = $9)))",
        )
        .bind(&session.token_hash[..])
        .bind(session.account.0)
        .bind(session.expires_at.0)
        .bind(session_id(session.token_hash))
        .bind(session.now.0)
        .bind(session.agent)
        .bind(session.host)
        .bind(forum)
        .bind(key)
        .execute(&self.write)
        .await?;
        Ok(opened.rows_affected() == 1)
    }

    /// The sessions of an account, the most recently used first. `current`: the token hash of the requesting one.
    ///
    /// # Errors
    /// The database's.
    pub async fn sessions_of(
        &self,
        account: AccountId,
        current: &[u8; 32],
        now: Timestamp,
    ) -> Result<SessionList, sqlx::Error> {
        let rows: Vec<OpenRow> = sqlx::query_as(
            "SELECT id, opened_at, seen_at, agent, token_hash, host FROM sessions \
             WHERE account = $1 AND expires_at > $2 AND id IS NOT NULL \
             ORDER BY seen_at DESC, opened_at DESC, id",
        )
        .bind(account.0)
        .bind(now.0)
        .fetch_all(&self.read)
        .await?;
        let session = |row: OpenRow| OpenSession {
            id: SessionId(row.id),
            opened_at: Timestamp(row.opened_at),
            seen_at: Timestamp(row.seen_at),
            agent: row.agent,
            current: row.token_hash == current,
            host: row.host,
        };
        Ok(SessionList {
            sessions: rows.into_iter().map(session).collect(),
        })
    }

    /// Ends a session of an account. `false`: it has no such session.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_session_of(
        &self,
        account: AccountId,
        session: SessionId,
    ) -> Result<bool, sqlx::Error> {
        let done = self
            .run(
                sqlx::query("DELETE FROM sessions WHERE account = $1 AND id = $2")
                    .bind(account.0)
                    .bind(session.0),
            )
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_sessions_of(&self, account: AccountId) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM sessions WHERE account = $1").bind(account.0))
            .await
            .map(drop)
    }

    /// Ends a session. A missing session is not an error.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_session(&self, token_hash: &[u8]) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM sessions WHERE token_hash = $1").bind(token_hash))
            .await
            .map(drop)
    }

    /// Deletes expired sessions.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_expired_sessions(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now.0))
            .await
            .map(drop)
    }
}

/// Ends the sessions that were opened with the host key of a forum. Accounts from hosts have no other sessions.
pub(super) async fn end_host_key_sessions(
    connection: &mut SqliteConnection,
    forum: ForumId,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM sessions WHERE account IN (SELECT account FROM host_accounts WHERE forum = $1)",
    )
    .bind(forum.0)
    .execute(connection)
    .await
    .map(drop)
}

/// Ends the sessions in the pages of a host that a forum has removed: those opened with the forum's key, and all
/// others if no forum lists the host any more. The others stay: otherwise anybody could open a forum, add
/// somebody else's host and remove it again, and so sign out all its readers.
pub(super) async fn end_for_host(
    connection: &mut SqliteConnection,
    forum: ForumId,
    host: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM sessions WHERE host = $2 \
         AND (account IN (SELECT account FROM host_accounts WHERE forum = $1) \
              OR NOT EXISTS (SELECT 1 FROM forum_hosts WHERE host = $2))",
    )
    .bind(forum.0)
    .bind(host)
    .execute(connection)
    .await
    .map(drop)
}
