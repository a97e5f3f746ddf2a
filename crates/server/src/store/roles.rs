//! Roles: what an account may do in a forum.

use palabre_contract::{AccountId, ForumId, Role};

use sqlx::SqliteConnection;

use super::{
    Store,
    accounts::{role_from, role_name},
};

/// What a forum asks of those who read and write there, and what somebody has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Their role there. [`Role::Guest`]: they have no account, or have it no longer.
    pub role: Role,
    /// The least role that reads.
    pub readers: Role,
    /// The least role that writes.
    pub writers: Role,
}

impl Rights {
    /// Whether they may read there.
    #[must_use]
    pub fn reads(self) -> bool {
        self.role >= self.readers
    }

    /// Whether they may write there; nobody writes where they cannot read.
    #[must_use]
    pub fn writes(self) -> bool {
        self.role >= self.readers.max(self.writers)
    }

    /// Whether they have no account, or have it no longer.
    #[must_use]
    pub fn is_guest(self) -> bool {
        self.role == Role::Guest
    }

    /// Whether they keep order there.
    #[must_use]
    pub fn moderates(self) -> bool {
        self.role >= Role::Moderator
    }
}

#[derive(sqlx::FromRow)]
struct RightsRow {
    readers: String,
    writers: String,
    role: Option<String>,
    role_here: Option<String>,
}

/// The greater of an account's role on the whole site and the one it was given in a forum: at least a
/// member's. No account is a guest.
pub(super) fn role_of(on_site: Option<&str>, here: Option<&str>) -> Role {
    let here = here.map_or(Role::Member, role_from);
    on_site.map_or(Role::Guest, |name| {
        role_from(name).max(here).max(Role::Member)
    })
}

/// What an account, or nobody, may do in a forum, as this connection sees it. `None`: there is no such
/// forum.
pub(super) async fn rights(
    connection: impl sqlx::SqliteExecutor<'_>,
    forum: ForumId,
    account: Option<AccountId>,
) -> Result<Option<Rights>, sqlx::Error> {
    let row: Option<RightsRow> = sqlx::query_as(
        "SELECT f.readers, f.writers, a.role, r.role AS role_here FROM forums f \
         LEFT JOIN accounts a ON a.id = $2 \
         LEFT JOIN forum_roles r ON r.forum = f.id AND r.account = a.id \
         WHERE f.id = $1",
    )
    .bind(forum.0)
    .bind(account.map(|account| account.0))
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Rights {
        role: role_of(row.role.as_deref(), row.role_here.as_deref()),
        readers: role_from(&row.readers),
        writers: role_from(&row.writers),
    }))
}

/// Gives an account a role in a forum; a member's takes every other one away.
pub(super) async fn give(
    connection: &mut SqliteConnection,
    forum: ForumId,
    account: AccountId,
    role: Role,
) -> Result<(), sqlx::Error> {
    let statement = if role > Role::Member {
        "INSERT INTO forum_roles (forum, account, role) VALUES ($1, $2, $3) \
         ON CONFLICT (forum, account) DO UPDATE SET role = excluded.role"
    } else {
        "DELETE FROM forum_roles WHERE forum = $1 AND account = $2"
    };
    sqlx::query(statement)
        .bind(forum.0)
        .bind(account.0)
        .bind(role_name(role))
        .execute(connection)
        .await
        .map(drop)
}

impl Store {
    /// What an account, or nobody, may do in a forum.
    ///
    /// # Errors
    /// The database's.
    pub async fn rights(
        &self,
        forum: ForumId,
        account: Option<AccountId>,
    ) -> Result<Option<Rights>, sqlx::Error> {
        rights(&self.read, forum, account).await
    }

    /// The forums in which an account was given a role, and the role.
    ///
    /// # Errors
    /// The database's.
    pub async fn roles_of(&self, account: AccountId) -> Result<Vec<(ForumId, Role)>, sqlx::Error> {
        let rows: Vec<(i64, String)> =
            sqlx::query_as("SELECT forum, role FROM forum_roles WHERE account = $1")
                .bind(account.0)
                .fetch_all(&self.read)
                .await?;
        let given = |(forum, role): (i64, String)| (ForumId(forum), role_from(&role));
        Ok(rows.into_iter().map(given).collect())
    }
}
