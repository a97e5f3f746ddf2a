//! Accounts: who may write, and the hash that their password is held against.

use palabre_contract::{Account, AccountId, Preferences, Role, Timestamp};

use super::{Mail, Store, mail_tokens, mails, pseudos};

/// An account with its password's hash. The hash never leaves the server.
#[derive(Clone)]
pub struct StoredAccount {
    /// The account, as its owner sees it.
    pub account: Account,
    /// The argon2id hash of its password, as a PHC string.
    pub password: String,
}

/// The columns of an account that its owner sees.
#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    id: i64,
    pseudo: String,
    role: String,
    signature: Option<String>,
    email: Option<String>,
    avatar: Option<String>,
    preferences: Option<String>,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            id: AccountId(row.id),
            role: role_from(&row.role),
            pseudo: row.pseudo,
            signature: row.signature,
            email: row.email,
            avatar: row.avatar.as_deref().map(picture_address),
            // What a newer version wrote reads as the defaults.
            preferences: row
                .preferences
                .and_then(|json| serde_json::from_str(&json).ok())
                .unwrap_or_default(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct StoredRow {
    #[sqlx(flatten)]
    account: AccountRow,
    password: String,
}

impl Store {
    /// The account that goes by this pseudo, whatever its mail case.
    ///
    /// # Errors
    /// The database's.
    pub async fn account_by_pseudo(
        &self,
        pseudo: &str,
    ) -> Result<Option<StoredAccount>, sqlx::Error> {
        let row: Option<StoredRow> = sqlx::query_as(
            "SELECT id, pseudo, role, signature, email, avatar, preferences, password FROM accounts WHERE pseudo_key = $1",
        )
        .bind(pseudo_key(pseudo))
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map(|row| StoredAccount {
            account: row.account.into(),
            password: row.password,
        }))
    }

    /// Whether nobody may take this pseudo any more: an account has it or one that looks like it, or it is reserved.
    ///
    /// # Errors
    /// The database's.
    pub async fn is_pseudo_taken(&self, pseudo: &str) -> Result<bool, sqlx::Error> {
        let mut connection = self.read.acquire().await?;
        pseudos::is_taken(&mut connection, pseudo).await
    }

    /// The account that has this address, whatever its mail case.
    ///
    /// # Errors
    /// The database's.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, sqlx::Error> {
        let row: Option<AccountRow> = sqlx::query_as(
            "SELECT id, pseudo, role, signature, email, avatar, preferences FROM accounts \
             WHERE email_key = $1",
        )
        .bind(email_key(email))
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map(Account::from))
    }

    /// The account of that number.
    ///
    /// # Errors
    /// The database's.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, sqlx::Error> {
        let row: Option<AccountRow> = sqlx::query_as(
            "SELECT id, pseudo, role, signature, email, avatar, preferences FROM accounts \
             WHERE id = $1",
        )
        .bind(id.0)
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map(Account::from))
    }

    /// Changes the signature; empty is none.
    ///
    /// # Errors
    /// The database's.
    pub async fn set_signature(&self, id: AccountId, text: &str) -> Result<(), sqlx::Error> {
        self.run(
            sqlx::query("UPDATE accounts SET signature = NULLIF($1, '') WHERE id = $2")
                .bind(text)
                .bind(id.0),
        )
        .await
        .map(drop)
    }

    /// Keeps the preferences.
    ///
    /// # Errors
    /// The database's.
    pub async fn set_preferences(
        &self,
        id: AccountId,
        preferences: &Preferences,
    ) -> Result<(), sqlx::Error> {
        let json = serde_json::to_string(preferences).expect("preferences have only string keys");
        self.run(
            sqlx::query("UPDATE accounts SET preferences = $1 WHERE id = $2")
                .bind(json)
                .bind(id.0),
        )
        .await
        .map(drop)
    }

    /// Changes the password, ends every session but the one of that hash, and tells the owner, where
    /// there is a mail for them.
    ///
    /// # Errors
    /// The database's.
    pub async fn set_password(
        &self,
        id: AccountId,
        password: &str,
        kept_session: Option<&[u8; 32]>,
        mail: Option<&Mail>,
        now: Timestamp,
    ) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        mail_tokens::set_password(&mut transaction, id, password, kept_session).await?;
        if let Some(mail) = mail {
            mails::queue(&mut transaction, mail, now).await?;
        }
        transaction.commit().await
    }

    /// Deletes an account. Its posts and what the log says of it stay, under `name`; its sessions,
    /// watches, roles and links go along with it.
    ///
    /// # Errors
    /// The database's.
    pub async fn delete_account(&self, id: AccountId, name: &str) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        for statement in [
            "UPDATE posts SET pseudo = $1 WHERE author = $2",
            "UPDATE log SET pseudo = $1 WHERE account = $2",
            // Appointments name who was appointed.
            "UPDATE log SET subject = $1 WHERE act = 'appointed' \
             AND subject = (SELECT pseudo FROM accounts WHERE id = $2)",
        ] {
            sqlx::query(statement)
                .bind(name)
                .bind(id.0)
                .execute(&mut *transaction)
                .await?;
        }
        for statement in [
            "DELETE FROM mails WHERE recipient = (SELECT email FROM accounts WHERE id = $1)",
            "DELETE FROM post_keys WHERE account = $1",
            "DELETE FROM accounts WHERE id = $1",
        ] {
            sqlx::query(statement)
                .bind(id.0)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await
    }
}

/// The address under which a picture is served.
pub(super) fn picture_address(name: &str) -> String {
    format!("/pictures/{name}")
}

/// What makes two pseudos the same: the text without its mail case and without white space around.
#[must_use]
pub(crate) fn pseudo_key(pseudo: &str) -> String {
    pseudo.trim().to_lowercase()
}

/// What makes two e-mail addresses the same: the text without its mail case. By RFC 5321 the part before
/// the `@` has one; no mail server that people use tells two of them apart by it.
#[must_use]
pub(super) fn email_key(email: &str) -> String {
    email.to_lowercase()
}

/// The name of a role in the database.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Guest => "guest",
        Role::Member => "member",
        Role::Moderator => "moderator",
        Role::Administrator => "administrator",
    }
}

/// The role of that name. An unknown name, from a newer version, gives no power.
pub(super) fn role_from(name: &str) -> Role {
    match name {
        "guest" => Role::Guest,
        "moderator" => Role::Moderator,
        "administrator" => Role::Administrator,
        _ => Role::Member,
    }
}
