//! Forums embedded in the pages of other sites (hosts): the trait [`Hosting`].

use async_trait::async_trait;
use palabre_contract::{
    Embedding, ForumSlug, HostKey, Hosts, IdempotencyKey, PageReply, PageThread, TopicId,
};

use super::{HostSessions, PageSelector, Replied, Visitor};
use crate::error::Error;

/// Which forum a frame in a page of another site shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Framed {
    /// The forum with that slug.
    Forum(ForumSlug),
    /// The forum of that topic.
    Topic(TopicId),
}

/// Which sites may show a forum, and the threads of their pages.
///
/// Every method may also fail with [`Error::Database`]. In a forum that
/// the visitor may not read they fail as those of [`super::Reading`] do.
#[async_trait]
pub trait Hosting: HostSessions {
    /// The hosts of a forum, and whether it has a key. Requires an administrator.
    async fn embedding(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Embedding, Error>;

    /// Replaces the sites that may show a forum. Requires an administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    async fn set_hosts(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        hosts: &Hosts,
    ) -> Result<Embedding, Error>;

    /// Generates a key, with which hosts sign the tokens for their users, and invalidates the previous one.
    /// Requires an administrator.
    async fn create_host_key(&self, visitor: &Visitor, forum: &ForumSlug)
    -> Result<HostKey, Error>;

    /// Removes the key of a forum. A missing key is not an error. Requires an administrator.
    async fn delete_host_key(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
    ) -> Result<Embedding, Error>;

    /// The thread of a host page, with `per_page` posts per page.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a malformed address, or one on none of the forum's hosts.
    /// [`Error::NotFound`] also where there is no such page of the thread, or no such post in it.
    async fn page_thread(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        address: &str,
        selector: PageSelector,
        per_page: u32,
    ) -> Result<PageThread, Error>;

    /// Replies to a host page, with the rules of [`super::Writing::reply`]. The first reply opens the topic.
    ///
    /// # Errors
    /// Those of [`super::Writing::reply`], and of [`Self::page_thread`].
    async fn reply_to_page(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        key: &IdempotencyKey,
        reply: &PageReply,
    ) -> Result<Replied, Error>;

    /// Whether any forum lists that origin as a host.
    async fn is_host(&self, origin: &str) -> Result<bool, Error>;

    /// Whether the pages of a host may frame a forum. `false` for a forum that does not exist.
    async fn may_frame(&self, host: &str, framed: &Framed) -> Result<bool, Error>;
}
