//! Roles: what an account may do in a forum.

use palabre_contract::{AccountId, ForumId, Role};
use sqlx::SqliteConnection;

use super::{
    Store,
    accounts::{role_from, role_name},
};

/// Who asks, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person<'a> {
    /// Their account, where they are signed in.
    pub account: Option<AccountId>,
    /// The site in whose pages they are. `None`: the forum's own.
    pub host: Option<&'a str>,
}

impl Person<'_> {
    /// Somebody who is signed in, in the forum's own pages.
    #[must_use]
    pub fn here(account: AccountId) -> Self {
        Self {
            account: Some(account),
            host: None,
        }
    }
}

/// What a forum asks of those who read and write there, and what somebody has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Their role there. [`Role::Guest`]: they have no account, have it no longer, or it counts for nothing
    /// in the pages where they are.
    pub role: Role,
    /// Whether the pages where they are may show the forum.
    pub let_in: bool,
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
        self.let_in && self.role >= self.readers.max(self.writers)
    }

    /// Whether they have no account that counts.
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
    let_in: bool,
}

/// The greater of an account's role on the whole site and the one it was given in a forum: at least a
/// member's. No account is a guest.
pub(super) fn role_of(on_site: Option<&str>, here: Option<&str>) -> Role {
    let here = here.map_or(Role::Member, role_from);
    on_site.map_or(Role::Guest, |name| {
        role_from(name).max(here).max(Role::Member)
    })
}

/// What somebody may do in a forum, as this connection sees it. `None`: there is no such forum.
///
/// In the pages of a host an account counts only where the forum lets the host show it, and one that a
/// forum's hosts vouch for only in that forum: whoever opens a forum of their own, lists a host of somebody
/// else's and signs for it would else be a member there. And nobody keeps order in a foreign page, whose
/// scripts could do it in their name.
pub(super) async fn rights(
    connection: impl sqlx::SqliteExecutor<'_>,
    forum: ForumId,
    person: Person<'_>,
) -> Result<Option<Rights>, sqlx::Error> {
    let row: Option<RightsRow> = sqlx::query_as(
        "SELECT f.readers, f.writers, a.role, r.role AS role_here, f.let_in FROM \
         (SELECT id, readers, writers, $3 IS NULL OR EXISTS \
             (SELECT 1 FROM forum_hosts h WHERE h.forum = forums.id AND h.host = $3) AS let_in \
          FROM forums WHERE id = $1) f \
         LEFT JOIN accounts a ON a.id = $2 AND f.let_in AND ($3 IS NULL OR NOT EXISTS \
             (SELECT 1 FROM host_accounts g WHERE g.account = a.id AND g.forum <> f.id)) \
         LEFT JOIN forum_roles r ON r.forum = f.id AND r.account = a.id",
    )
    .bind(forum.0)
    .bind(person.account.map(|account| account.0))
    .bind(person.host)
    .fetch_optional(connection)
    .await?;
    let greatest = person.host.map_or(Role::Administrator, |_| Role::Member);
    Ok(row.map(|row| Rights {
        role: role_of(row.role.as_deref(), row.role_here.as_deref()).min(greatest),
        let_in: row.let_in,
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
    /// What somebody may do in a forum.
    ///
    /// # Errors
    /// The database's.
    pub async fn rights(
        &self,
        forum: ForumId,
        person: Person<'_>,
    ) -> Result<Option<Rights>, sqlx::Error> {
        rights(&self.read, forum, person).await
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
