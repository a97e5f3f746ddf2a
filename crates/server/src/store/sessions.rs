//! Sessions: which token stands for which account, and until when.

use palabre_contract::{Account, AccountId, Timestamp};

use super::{Store, accounts::AccountRow};

impl Store {
    /// The account whose session has this token hash and has not run out.
    ///
    /// # Errors
    /// The database's.
    pub async fn session_account(
        &self,
        token_hash: &[u8],
        now: Timestamp,
    ) -> Result<Option<Account>, sqlx::Error> {
        let row: Option<AccountRow> = sqlx::query_as(
            "SELECT a.id, a.pseudo, a.role, a.signature, a.email, a.avatar, a.preferences \
             FROM sessions s JOIN accounts a ON a.id = s.account \
             WHERE s.token_hash = $1 AND s.expires_at > $2",
        )
        .bind(token_hash)
        .bind(now.0)
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map(Account::from))
    }

    /// Opens a session.
    ///
    /// # Errors
    /// The database's.
    pub async fn open_session(
        &self,
        account: AccountId,
        token_hash: &[u8],
        expires_at: Timestamp,
    ) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO sessions (token_hash, account, expires_at) VALUES ($1, $2, $3)")
            .bind(token_hash)
            .bind(account.0)
            .bind(expires_at.0)
            .execute(&self.write)
            .await
            .map(drop)
    }

    /// Ends a session; one that is over already is no error.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_session(&self, token_hash: &[u8]) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
            .bind(token_hash)
            .execute(&self.write)
            .await
            .map(drop)
    }

    /// Drops the sessions that ran out before `now`.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_expired_sessions(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM sessions WHERE expires_at <= $1")
            .bind(now.0)
            .execute(&self.write)
            .await
            .map(drop)
    }
}
