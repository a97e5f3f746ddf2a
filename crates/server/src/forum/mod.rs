//! The interface of a forum engine, and the reference implementation.
//!
//! Routes depend on the traits here ([`Forum`], [`Accounts`], [`Gallery`], [`HostSessions`], [`Hosting`],
//! [`Moderation`]) and not on what implements them. [`SqlForum`] is the reference implementation: it applies
//! the rules of [`policy`] over [`crate::store`]. An adapter to an existing forum engine can replace it.

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

/// Who sends a request, as stated by the request itself. Nothing in it is verified yet.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The session token: from the cookie, or from the `Authorization` header of a page of another site.
    pub token: Option<Secret>,
    /// The origin of the site in whose page the request was made. `None`: the forum's own pages.
    pub host: Option<String>,
    /// The browser token, if an account has signed in with this browser before.
    pub browser: Option<Secret>,
    /// The network that the request comes from.
    pub network: ClientNetwork,
    /// The `User-Agent` header, cut to 200 characters.
    pub agent: String,
}

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

/// The tokens that the browser stores after a sign-in.
#[derive(Debug)]
pub struct IssuedTokens {
    /// The session token.
    pub session: Secret,
    /// The browser token, which replaces an earlier one.
    pub browser: Secret,
}

/// The result of a sign-in.
#[derive(Debug)]
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// Its tokens.
    pub tokens: IssuedTokens,
}

/// A stored post.
#[derive(Debug)]
pub struct Replied {
    /// The response to its writer.
    pub posted: Posted,
    /// `true`: the request was a repetition, and `posted` has the post as its writer may read it now.
    pub replayed: bool,
    /// The tokens of the session that was opened, if the request contained credentials.
    pub tokens: Option<IssuedTokens>,
}

/// A forum site: its forums, topics and posts.
///
/// Every method may also fail with [`Error::Database`]. In a forum that the visitor may not read, every method
/// fails with [`Error::SignInRequired`] for guests, and otherwise with [`Error::NotFound`], as if the forum did
/// not exist.
#[async_trait]
pub trait Forum: Send + Sync {
    /// The name of the site.
    fn name(&self) -> &str;

    /// The forums that the visitor may read.
    async fn forums(&self, visitor: &Visitor) -> Result<ForumList, Error>;

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

    /// Stores a reply, once for each key and account.
    ///
    /// The writer is the account of the credentials in the reply, otherwise that of the session, otherwise a
    /// guest with the given name, if the forum accepts guests.
    ///
    /// For a repeated request the post is what [`Forum::post`] returns to its writer now.
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

    /// Opens a topic, with the rules of [`Self::reply`].
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

    /// Changes, withdraws or restores a post. Requires its author or a moderator.
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

    /// Opens a new session and ends the previous one.
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

    /// Checks that the forum can be read and written.
    ///
    /// # Errors
    /// [`Error::NotWritable`]
    async fn ping(&self) -> Result<(), Error>;
}
