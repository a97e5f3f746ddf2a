//! Roles of accounts in forums, and the facts that [`policy`] derives rights from.

use palabre_contract::{AccountId, ForumId, Role};
use sqlx::SqliteConnection;

use super::{
    Store,
    accounts::{role_from, role_name},
};
use crate::forum::policy::{self, Rights, VisitorFacts};

/// Who sends a request, and from which site's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requester<'a> {
    /// The account that is signed in.
    pub account: Option<AccountId>,
    /// The origin of the site in whose page the request was made. `None`: the forum's own pages.
    pub host: Option<&'a str>,
}

impl Requester<'_> {
    /// An account in the forum's own pages.
    #[must_use]
    pub fn on_site(account: AccountId) -> Self {
        Self {
            account: Some(account),
            host: None,
        }
    }
}

#[derive(sqlx::FromRow)]
struct RightsRow {
    readers: String,
    writers: String,
    role: Option<String>,
    forum_role: Option<String>,
    host_listed: bool,
    host_account_of_other_forum: bool,
}

/// The role of an account in a forum, from the names of its role on the site and of its role in the forum.
pub(super) fn role_of(site_role: Option<&str>, forum_role: Option<&str>) -> Role {
    policy::role(VisitorFacts::on_site(
        site_role.map(role_from),
        forum_role.map(role_from),
    ))
}

/// What a requester may do in a forum, read over this connection. `None`: there is no such forum.
pub(super) async fn rights(
    connection: impl sqlx::SqliteExecutor<'_>,
    forum: ForumId,
    requester: Requester<'_>,
) -> Result<Option<Rights>, sqlx::Error> {
    let row: Option<RightsRow> = sqlx::query_as(
        "SELECT f.readers, f.writers, a.role, r.role AS forum_role, \
         $3 IS NULL OR EXISTS \
             (SELECT 1 FROM forum_hosts h WHERE h.forum = f.id AND h.host = $3) AS host_listed, \
         $3 IS NOT NULL AND EXISTS \
             (SELECT 1 FROM host_accounts g WHERE g.account = $2 AND g.forum <> f.id) AS host_account_of_other_forum \
         FROM forums f \
         LEFT JOIN accounts a ON a.id = $2 \
         LEFT JOIN forum_roles r ON r.forum = f.id AND r.account = a.id \
         WHERE f.id = $1",
    )
    .bind(forum.0)
    .bind(requester.account.map(|account| account.0))
    .bind(requester.host)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Rights {
        role: policy::role(VisitorFacts {
            on_host: requester.host.is_some(),
            host_listed: row.host_listed,
            host_account_of_other_forum: row.host_account_of_other_forum,
            ..VisitorFacts::on_site(
                row.role.as_deref().map(role_from),
                row.forum_role.as_deref().map(role_from),
            )
        }),
        host_listed: row.host_listed,
        readers: role_from(&row.readers),
        writers: role_from(&row.writers),
    }))
}

/// Gives an account a role in a forum. [`Role::Member`] removes the role that it had.
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
    /// What a requester may do in a forum. `None`: there is no such forum.
    ///
    /// # Errors
    /// The database's.
    pub async fn rights(
        &self,
        forum: ForumId,
        requester: Requester<'_>,
    ) -> Result<Option<Rights>, sqlx::Error> {
        rights(&self.read, forum, requester).await
    }

    /// The forums in which an account was given a role, with the role.
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
