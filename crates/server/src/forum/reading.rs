//! Reading a forum: the trait [`Reading`].

use async_trait::async_trait;
use palabre_contract::{
    Account, Forum, ForumList, ForumSlug, Post, PostId, Role, SmileySet, ThreadPage, Timestamp,
    Topic, TopicId, TopicPage, TopicReview,
};

use super::Visitor;
use crate::{error::Error, pictures::Picture};

/// Selects a page of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageSelector {
    /// The page with that number, from 1.
    Page(u32),
    /// The last page.
    Last,
    /// The page that contains the post.
    Post(PostId),
}

/// The pages that everybody may read.
#[derive(Debug, Default)]
pub struct PublicPages {
    /// The forums.
    pub forums: Vec<ForumSlug>,
    /// The topics, each with the time of its newest post.
    pub topics: Vec<(TopicId, Timestamp)>,
}

/// The forums of a site, their topics and posts, as a visitor may read them.
///
/// Every method may also fail with [`Error::Database`]. In a forum that the visitor may not read, every method
/// fails with [`Error::SignInRequired`] for guests, and otherwise with [`Error::NotFound`], as if the forum did
/// not exist. The methods with a default are for engines that know accounts or have pictures.
#[async_trait]
pub trait Reading: Send + Sync {
    /// The name of the site.
    fn name(&self) -> &str;

    /// The forums that the visitor may read.
    async fn forums(&self, visitor: &Visitor) -> Result<ForumList, Error>;

    /// A forum.
    async fn forum(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<Forum, Error>;

    /// A page of a forum's topics: the first one, or the one after a key from [`TopicPage::next`].
    ///
    /// # Errors
    /// [`Error::Malformed`] for a key that this forum did not issue.
    async fn topics(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        after: Option<&str>,
    ) -> Result<TopicPage, Error>;

    /// The public forums and their topics, newest posts first; at most `limit` of both together. What guests may not
    /// read is left out, whoever asks. Default: none, and the sitemap is empty.
    async fn public_pages(&self, _limit: u32) -> Result<PublicPages, Error> {
        Ok(PublicPages::default())
    }

    /// The custom smilies of a forum.
    async fn smilies(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<SmileySet, Error>;

    /// A topic.
    async fn topic(&self, visitor: &Visitor, id: TopicId) -> Result<Topic, Error>;

    /// A page of a thread, with `per_page` posts per page.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where there is no such page, or the post is in another topic.
    async fn thread(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        selector: PageSelector,
        per_page: u32,
    ) -> Result<ThreadPage, Error>;

    /// The newest posts of a topic.
    async fn review(&self, visitor: &Visitor, topic: TopicId) -> Result<TopicReview, Error>;

    /// A post.
    async fn post(&self, visitor: &Visitor, id: PostId) -> Result<Post, Error>;

    /// A picture by its name. `still`: the first frame of an animated one.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn picture(&self, _name: &str, _still: bool) -> Result<Picture, Error> {
        Err(Error::NotFound)
    }

    /// The account that the visitor is signed in to.
    async fn account(&self, _visitor: &Visitor) -> Result<Option<Account>, Error> {
        Ok(None)
    }

    /// Checks that the visitor has at least that role, before the request body is read.
    ///
    /// # Errors
    /// [`Error::SignInRequired`] for guests, otherwise [`Error::Forbidden`].
    async fn check_role(
        &self,
        _visitor: &Visitor,
        _forum: &ForumSlug,
        _role: Role,
    ) -> Result<(), Error> {
        Err(Error::SignInRequired)
    }

    /// Checks that the forum can be read and written.
    ///
    /// # Errors
    /// [`Error::NotWritable`]
    async fn ping(&self) -> Result<(), Error>;
}
