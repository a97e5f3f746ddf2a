//! A forum in the pages of other sites, its hosts: the trait [`Hosting`].

use async_trait::async_trait;
use palabre_contract::{
    Embedding, ForumSlug, HostKey, Hosts, IdempotencyKey, PageReply, PageThread, TopicId,
};

use super::{PageSelector, Replied, Visitor};
use crate::error::Error;

/// Which forum a frame in a page of another site is to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Framed {
    /// The forum of that slug.
    Forum(ForumSlug),
    /// The one that this topic stands in.
    Topic(TopicId),
}

/// Which sites may show a forum, and what stands under their pages.
///
/// Every method may fail with [`Error::Database`] beside what it says itself. Whatever leads into a
/// forum that the visitor may not read fails as for [`super::Forum`].
#[async_trait]
pub trait Hosting: Send + Sync {
    /// How a forum may be shown elsewhere. Takes an administrator.
    async fn embedding(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Embedding, Error>;

    /// Lets these sites show a forum, and no others. Takes an administrator.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    async fn set_hosts(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        hosts: &Hosts,
    ) -> Result<Embedding, Error>;

    /// Gives a forum a new key, with which its hosts sign who is signed in there; the one before is worth
    /// nothing from then on. Takes an administrator.
    async fn mint_key(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<HostKey, Error>;

    /// Takes the key of a forum away. That there is none is no error. Takes an administrator.
    async fn drop_key(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Embedding, Error>;

    /// What stands under a page of a host, at so many posts a page.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the address is none, or stands on no host of the forum.
    /// [`Error::NotFound`] also where there is no such page of the thread, or no such post in it.
    async fn page_thread(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        address: &str,
        selector: PageSelector,
        per_page: u32,
    ) -> Result<PageThread, Error>;

    /// Answers a page of a host, as [`super::Forum::reply`] does a topic. The first answer opens it.
    ///
    /// # Errors
    /// Those of [`super::Forum::reply`], and of [`Self::page_thread`].
    async fn reply_to_page(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        key: &IdempotencyKey,
        reply: &PageReply,
    ) -> Result<Replied, Error>;

    /// Whether any forum lets the site with that origin show it.
    async fn is_host(&self, origin: &str) -> Result<bool, Error>;

    /// Whether the pages of the site with that origin may frame a forum. Not where there is no such forum.
    async fn may_frame(&self, host: &str, framed: &Framed) -> Result<bool, Error>;
}
