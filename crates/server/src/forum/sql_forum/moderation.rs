//! Forum settings, roles, topics and the audit log of the reference forum.

use async_trait::async_trait;
use palabre_contract::{
    Fault, Field, Forum as ForumInfo, ForumSlug, LogId, LogPage, NewForum, Role, RoleGrant, Team,
    Topic, TopicChange, TopicId, rules,
};

use super::{SqlForum, store_errors::invalid};
use crate::{
    error::Error,
    forum::{Moderation, Reading, Visitor},
    store::{ForumSetup, NewRole, TopicEdit},
};

#[async_trait]
impl Moderation for SqlForum {
    async fn create_forum(&self, visitor: &Visitor, forum: &NewForum) -> Result<ForumInfo, Error> {
        let account = self.account(visitor).await?.ok_or(Error::SignInRequired)?;
        forum.validate().map_err(Error::Invalid)?;
        let setup = ForumSetup {
            forum: &normalized(forum),
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.create_forum(setup).await?)
    }

    async fn change_forum(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        settings: &NewForum,
    ) -> Result<ForumInfo, Error> {
        let (account, forum) = self.with_role(visitor, forum, Role::Administrator).await?;
        settings.validate().map_err(Error::Invalid)?;
        if settings.slug != forum.slug {
            return Err(invalid(Field::Slug, Fault::Malformed));
        }
        let setup = ForumSetup {
            forum: &normalized(settings),
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.change_forum(setup).await?)
    }

    async fn team(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Team, Error> {
        let (_, forum) = self.forum_access(visitor, forum).await?;
        Ok(self.store.team(forum.id).await?)
    }

    async fn set_role(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        grant: &RoleGrant,
    ) -> Result<Team, Error> {
        let (account, forum) = self.with_role(visitor, forum, Role::Administrator).await?;
        if grant.role == Role::Guest {
            return Err(invalid(Field::Role, Fault::Malformed));
        }
        let new_role = NewRole {
            forum: forum.id,
            grant,
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.set_role(new_role).await?)
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
        let edit = TopicEdit {
            topic: id,
            change,
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.change_topic(edit).await?)
    }
}

/// The settings as stored: who may write may read, and the accent is in lower case.
fn normalized(settings: &NewForum) -> NewForum {
    NewForum {
        writers: settings.writers.max(settings.readers),
        accent: settings
            .accent
            .as_ref()
            .map(|accent| accent.to_ascii_lowercase()),
        ..settings.clone()
    }
}
