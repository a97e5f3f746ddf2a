//! Roles: what an account may do in a forum.

use palabre_contract::{Account, ForumId, Role};

use super::{Store, accounts::role_from};

impl Store {
    /// What an account may do in a forum: the greater of its role on the whole site and the one it was
    /// given there.
    ///
    /// # Errors
    /// The database's.
    pub async fn role_in(&self, forum: ForumId, account: &Account) -> Result<Role, sqlx::Error> {
        let here: Option<String> =
            sqlx::query_scalar("SELECT role FROM forum_roles WHERE forum = $1 AND account = $2")
                .bind(forum.0)
                .bind(account.id.0)
                .fetch_optional(&self.read)
                .await?;
        let here = here.map_or(Role::Guest, |name| role_from(&name));
        Ok(account.role.max(here))
    }
}
