//! Accounts: who may write, and the hash that their password is held against.

use palabre_contract::{Account, AccountId, Role};

use super::Store;

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
    /// The account that goes by this pseudo, whatever its letter case.
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
}

/// The address under which a picture is served.
pub(super) fn picture_address(name: &str) -> String {
    format!("/pictures/{name}")
}

/// What makes two pseudos the same: the text without its letter case and without white space around.
#[must_use]
pub(crate) fn pseudo_key(pseudo: &str) -> String {
    pseudo.trim().to_lowercase()
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
