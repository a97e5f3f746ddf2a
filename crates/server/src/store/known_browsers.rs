//! Browsers in which an account has signed in before, known by the token in a long-lived cookie. The token grants
//! no access. It only gives the browser its own count of sign-in attempts, so that strangers cannot lock the owner out.

use palabre_contract::{AccountId, Timestamp};
use sqlx::SqliteConnection;

use super::{Store, accounts::pseudo_key};

/// Browsers stored per account. Beyond that, the least recently used one is deleted.
const PER_ACCOUNT: i64 = 20;

/// A browser in which an account has just signed in.
#[derive(Clone, Copy, Debug)]
pub struct KnownBrowser<'a> {
    /// The SHA-256 of its previous token, if it had one.
    pub previous_token_hash: Option<&'a [u8; 32]>,
    /// The SHA-256 of its new token.
    pub token_hash: &'a [u8; 32],
    /// The account.
    pub account: AccountId,
    /// The current time.
    pub now: Timestamp,
    /// When the token expires.
    pub expires_at: Timestamp,
}

impl Store {
    /// Whether the account with that pseudo has signed in with the browser of this token. One statement, so that
    /// the response time does not reveal whether the account exists.
    ///
    /// # Errors
    /// The database's.
    pub async fn is_known_browser(
        &self,
        token_hash: &[u8; 32],
        pseudo: &str,
        now: Timestamp,
    ) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM known_browsers k JOIN accounts a ON a.id = k.account \
             WHERE k.token_hash = $1 AND a.pseudo_key = $2 AND k.expires_at > $3)",
        )
        .bind(&token_hash[..])
        .bind(pseudo_key(pseudo))
        .bind(now.0)
        .fetch_one(&self.read)
        .await
    }

    /// Stores a browser for an account. The new token replaces the previous one for all accounts of the browser,
    /// so a token that an attacker has planted in it becomes worthless.
    ///
    /// # Errors
    /// The database's.
    pub async fn remember_browser(&self, browser: KnownBrowser<'_>) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        if let Some(previous) = browser.previous_token_hash {
            sqlx::query("UPDATE known_browsers SET token_hash = $2 WHERE token_hash = $1")
                .bind(&previous[..])
                .bind(&browser.token_hash[..])
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query(
            "INSERT INTO known_browsers (token_hash, account, used_at, expires_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (token_hash, account) \
             DO UPDATE SET used_at = excluded.used_at, expires_at = excluded.expires_at",
        )
        .bind(&browser.token_hash[..])
        .bind(browser.account.0)
        .bind(browser.now.0)
        .bind(browser.expires_at.0)
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "DELETE FROM known_browsers WHERE account = $1 AND token_hash NOT IN \
             (SELECT token_hash FROM known_browsers WHERE account = $1 \
              ORDER BY used_at DESC, token_hash = $2 DESC LIMIT $3)",
        )
        .bind(browser.account.0)
        .bind(&browser.token_hash[..])
        .bind(PER_ACCOUNT)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await
    }

    /// Deletes the browsers whose token has expired.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_expired_browsers(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM known_browsers WHERE expires_at <= $1")
            .bind(now.0)
            .execute(&self.write)
            .await
            .map(drop)
    }
}

/// Deletes all browsers of an account.
pub(super) async fn forget(
    connection: &mut SqliteConnection,
    account: AccountId,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM known_browsers WHERE account = $1")
        .bind(account.0)
        .execute(connection)
        .await
        .map(drop)
}
