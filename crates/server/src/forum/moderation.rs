//! What those do who keep order: the trait [`Moderation`].

use async_trait::async_trait;
use palabre_contract::{
    Appointment, Forum, ForumSlug, LogId, LogPage, NewForum, Role, Team, Topic, TopicChange,
    TopicId,
};

use super::Visitor;
use crate::error::Error;

/// Forums opened and set up, roles given, topics kept in order; and the log of it all.
///
/// Every method may fail with [`Error::Database`] beside what it says itself. Whatever leads into a
/// forum that the visitor may not read fails as for [`super::Forum`]; whoever may read it and lacks the
/// role for what they ask gets [`Error::SignInRequired`] or [`Error::Forbidden`].
#[async_trait]
pub trait Moderation: Send + Sync {
    /// A forum.
    async fn forum(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Forum, Error>;

    /// Opens a forum; the visitor's account administers it.
    ///
    /// # Errors
    /// [`Error::Invalid`], also for a slug that is taken; [`Error::TooManyAttempts`] where the account
    /// has opened as many of late as one may.
    async fn found(&self, visitor: &Visitor, forum: &NewForum) -> Result<Forum, Error>;

    /// Whether the visitor may do there what takes that role, before it is known what they ask for.
    async fn admit(&self, visitor: &Visitor, forum: &ForumSlug, role: Role) -> Result<(), Error>;

    /// Sets a forum up anew. Takes an administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`], also for another slug than the forum's.
    async fn set_up(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        said: &NewForum,
    ) -> Result<Forum, Error>;

    /// Those who were given a role in a forum.
    async fn team(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Team, Error>;

    /// Gives a role in a forum, or takes it away. Takes an administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a pseudo that nobody goes by, or the role of a guest;
    /// [`Error::LastAdministrator`].
    async fn appoint(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        appointment: &Appointment,
    ) -> Result<Team, Error>;

    /// Who did what in a forum, newest first, from its newest entry or before a given one. Takes a
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
