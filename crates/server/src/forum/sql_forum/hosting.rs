//! Hosts and host pages of the reference forum.

use async_trait::async_trait;
use palabre_contract::{
    Embedding, Fault, Field, ForumRef, ForumSlug, HostKey, Hosts, IdempotencyKey, PageReply,
    PageThread, Role, rules,
};

use super::{SqlForum, store_errors::invalid};
use crate::{
    error::Error,
    forum::{Framed, Hosting, PageSelector, Reading, Replied, Secret, Visitor},
    store::{self, Target},
};

impl SqlForum {
    /// Replaces or removes the key of a forum.
    async fn change_key(
        &self,
        visitor: &Visitor,
        slug: &ForumSlug,
        key: Option<&str>,
    ) -> Result<Embedding, Error> {
        let (account, forum) = self.with_role(visitor, slug, Role::Administrator).await?;
        let hosting = store::EmbeddingChange {
            forum: &forum,
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.set_host_key(hosting, key).await?)
    }
}

#[async_trait]
impl Hosting for SqlForum {
    async fn embedding(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Embedding, Error> {
        let (_, forum) = self.with_role(visitor, forum, Role::Administrator).await?;
        Ok(self.store.embedding(forum.id).await?)
    }

    async fn set_hosts(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        hosts: &Hosts,
    ) -> Result<Embedding, Error> {
        let (account, forum) = self.with_role(visitor, forum, Role::Administrator).await?;
        let origins = hosts.origins().map_err(Error::Invalid)?;
        let hosting = store::EmbeddingChange {
            forum: &forum,
            by: &account,
            now: self.clock.now(),
        };
        Ok(self.store.set_hosts(hosting, &origins).await?)
    }

    async fn create_host_key(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
    ) -> Result<HostKey, Error> {
        let key = Secret::generate()?;
        self.change_key(visitor, forum, Some(key.as_str())).await?;
        Ok(HostKey {
            key: key.as_str().to_owned(),
        })
    }

    async fn delete_host_key(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
    ) -> Result<Embedding, Error> {
        self.change_key(visitor, forum, None).await
    }

    async fn page_thread(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        address: &str,
        selector: PageSelector,
        per_page: u32,
    ) -> Result<PageThread, Error> {
        let (access, forum) = self.forum_access(visitor, forum).await?;
        let host = rules::page_address(address).map_err(invalid_address)?;
        if !self.store.lists_host(&host, forum.id).await? {
            return Err(invalid_address(Fault::Unknown));
        }
        let forum_ref = ForumRef {
            id: forum.id,
            slug: forum.slug,
            name: forum.name,
            accent: forum.accent,
        };
        match self.store.topic_of_page(forum_ref.id, address).await? {
            Some(topic) => {
                let thread = self.thread(visitor, topic, selector, per_page).await?;
                Ok(PageThread {
                    forum: forum_ref,
                    you: thread.you,
                    thread: Some(thread),
                })
            }
            None if matches!(selector, PageSelector::Page(1) | PageSelector::Last) => {
                Ok(PageThread {
                    forum: forum_ref,
                    thread: None,
                    you: access.standing(false, false),
                })
            }
            None => Err(Error::NotFound),
        }
    }

    async fn reply_to_page(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        key: &IdempotencyKey,
        reply: &PageReply,
    ) -> Result<Replied, Error> {
        reply.validate().map_err(Error::Invalid)?;
        let host = rules::page_address(&reply.address).map_err(invalid_address)?;
        let target = Target::Page {
            forum,
            address: &reply.address,
            host: &host,
            title: &reply.title,
        };
        self.submit(visitor, target, key, &reply.post).await
    }

    async fn is_host(&self, origin: &str) -> Result<bool, Error> {
        Ok(self.store.is_host(origin).await?)
    }

    async fn may_frame(&self, host: &str, framed: &Framed) -> Result<bool, Error> {
        Ok(match framed {
            Framed::Forum(slug) => self.store.forum_lists_host(host, slug).await?,
            Framed::Topic(topic) => self.store.topic_forum_lists_host(host, *topic).await?,
        })
    }
}

fn invalid_address(fault: Fault) -> Error {
    invalid(Field::Address, fault)
}
