//! Accounts opened by tokens from hosts. Each belongs to one subject (the host's id of a user) in one forum.

use std::collections::HashSet;

use palabre_contract::{Account, AccountId, ForumId, Timestamp};
use sqlx::SqliteConnection;

use super::{
    Store,
    accounts::{AccountRow, pseudo_key},
    pseudos,
};

/// How many characters of a pseudo are kept when a number is appended: 32 minus the length of ` 99999`.
const NUMBERED_BASE_MAX: usize = 26;

/// An account to open for the user of a host.
#[derive(Clone, Copy, Debug)]
pub struct NewHostAccount<'a> {
    /// The forum of the host.
    pub forum: ForumId,
    /// The host's id of the user.
    pub subject: &'a str,
    /// The wanted pseudo. It gets a number if it is taken.
    pub pseudo: &'a str,
    /// The hash of a password that nobody knows.
    pub password: &'a str,
    /// The current time.
    pub now: Timestamp,
}

impl Store {
    /// The account of a subject in a forum.
    ///
    /// # Errors
    /// The database's.
    pub async fn host_account(
        &self,
        forum: ForumId,
        subject: &str,
    ) -> Result<Option<Account>, sqlx::Error> {
        let mut connection = self.read.acquire().await?;
        find(&mut connection, forum, subject).await
    }

    /// Opens the account of a subject in a forum, or returns the one that a concurrent request has opened.
    ///
    /// # Errors
    /// The database's.
    pub async fn open_host_account(
        &self,
        account: NewHostAccount<'_>,
    ) -> Result<Account, sqlx::Error> {
        let mut transaction = self.begin().await?;
        let (forum, subject) = (account.forum, account.subject);
        if let Some(known) = find(&mut transaction, forum, subject).await? {
            return Ok(known);
        }
        let pseudo = free_pseudo(&mut transaction, account.pseudo).await?;
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO accounts (pseudo, pseudo_key, password, role, created_at) \
             VALUES ($1, $2, $3, 'member', $4) RETURNING id",
        )
        .bind(&pseudo)
        .bind(pseudo_key(&pseudo))
        .bind(account.password)
        .bind(account.now.0)
        .fetch_one(&mut *transaction)
        .await?;
        pseudos::set_shape(&mut transaction, AccountId(id), &pseudo).await?;
        sqlx::query("INSERT INTO host_accounts (forum, subject, account) VALUES ($1, $2, $3)")
            .bind(forum.0)
            .bind(subject)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        let opened = find(&mut transaction, forum, subject).await?;
        transaction.commit().await?;
        opened.ok_or(sqlx::Error::RowNotFound)
    }
}

async fn find(
    connection: &mut SqliteConnection,
    forum: ForumId,
    subject: &str,
) -> Result<Option<Account>, sqlx::Error> {
    let row: Option<AccountRow> = sqlx::query_as(
        "SELECT a.id, a.pseudo, a.role, a.signature, a.email, a.avatar, a.preferences \
         FROM host_accounts h JOIN accounts a ON a.id = h.account \
         WHERE h.forum = $1 AND h.subject = $2",
    )
    .bind(forum.0)
    .bind(subject)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Account::from))
}

/// The pseudo, or the first of `pseudo 2`, `pseudo 3` and so on that is free and looks like no other.
async fn free_pseudo(
    connection: &mut SqliteConnection,
    pseudo: &str,
) -> Result<String, sqlx::Error> {
    let cut: String = pseudo.chars().take(NUMBERED_BASE_MAX).collect();
    let base = cut.trim_end();
    let (key, shape) = (pseudo_key(base), pseudos::shape(base));
    // The range from `key ` to `key!` (`!` follows the space in ASCII) is everything that begins with `key `.
    let taken: Vec<(String, Option<String>)> = sqlx::query_as(
        "SELECT pseudo_key, pseudo_shape FROM accounts \
         WHERE pseudo_key IN ($1, $2) OR (pseudo_key >= $2 || ' ' AND pseudo_key < $2 || '!') \
         OR pseudo_shape IN ($3, $4) OR (pseudo_shape >= $4 || ' ' AND pseudo_shape < $4 || '!')",
    )
    .bind(pseudo_key(pseudo))
    .bind(&key)
    .bind(pseudos::shape(pseudo))
    .bind(&shape)
    .fetch_all(connection)
    .await?;
    let (keys, shapes): (HashSet<String>, HashSet<Option<String>>) = taken.into_iter().unzip();
    let numbered = (2..).map(|number: u32| format!("{base} {number}"));
    let mut names = std::iter::once(pseudo.to_owned()).chain(numbered);
    let is_free = |name: &String| {
        !keys.contains(&pseudo_key(name)) && !shapes.contains(&Some(pseudos::shape(name)))
    };
    // There are more numbers than accounts.
    names.find(is_free).ok_or(sqlx::Error::RowNotFound)
}
