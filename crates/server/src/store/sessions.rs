//! Sessions: which token stands for which account, and until when.

use palabre_contract::{
    Account, AccountId, ForumId, OpenSession, SessionId, SessionList, Timestamp,
};
use sqlx::SqliteConnection;

use super::{Store, accounts::AccountRow};

/// How old the moment at which a session was used last may grow, in milliseconds: each read would else be a
/// write.
const SEEN_EVERY: i64 = 60 * 60 * 1000;

/// A session to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// Whose.
    pub account: AccountId,
    /// The SHA-256 of its token.
    pub token_hash: &'a [u8; 32],
    /// The site whose pages it is for. `None`: the forum's own.
    pub host: Option<&'a str>,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// When.
    pub now: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// What a session for the pages of a host stands on. Not to be printed: it holds a secret.
#[derive(Clone, Copy)]
pub enum HostBasis<'a> {
    /// Its account has let the host act for it. Good while any forum lists the host.
    Grant,
    /// The host has vouched for its account, by the key of a forum. Good while the forum lists the host and
    /// has this key.
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

/// The number of a session: 52 bits of its token's hash, which tell nothing of the token.
fn number(token_hash: &[u8; 32]) -> i64 {
    token_hash
        .iter()
        .take(8)
        .fold(0_u64, |number, &byte| number << 8 | u64::from(byte))
        .cast_signed()
        >> 12
        & ((1 << 52) - 1)
}

impl Store {
    /// The account whose session has this token hash, is for the pages of that site and has not run out. The
    /// session was used now.
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
        if row.seen_at <= now.0 - SEEN_EVERY
            && let Err(error) = self.see_session(token_hash, now).await
        {
            // Whoever only reads must be able to while nothing can be written.
            tracing::warn!(%error, "when a session was used last was not stored");
        }
        Ok(Some(row.account.into()))
    }

    async fn see_session(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<(), sqlx::Error> {
        // A session that an older version opened has no number yet.
        self.run(
            sqlx::query("UPDATE sessions SET seen_at = $1, id = $2 WHERE token_hash = $3")
                .bind(now.0)
                .bind(number(token_hash))
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
        .bind(number(session.token_hash))
        .bind(session.now.0)
        .bind(session.agent)
        .bind(session.host))
        .await
        .map(drop)
    }

    /// Opens a session for the pages of a host, unless what it stands on is gone: the list of hosts or the key
    /// may have changed since it was read, and that has ended the sessions that were open then. `false`: it
    /// is gone.
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
        .bind(number(session.token_hash))
        .bind(session.now.0)
        .bind(session.agent)
        .bind(session.host)
        .bind(forum)
        .bind(key)
        .execute(&self.write)
        .await?;
        Ok(opened.rows_affected() == 1)
    }

    /// The sessions of an account, the one used last first. `current`: the token hash of the one that asks.
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

    /// Ends one of an account's sessions. `false`: it has no such session.
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

    /// Ends a session; one that is over already is no error.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_session(&self, token_hash: &[u8]) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM sessions WHERE token_hash = $1").bind(token_hash))
            .await
            .map(drop)
    }

    /// Drops the sessions that ran out before `now`.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_expired_sessions(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now.0))
            .await
            .map(drop)
    }
}

/// Ends the sessions that the key of a forum has opened, in the pages of all its hosts. Accounts by key have no
/// others.
pub(super) async fn end_vouched(
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

/// Ends the sessions for the pages of a host that a forum lists no longer: those that the forum's key has
/// opened, and where no other forum lists the host, all of them. Elsewhere they go on, or whoever opens a forum
/// of their own could list a host of somebody else's and, by striking it out, sign everybody out there.
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
