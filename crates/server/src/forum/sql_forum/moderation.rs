//! How order is kept in the reference forum.

use async_trait::async_trait;
use palabre_contract::{
    Account, Appointment, Breach, Fault, Field, Forum as ForumInfo, ForumSlug, LogId, LogPage,
    NewForum, Role, Team, Topic, TopicChange, TopicId, rules,
};

use super::SqlForum;
use crate::{
    error::Error,
    forum::{Forum, Moderation, Visitor},
    store::{Appointing, ForumSetup, TopicEdit},
};

impl SqlForum {
    /// The visitor's account and the forum, where they may do there what takes that role.
    pub(super) async fn with_role(
        &self,
        visitor: &Visitor,
        slug: &ForumSlug,
        role: Role,
    ) -> Result<(Account, ForumInfo), Error> {
        let (access, forum) = self.forum_access(visitor, slug).await?;
        Ok((access.require_role(role)?, forum))
    }
}

#[async_trait]
impl Moderation for SqlForum {
    async fn forum(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<ForumInfo, Error> {
        self.forum_access(visitor, forum)
            .await
            .map(|(_, forum)| forum)
    }

    async fn found(&self, visitor: &Visitor, forum: &NewForum) -> Result<ForumInfo, Error> {
        let account = self.account(visitor).await?.ok_or(Error::SignInRequired)?;
        forum.validate().map_err(Error::Invalid)?;
        let setup = ForumSetup {
            forum: &as_stored(forum),
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.found(setup).await?)
    }

    async fn admit(&self, visitor: &Visitor, forum: &ForumSlug, role: Role) -> Result<(), Error> {
        self.with_role(visitor, forum, role).await.map(drop)
    }

    async fn set_up(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        said: &NewForum,
    ) -> Result<ForumInfo, Error> {
        let (account, forum) = self.with_role(visitor, forum, Role::Administrator).await?;
        said.validate().map_err(Error::Invalid)?;
        if said.slug != forum.slug {
            return Err(invalid(Field::Slug, Fault::Malformed));
        }
        let setup = ForumSetup {
            forum: &as_stored(said),
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.set_up(setup).await?)
    }

    async fn team(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Team, Error> {
        let (_, forum) = self.forum_access(visitor, forum).await?;
        Ok(self.store.team(forum.id).await?)
    }

    async fn appoint(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        appointment: &Appointment,
    ) -> Result<Team, Error> {
        let (account, forum) = self.with_role(visitor, forum, Role::Administrator).await?;
        if appointment.role == Role::Guest {
            return Err(invalid(Field::Role, Fault::Malformed));
        }
        let appointing = Appointing {
            forum: forum.id,
            appointment,
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.appoint(appointing).await?)
    }

    async fn log(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        before: Option<LogId>,
    ) -> Result<LogPage, Error> {
        let (_, forum) = self.with_role(visitor, forum, Role::Moderator).await?;
        let before = before.unwrap_or(LogId(i64::MAX));
        Ok(self.store.log_before(forum.id, before).await?)
    }

    async fn change_topic(
        &self,
        visitor: &Visitor,
        id: TopicId,
        change: &TopicChange,
    ) -> Result<Topic, Error> {
        let account = self.account(visitor).await?.ok_or(Error::SignInRequired)?;
        if let Some(title) = &change.title {
            rules::title(title).map_err(|fault| invalid(Field::Title, fault))?;
        }
        let act = TopicEdit {
            topic: id,
            change,
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.change_topic(act).await?)
    }
}

/// What is said of a forum, with nobody writing where they cannot read.
fn as_stored(said: &NewForum) -> NewForum {
    NewForum {
        writers: said.writers.max(said.readers),
        accent: said
            .accent
            .as_ref()
            .map(|accent| accent.to_ascii_lowercase()),
        ..said.clone()
    }
}

fn invalid(field: Field, fault: Fault) -> Error {
    Error::Invalid(vec![Breach { field, fault }])
}
