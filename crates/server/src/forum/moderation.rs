//! Moderation and administration: the trait [`Moderation`].

use async_trait::async_trait;
use palabre_contract::{
    Appointment, Forum, ForumSlug, LogId, LogPage, NewForum, Role, Team, Topic, TopicChange,
    TopicId,
};

use super::Visitor;
use crate::error::Error;

/// Forum settings, roles, topics, and the audit log.
///
/// Every method may also fail with [`Error::Database`]. Whatever leads into a
/// forum that the visitor may not read fails as for [`super::Forum`]; whoever may read it and lacks the
/// role for what they ask gets [`Error::SignInRequired`] or [`Error::Forbidden`].
#[async_trait]
pub trait Moderation: Send + Sync {
    /// A forum.
    async fn forum(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Forum, Error>;

    /// Opens a forum. The visitor's account becomes its administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`], also for a slug that is taken; [`Error::TooManyAttempts`] where the account
    /// has reached its daily limit.
    async fn found(&self, visitor: &Visitor, forum: &NewForum) -> Result<Forum, Error>;

    /// Checks that the visitor has at least that role, before the request body is read.
    async fn admit(&self, visitor: &Visitor, forum: &ForumSlug, role: Role) -> Result<(), Error>;

    /// Replaces the settings of a forum. Requires an administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`], also for another slug than the forum's.
    async fn set_up(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        said: &NewForum,
    ) -> Result<Forum, Error>;

    /// The moderators and administrators of a forum.
    async fn team(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Team, Error>;

    /// Gives or removes a role in a forum. Requires an administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown pseudo, or the role of a guest;
    /// [`Error::LastAdministrator`].
    async fn appoint(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        appointment: &Appointment,
    ) -> Result<Team, Error>;

    /// The audit log of a forum, newest entry first, or the entries before a given one. Takes a
    /// moderator.
    async fn log(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        before: Option<LogId>,
    ) -> Result<LogPage, Error>;

    /// Locks, pins, moves a topic or gives it another title, which its author may do as well. Takes a
    /// moderator; in both forums, to move it.
    ///
    /// # Errors
    /// [`Error::Invalid`], also for a forum that the visitor knows nothing of;
    /// [`Error::TopicLocked`] for its author, where it is locked.
    async fn change_topic(
        &self,
        visitor: &Visitor,
        id: TopicId,
        change: &TopicChange,
    ) -> Result<Topic, Error>;
}
