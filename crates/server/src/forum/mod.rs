//! What a forum does for those who read and write: the trait [`Forum`], and its rules.
//!
//! Routes know this trait and nothing behind it. [`SqlForum`] is the reference forum; an adapter to
//! a forum engine that exists already can stand in its place.

mod accounts;
mod client_network;
mod engine;
mod gallery;
mod host_sessions;
mod host_token;
mod hosting;
mod limits;
mod mail_templates;
mod moderation;
mod passwords;
pub mod policy;
mod rate_limit;
mod reply_mail;
mod secret;
mod smiley_codes;
mod sql_forum;

pub use accounts::Accounts;
pub use client_network::ClientNetwork;
pub use engine::Engine;
pub use gallery::Gallery;
pub use host_sessions::HostSessions;
pub use hosting::{Framed, Hosting};
pub use limits::Limits;
pub use moderation::Moderation;
pub use passwords::Passwords;
pub use secret::{BROWSER_LIFE, SESSION_LIFE, Secret};
pub use sql_forum::SqlForum;

use async_trait::async_trait;
use palabre_contract::{
    Account, Credentials, ForumList, ForumSlug, IdempotencyKey, NewPost, NewTopic, Post,
    PostChange, PostId, Posted, SmileySet, ThreadPage, Topic, TopicId, TopicPage, TopicReview,
};

use crate::error::Error;

/// Who sends a request, as far as the request tells.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The token in the session cookie, or the one sent along from a page of another site. Whether it stands
    /// for anybody is the forum's to say.
    pub token: Option<Secret>,
    /// The site in whose page the request was made, as an origin. `None`: in the forum's own.
    pub host: Option<String>,
    /// The token by which the browser is known, where somebody has signed in with it before.
    pub browser: Option<Secret>,
    /// Where the request comes from.
    pub network: ClientNetwork,
    /// What the browser calls itself, cut to 200 characters.
    pub agent: String,
}

/// Which page of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageSelector {
    /// The page of that number, from 1.
    Page(u32),
    /// The last page.
    Last,
    /// The page on which that post stands.
    Post(PostId),
}

/// What the browser of somebody who has just signed in is to keep.
#[derive(Debug)]
pub struct IssuedTokens {
    /// What stands for the session from now on.
    pub session: Secret,
    /// What the browser is known by from now on.
    pub browser: Secret,
}

/// A session that was just opened.
#[derive(Debug)]
pub struct SignedIn {
    /// Whose it is.
    pub account: Account,
    /// What stands for it.
    pub tokens: IssuedTokens,
}

/// A reply that is in the thread.
#[derive(Debug)]
pub struct Replied {
    /// The answer to its writer.
    pub posted: Posted,
    /// `true`: it had arrived before, and this is what its writer reads there now.
    pub replayed: bool,
    /// The session that its credentials opened, where it brought some.
    pub tokens: Option<IssuedTokens>,
}

/// A forum site: its forums, topics and posts, and who may write there.
///
/// Every method may fail with [`Error::Database`] beside what it says itself. Whatever leads into a
/// forum that the visitor may not read fails with [`Error::SignInRequired`] where nobody is signed in,
/// and else with [`Error::NotFound`], as if it were not there.
#[async_trait]
pub trait Forum: Send + Sync {
    /// The name of the site.
    fn name(&self) -> &str;

    /// The forums that the visitor may read.
    async fn forums(&self, visitor: &Visitor) -> Result<ForumList, Error>;

    /// The topics of a forum, from its first page or after a key of [`TopicPage::next`].
    ///
    /// # Errors
    /// [`Error::Malformed`] for a key that was not given out here.
    async fn topics(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        after: Option<&str>,
    ) -> Result<TopicPage, Error>;

    /// The custom smilies of a forum.
    async fn smilies(&self, visitor: &Visitor, forum: &ForumSlug) -> Result<SmileySet, Error>;

    /// A topic.
    async fn topic(&self, visitor: &Visitor, id: TopicId) -> Result<Topic, Error>;

    /// A page of a thread, at so many posts a page.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where there is no such page, or the post stands in another topic.
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

    /// Stores a reply, once for each key and account.
    ///
    /// Credentials in the reply decide who writes, even where a session is open; without them the
    /// visitor's session does, and without either the guest's name, where the forum takes guests.
    ///
    /// A reply that had arrived before is answered as [`Forum::post`] answers its writer now.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::SignInRequired`], those of [`Forum::sign_in`],
    /// [`Error::NotFound`], [`Error::Forbidden`], [`Error::TopicLocked`], [`Error::KeyReused`],
    /// [`Error::TooSoon`].
    async fn reply(
        &self,
        visitor: &Visitor,
        topic: TopicId,
        key: &IdempotencyKey,
        post: &NewPost,
    ) -> Result<Replied, Error>;

    /// Opens a topic, as [`Self::reply`] answers one.
    ///
    /// # Errors
    /// Those of [`Self::reply`].
    async fn open_topic(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        key: &IdempotencyKey,
        topic: &NewTopic,
    ) -> Result<Replied, Error>;

    /// Changes, withdraws or restores a post. Takes its author, or a moderator.
    ///
    /// # Errors
    /// [`Error::SignInRequired`], [`Error::Invalid`], [`Error::NotFound`], [`Error::Forbidden`],
    /// [`Error::TopicLocked`], [`Error::ChangedMeanwhile`].
    async fn change_post(
        &self,
        visitor: &Visitor,
        id: PostId,
        change: &PostChange,
    ) -> Result<Post, Error>;

    /// The account that the visitor is signed in to.
    async fn account(&self, visitor: &Visitor) -> Result<Option<Account>, Error>;

    /// Opens a new session and ends the one that the visitor had.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::WrongCredentials`], [`Error::TooManyAttempts`].
    async fn sign_in(
        &self,
        visitor: &Visitor,
        credentials: &Credentials,
    ) -> Result<SignedIn, Error>;

    /// Ends the visitor's session, if there is one.
    async fn sign_out(&self, visitor: &Visitor) -> Result<(), Error>;

    /// Whether the forum can answer readers and store what is written.
    ///
    /// # Errors
    /// [`Error::NotWritable`]
    async fn ping(&self) -> Result<(), Error>;
}
