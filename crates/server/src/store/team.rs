//! Those who keep order in a forum, and how they come to.

use palabre_contract::{
    Account, AccountId, Act, Appointment, ForumId, Role, Team, TeamMember, Timestamp,
};
use sqlx::SqliteConnection;

use super::{
    Refusal, Store,
    accounts::{pseudo_key, role_from},
    audit_log::{self, NewEntry},
    roles::{self, Person},
};

/// A role to be given in a forum.
#[derive(Clone, Copy, Debug)]
pub struct Appointing<'a> {
    /// The forum.
    pub forum: ForumId,
    /// Whom, and to what.
    pub appointment: &'a Appointment,
    /// Who gives it.
    pub by: &'a Account,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Those who were given a role in a forum.
    ///
    /// # Errors
    /// The database's.
    pub async fn team(&self, forum: ForumId) -> Result<Team, sqlx::Error> {
        team(&self.read, forum).await
    }

    /// Gives a role, or takes it away. Takes an administrator.
    ///
    /// # Errors
    /// Nothing of it was stored.
    pub async fn appoint(&self, appointing: Appointing<'_>) -> Result<Team, Refusal> {
        let Appointing {
            forum,
            appointment,
            by,
            now,
        } = appointing;
        let mut transaction = self.begin().await?;
        let rights = roles::rights(&mut *transaction, forum, Person::here(by.id)).await?;
        if rights.is_none_or(|rights| rights.role < Role::Administrator) {
            return Err(Refusal::Forbidden);
        }
        let (account, pseudo) = account_called(&mut transaction, &appointment.pseudo)
            .await?
            .ok_or(Refusal::PseudoUnknown)?;
        let before = team(&mut *transaction, forum).await?;
        let role_before = before
            .members
            .iter()
            .find(|member| member.account == account)
            .map_or(Role::Member, |member| member.role);
        if role_before == appointment.role {
            return Ok(before);
        }
        let administrators = before
            .members
            .iter()
            .filter(|member| member.role == Role::Administrator)
            .count();
        if role_before == Role::Administrator && administrators == 1 {
            return Err(Refusal::LastAdministrator);
        }
        roles::give(&mut transaction, forum, account, appointment.role).await?;
        let entry = NewEntry {
            forum,
            at: now,
            by,
            act: Act::Appointed,
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

async fn account_called(
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
