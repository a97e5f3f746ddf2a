//! Moderation and administration: the trait [`Moderation`].

use async_trait::async_trait;
use palabre_contract::{
    Forum, ForumSlug, LogId, LogPage, NewForum, RoleGrant, Team, Topic, TopicChange, TopicId,
};

use super::Visitor;
use crate::error::Error;

/// Forum settings, roles, topics, and the audit log.
///
/// Every method may also fail with [`Error::Database`]. In a forum that the visitor may not read, methods fail as
/// those of [`super::Reading`] do. If the visitor may read it but lacks the required role, they fail with
/// [`Error::SignInRequired`] (guests) or [`Error::Forbidden`].
#[async_trait]
pub trait Moderation: Send + Sync {
    /// Opens a forum. The visitor's account becomes its administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`], also for a slug that is taken; [`Error::TooManyAttempts`] if the account
    /// has reached its daily limit.
    async fn create_forum(&self, visitor: &Visitor, forum: &NewForum) -> Result<Forum, Error>;

    /// Replaces the settings of a forum. Requires an administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`], also if `settings` has another slug than the forum.
    async fn change_forum(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        settings: &NewForum,
    ) -> Result<Forum, Error>;

    /// The moderators and administrators of a forum.
    async fn team(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Team, Error>;

    /// Gives or removes a role in a forum. Requires an administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown pseudo or the role [`Role::Guest`];
    /// [`Error::LastAdministrator`].
    async fn set_role(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        grant: &RoleGrant,
    ) -> Result<Team, Error>;

    /// The audit log of a forum, newest entry first, or the entries before a given one. Requires
    /// a moderator.
    async fn log(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        before: Option<LogId>,
    ) -> Result<LogPage, Error>;

    /// Locks, pins, moves or renames a topic. Requires a moderator, for a move a moderator of both forums. The
    /// author of the topic may rename it too.
    ///
    /// # Errors
    /// [`Error::Invalid`], also if the visitor may not read the forum to move it to; [`Error::TopicLocked`] for the
    /// author of a locked topic.
    async fn change_topic(
        &self,
        visitor: &Visitor,
        id: TopicId,
        change: &TopicChange,
    ) -> Result<Topic, Error>;
}
