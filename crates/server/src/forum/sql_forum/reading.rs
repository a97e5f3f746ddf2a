//! Topics and posts as a visitor reads them.

use std::ops::RangeInclusive;

use palabre_contract::{
    CustomSmiley, ForumId, Post, Timestamp, Topic, TopicId, VisitorPermissions,
};

use super::{SqlForum, access::Access};
use crate::{
    error::Error,
    forum::{Visitor, smiley_codes::smilies_in},
};

impl SqlForum {
    /// A topic, with the visitor's access to its forum.
    pub(super) async fn topic_access(
        &self,
        visitor: &Visitor,
        topic: TopicId,
    ) -> Result<(Access, Topic), Error> {
        let topic = self.store.topic(topic).await?.ok_or(Error::NotFound)?;
        let access = self.access(visitor, topic.forum.id).await?;
        Ok((access, topic))
    }

    /// The visitor's rights in a topic, as the API reports them.
    pub(super) async fn standing(
        &self,
        access: &Access,
        topic: &Topic,
    ) -> Result<VisitorPermissions, Error> {
        let watched = match &access.account {
            Some(account) => self.store.is_watched(topic.id, account.id).await?,
            None => false,
        };
        Ok(access.standing(topic.locked, watched))
    }

    /// The posts at these positions, without texts that the visitor may not see.
    pub(super) async fn posts(
        &self,
        access: &Access,
        topic: TopicId,
        positions: RangeInclusive<u32>,
    ) -> Result<Vec<Post>, Error> {
        let new_since = self.new_since();
        let mut posts = self.store.posts_at(topic, positions, new_since).await?;
        access.hide_withdrawn(&mut posts);
        Ok(posts)
    }

    /// Accounts opened after this moment count as new.
    pub(super) fn new_since(&self) -> Timestamp {
        self.limits.new_since(self.clock.now())
    }

    /// The custom smilies that these posts use.
    pub(super) async fn smilies_of(
        &self,
        forum: ForumId,
        posts: &[Post],
    ) -> Result<Vec<CustomSmiley>, Error> {
        let codes = smilies_in(posts);
        Ok(self.store.smilies_named(forum, &codes).await?)
    }
}
