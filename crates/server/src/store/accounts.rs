//! Accounts and their password hashes.

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

/// The columns that the owner of an account sees.
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
            // JSON from a newer version may not parse: use the defaults.
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
    /// The account with this pseudo, ignoring case.
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

    /// Whether the pseudo is reserved, or an account has it or a look-alike.
    ///
    /// # Errors
    /// The database's.
    pub async fn is_pseudo_taken(&self, pseudo: &str) -> Result<bool, sqlx::Error> {
        let mut connection = self.read.acquire().await?;
        pseudos::is_taken(&mut connection, pseudo).await
    }

    /// The account with this e-mail address, ignoring case.
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

    /// The account with that id.
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

    /// Changes the signature. An empty text removes it.
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

    /// Stores the preferences.
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

    /// Changes the password, ends all sessions except `kept_session` (a token hash), and queues the mail.
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

    /// Deletes an account with its sessions, watches, roles and mailed links. Its posts and audit log entries
    /// stay, under `name`.
    ///
    /// # Errors
    /// The database's.
    pub async fn delete_account(&self, id: AccountId, name: &str) -> Result<(), sqlx::Error> {
        let mut transaction = self.begin().await?;
        for statement in [
            "UPDATE posts SET pseudo = $1 WHERE author = $2",
            "UPDATE log SET pseudo = $1 WHERE account = $2",
            // The subject of these entries is the pseudo of the appointed account.
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

/// The key under which two pseudos are the same: lower case, without surrounding white space.
#[must_use]
pub(crate) fn pseudo_key(pseudo: &str) -> String {
    pseudo.trim().to_lowercase()
}

/// The key under which two e-mail addresses are the same: lower case. By RFC 5321 the part before the `@` is
/// case-sensitive, but common mail servers ignore its case.
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

/// The role with that name. An unknown name, from a newer version, is a member's.
pub(super) fn role_from(name: &str) -> Role {
    match name {
        "guest" => Role::Guest,
        "moderator" => Role::Moderator,
        "administrator" => Role::Administrator,
        _ => Role::Member,
    }
}
