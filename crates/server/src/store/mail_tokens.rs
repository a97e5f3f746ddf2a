//! The tokens of links in mails: sign-up, new address, password reset. Each works once.

use palabre_contract::{Account, AccountId, Breach, Fault, Field, Timestamp};
use sqlx::SqliteConnection;

use super::{
    Mail, Store,
    accounts::{AccountRow, email_key, pseudo_key},
    known_browsers, mails, pseudos,
};

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Opens the account that somebody signed up for.
    Confirm,
    /// Gives an account another e-mail address.
    Email,
    /// Sets a new password.
    Reset,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Email => "email",
            Self::Reset => "reset",
        }
    }
}

/// A token to send by mail.
#[derive(Clone, Copy)]
pub struct NewMailToken<'a> {
    /// The SHA-256 of the token.
    pub token_hash: &'a [u8; 32],
    /// What it does.
    pub purpose: Purpose,
    /// The account. `None`: it does not exist yet.
    pub account: Option<AccountId>,
    /// The address that it is sent to.
    pub email: &'a str,
    /// The pseudo of the account to open.
    pub pseudo: Option<&'a str>,
    /// The hash of its password.
    pub password: Option<&'a str>,
    /// When it expires.
    pub expires_at: Timestamp,
}

/// The result of using a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Used {
    /// It was applied to that account.
    Done(AccountId),
    /// The pseudo or the address was taken in the meantime.
    Taken(Vec<Breach>),
    /// There is no such token, or it was used or has expired.
    Expired,
}

#[derive(sqlx::FromRow)]
struct TokenRow {
    account: Option<i64>,
    email: String,
    pseudo: Option<String>,
    password: Option<String>,
}

impl Store {
    /// Stores a token, replacing the account's earlier ones for the same purpose, and queues the mail that
    /// contains it.
    ///
    /// # Errors
    /// The database's. Neither is stored.
    pub async fn send_mail_token(
        &self,
        token: NewMailToken<'_>,
        mail: Option<&Mail>,
        now: Timestamp,
    ) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM mail_tokens WHERE purpose = $1 AND account = $2")
            .bind(token.purpose.name())
            .bind(token.account.map(|account| account.0))
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO mail_tokens (token_hash, purpose, account, email, pseudo, password, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&token.token_hash[..])
        .bind(token.purpose.name())
        .bind(token.account.map(|account| account.0))
        .bind(token.email)
        .bind(token.pseudo)
        .bind(token.password)
        .bind(token.expires_at.0)
        .execute(&mut *transaction)
        .await?;
        if let Some(mail) = mail {
            mails::queue(&mut transaction, mail, now).await?;
        }
        transaction.commit().await
    }

    /// The account of a token with that purpose. Does not consume the token.
    ///
    /// # Errors
    /// The database's.
    pub async fn mail_token_account(
        &self,
        token_hash: &[u8; 32],
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Option<Account>, sqlx::Error> {
        let row: Option<AccountRow> = sqlx::query_as(
            "SELECT a.id, a.pseudo, a.role, a.signature, a.email, a.avatar, a.preferences \
             FROM mail_tokens t JOIN accounts a ON a.id = t.account \
             WHERE t.token_hash = $1 AND t.purpose = $2 AND t.expires_at > $3",
        )
        .bind(&token_hash[..])
        .bind(purpose.name())
        .bind(now.0)
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map(Account::from))
    }

    /// Opens the account that a token of [`Purpose::Confirm`] was sent for.
    ///
    /// # Errors
    /// The database's.
    pub async fn open_account(
        &self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Used, sqlx::Error> {
        let mut transaction = self.begin().await?;
        let token = consume(&mut transaction, token_hash, Purpose::Confirm, now).await?;
        let Some(TokenRow {
            email,
            pseudo: Some(pseudo),
            password: Some(password),
            ..
        }) = token
        else {
            return Ok(Used::Expired);
        };
        let same_pseudo = pseudos::is_taken(&mut transaction, &pseudo).await?;
        let same_email: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM accounts WHERE email_key = $1)")
                .bind(email_key(&email))
                .fetch_one(&mut *transaction)
                .await?;
        let taken: Vec<Breach> = [(same_pseudo, Field::Pseudo), (same_email, Field::Email)]
            .into_iter()
            .filter(|(is_taken, _)| *is_taken)
            .map(|(_, field)| taken(field))
            .collect();
        if !taken.is_empty() {
            return Ok(Used::Taken(taken));
        }
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO accounts (pseudo, pseudo_key, password, role, email, email_key, created_at) \
             VALUES ($1, $2, $3, 'member', $4, $5, $6) RETURNING id",
        )
        .bind(pseudo.trim())
        .bind(pseudo_key(&pseudo))
        .bind(&password)
        .bind(&email)
        .bind(email_key(&email))
        .bind(now.0)
        .fetch_one(&mut *transaction)
        .await?;
        pseudos::set_shape(&mut transaction, AccountId(id), &pseudo).await?;
        transaction.commit().await?;
        Ok(Used::Done(AccountId(id)))
    }

    /// Gives an account the address that a token of [`Purpose::Email`] was sent to, deletes its other
    /// tokens, and queues the mail to the previous address.
    ///
    /// # Errors
    /// The database's.
    pub async fn change_email(
        &self,
        token_hash: &[u8; 32],
        mail: Option<&Mail>,
        now: Timestamp,
    ) -> Result<Used, sqlx::Error> {
        let mut transaction = self.begin().await?;
        let token = consume(&mut transaction, token_hash, Purpose::Email, now).await?;
        let Some(TokenRow {
            account: Some(account),
            email,
            ..
        }) = token
        else {
            return Ok(Used::Expired);
        };
        let is_taken: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM accounts WHERE email_key = $1 AND id <> $2)",
        )
        .bind(email_key(&email))
        .bind(account)
        .fetch_one(&mut *transaction)
        .await?;
        if is_taken {
            return Ok(Used::Taken(vec![taken(Field::Email)]));
        }
        sqlx::query("UPDATE accounts SET email = $1, email_key = $2 WHERE id = $3")
            .bind(&email)
            .bind(email_key(&email))
            .bind(account)
            .execute(&mut *transaction)
            .await?;
        drop_tokens_of(&mut transaction, AccountId(account)).await?;
        if let Some(mail) = mail {
            mails::queue(&mut transaction, mail, now).await?;
        }
        transaction.commit().await?;
        Ok(Used::Done(AccountId(account)))
    }

    /// Sets the password of the account that a token of [`Purpose::Reset`] was sent to, ends its sessions,
    /// deletes its other tokens, and queues the mail about it.
    ///
    /// # Errors
    /// The database's.
    pub async fn reset_password(
        &self,
        token_hash: &[u8; 32],
        password: &str,
        mail: Option<&Mail>,
        now: Timestamp,
    ) -> Result<Used, sqlx::Error> {
        let mut transaction = self.begin().await?;
        let token = consume(&mut transaction, token_hash, Purpose::Reset, now).await?;
        let Some(account) = token.and_then(|token| token.account).map(AccountId) else {
            return Ok(Used::Expired);
        };
        set_password(&mut transaction, account, password, None).await?;
        if let Some(mail) = mail {
            mails::queue(&mut transaction, mail, now).await?;
        }
        transaction.commit().await?;
        Ok(Used::Done(account))
    }

    /// Deletes expired tokens.
    ///
    /// # Errors
    /// The database's.
    pub async fn drop_expired_mail_tokens(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        self.run(sqlx::query("DELETE FROM mail_tokens WHERE expires_at <= $1").bind(now.0))
            .await
            .map(drop)
    }
}

/// Deletes and returns a token.
async fn consume(
    connection: &mut SqliteConnection,
    token_hash: &[u8; 32],
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<TokenRow>, sqlx::Error> {
    sqlx::query_as(
        "DELETE FROM mail_tokens WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 \
         RETURNING account, email, pseudo, password",
    )
    .bind(&token_hash[..])
    .bind(purpose.name())
    .bind(now.0)
    .fetch_optional(connection)
    .await
}

/// Sets an account's password, and deletes its sessions except `kept_session`, its known browsers and its mail
/// tokens.
pub(super) async fn set_password(
    connection: &mut SqliteConnection,
    account: AccountId,
    password: &str,
    kept_session: Option<&[u8; 32]>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE accounts SET password = $1 WHERE id = $2")
        .bind(password)
        .bind(account.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM sessions WHERE account = $1 AND token_hash <> $2")
        .bind(account.0)
        // An empty text matches no hash.
        .bind(kept_session.map_or(&[][..], |hash| &hash[..]))
        .execute(&mut *connection)
        .await?;
    known_browsers::forget(&mut *connection, account).await?;
    drop_tokens_of(connection, account).await
}

async fn drop_tokens_of(
    connection: &mut SqliteConnection,
    account: AccountId,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM mail_tokens WHERE account = $1")
        .bind(account.0)
        .execute(connection)
        .await
        .map(drop)
}

fn taken(field: Field) -> Breach {
    Breach {
        field,
        fault: Fault::Taken,
    }
}
