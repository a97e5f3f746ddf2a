//! Moderators and administrators of a forum.

use palabre_contract::{
    Account, AccountId, AuditAction, ForumId, Role, RoleGrant, Team, TeamMember, Timestamp,
};
use sqlx::SqliteConnection;

use super::{
    Store, StoreError,
    accounts::{pseudo_key, role_from},
    audit_log::{self, NewEntry},
    roles::{self, Requester},
};
use crate::forum::policy::{self, Refusal};

/// A role to give to an account in a forum.
#[derive(Clone, Copy, Debug)]
pub struct NewRole<'a> {
    /// The forum.
    pub forum: ForumId,
    /// The pseudo and the role.
    pub grant: &'a RoleGrant,
    /// The account that gives it.
    pub by: &'a Account,
    /// The current time.
    pub now: Timestamp,
}

impl Store {
    /// The moderators and administrators of a forum.
    ///
    /// # Errors
    /// The database's.
    pub async fn team(&self, forum: ForumId) -> Result<Team, sqlx::Error> {
        team(&self.read, forum).await
    }

    /// Gives or removes a role. Requires an administrator.
    ///
    /// # Errors
    /// Nothing is stored.
    pub async fn set_role(&self, new_role: NewRole<'_>) -> Result<Team, StoreError> {
        let NewRole {
            forum,
            grant,
            by,
            now,
        } = new_role;
        let mut transaction = self.begin().await?;
        let rights = roles::rights(&mut *transaction, forum, Requester::on_site(by.id)).await?;
        policy::require_role(rights, Role::Administrator)?;
        let (account, pseudo) = account_by_pseudo(&mut transaction, &grant.pseudo)
            .await?
            .ok_or(Refusal::PseudoUnknown)?;
        let before = team(&mut *transaction, forum).await?;
        if !policy::set_role(&before, account, grant.role)? {
            return Ok(before);
        }
        roles::give(&mut transaction, forum, account, grant.role).await?;
        let entry = NewEntry {
            forum,
            at: now,
            by,
            act: AuditAction::Appointed,
            subject: &pseudo,
            topic: None,
            post: None,
        };
        audit_log::write(&mut transaction, entry).await?;
        let team = team(&mut *transaction, forum).await?;
        transaction.commit().await?;
        Ok(team)
    }
}

async fn account_by_pseudo(
    connection: &mut SqliteConnection,
    pseudo: &str,
) -> Result<Option<(AccountId, String)>, sqlx::Error> {
    let row: Option<(i64, String)> =
        sqlx::query_as("SELECT id, pseudo FROM accounts WHERE pseudo_key = $1")
            .bind(pseudo_key(pseudo))
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(id, pseudo)| (AccountId(id), pseudo)))
}

async fn team(
    connection: impl sqlx::SqliteExecutor<'_>,
    forum: ForumId,
) -> Result<Team, sqlx::Error> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT a.id, a.pseudo, r.role FROM forum_roles r JOIN accounts a ON a.id = r.account \
         WHERE r.forum = $1 AND r.role IN ('administrator', 'moderator') \
         ORDER BY r.role, a.pseudo_key",
    )
    .bind(forum.0)
    .fetch_all(connection)
    .await?;
    let member = |(account, pseudo, role): (i64, String, String)| TeamMember {
        account: AccountId(account),
        pseudo,
        role: role_from(&role),
    };
    Ok(Team {
        members: rows.into_iter().map(member).collect(),
    })
}
