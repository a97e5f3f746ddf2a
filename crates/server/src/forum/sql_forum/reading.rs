//! Forums, topics and posts as a visitor reads them.

use std::ops::RangeInclusive;

use async_trait::async_trait;
use palabre_contract::{
    Account, CustomSmiley, Forum as ForumInfo, ForumId, ForumList, ForumSlug, Post, PostId, Role,
    SmileySet, ThreadPage, Timestamp, Topic, TopicId, TopicPage, TopicReview, VisitorPermissions,
    topic::{REVIEW_POSTS, page_of},
};

use super::{SqlForum, access::Access, host_sessions::redacted_for_host};
use crate::{
    error::Error,
    forum::{
        PageSelector, PublicPages, Reading, Visitor,
        policy::{self, VisitorFacts},
        smiley_codes::smilies_in,
    },
    pictures::{Picture, still_name},
    store::TopicKey,
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

#[async_trait]
impl Reading for SqlForum {
    fn name(&self) -> &str {
        &self.name
    }

    async fn forums(&self, visitor: &Visitor) -> Result<ForumList, Error> {
        let account = self.account(visitor).await?;
        let given = match &account {
            Some(account) => self.store.roles_of(account.id).await?,
            None => Vec::new(),
        };
        let on_host = match (&account, &visitor.host) {
            (Some(account), Some(host)) => Some(self.store.forums_from(account.id, host).await?),
            _ => None,
        };
        let site_role = account.map(|account| account.role);
        let is_readable = |forum: &ForumInfo| {
            let given = given.iter().find(|(id, _)| *id == forum.id);
            let facts = VisitorFacts {
                on_host: on_host.is_some(),
                host_listed: on_host
                    .as_ref()
                    .is_none_or(|forums| forums.contains(&forum.id)),
                ..VisitorFacts::on_site(site_role, given.map(|&(_, role)| role))
            };
            policy::role(facts) >= forum.readers
        };
        let mut forums = self.store.forums().await?;
        forums.retain(is_readable);
        Ok(ForumList {
            name: self.name.clone(),
            forums,
        })
    }

    async fn forum(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<ForumInfo, Error> {
        self.forum_access(visitor, forum)
            .await
            .map(|(_, forum)| forum)
    }

    async fn topics(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        after: Option<&str>,
    ) -> Result<TopicPage, Error> {
        let after = match after {
            None => TopicKey::TOP,
            Some(key) => key.parse().map_err(|_| {
                Error::Malformed("`after` is not a key that this server issued as `next`".into())
            })?,
        };
        let (access, forum) = self.forum_access(visitor, forum).await?;
        let (topics, next) = self.store.topics_after(forum.id, after).await?;
        Ok(TopicPage {
            forum,
            topics,
            you: access.standing(false, false),
            next: next.map(|key| key.to_string()),
        })
    }

    async fn public_pages(&self, limit: u32) -> Result<PublicPages, Error> {
        let mut forums = self.store.forums().await?;
        forums.retain(|forum| forum.readers == Role::Guest);
        let limit = limit.saturating_sub(u32::try_from(forums.len()).unwrap_or(u32::MAX));
        Ok(PublicPages {
            forums: forums.into_iter().map(|forum| forum.slug).collect(),
            topics: self.store.public_topics(limit).await?,
        })
    }

    async fn smilies(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<SmileySet, Error> {
        let (_, forum) = self.forum_access(visitor, forum).await?;
        Ok(SmileySet {
            custom: self.store.smilies(forum.id).await?,
        })
    }

    async fn topic(&self, visitor: &Visitor, id: TopicId) -> Result<Topic, Error> {
        self.topic_access(visitor, id).await.map(|(_, topic)| topic)
    }

    async fn thread(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        selector: PageSelector,
        per_page: u32,
    ) -> Result<ThreadPage, Error> {
        let (access, topic) = self.topic_access(visitor, topic).await?;
        let pages = topic.pages(per_page);
        let page = match selector {
            PageSelector::Page(page) => page,
            PageSelector::Last => pages,
            PageSelector::Post(id) => {
                let post = self.store.post(id, self.new_since()).await?;
                let post = post.filter(|post| post.topic == topic.id);
                page_of(post.ok_or(Error::NotFound)?.position, per_page)
            }
        };
        // A reply stored since the topic was read may have begun a page that `pages` does not count.
        if !(1..=pages).contains(&page) {
            return Err(Error::NotFound);
        }
        let first = (page - 1) * per_page + 1;
        let last = first.saturating_add(per_page - 1).min(topic.posts);
        let posts = self.posts(&access, topic.id, first..=last).await?;
        Ok(ThreadPage {
            you: self.standing(&access, &topic).await?,
            smilies: self.smilies_of(topic.forum.id, &posts).await?,
            topic,
            page,
            pages,
            posts,
        })
    }

    async fn review(&self, visitor: &Visitor, topic: TopicId) -> Result<TopicReview, Error> {
        let (access, topic) = self.topic_access(visitor, topic).await?;
        let first = topic.posts.saturating_sub(REVIEW_POSTS) + 1;
        let mut posts = self.posts(&access, topic.id, first..=topic.posts).await?;
        posts.reverse();
        Ok(TopicReview {
            you: self.standing(&access, &topic).await?,
            smilies: self.smilies_of(topic.forum.id, &posts).await?,
            topic,
            posts,
        })
    }

    async fn post(&self, visitor: &Visitor, id: PostId) -> Result<Post, Error> {
        let account = self.account(visitor).await?;
        self.post_as_read_by(account, visitor.host.as_deref(), id)
            .await
    }

    async fn picture(&self, name: &str, still: bool) -> Result<Picture, Error> {
        if still && let Some(picture) = self.store.picture(&still_name(name)).await? {
            return Ok(picture);
        }
        self.store.picture(name).await?.ok_or(Error::NotFound)
    }

    async fn account(&self, visitor: &Visitor) -> Result<Option<Account>, Error> {
        let Some(token) = &visitor.token else {
            return Ok(None);
        };
        let host = visitor.host.as_deref();
        let now = self.clock.now();
        let account = self.store.session_account(&token.hash(), host, now).await?;
        Ok(match host {
            None => account,
            Some(_) => account.map(redacted_for_host),
        })
    }

    async fn check_role(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        role: Role,
    ) -> Result<(), Error> {
        self.with_role(visitor, forum, role).await.map(drop)
    }

    async fn ping(&self) -> Result<(), Error> {
        self.store.ping().await?;
        if self.store.is_writable().await {
            Ok(())
        } else {
            Err(Error::NotWritable)
        }
    }
}
