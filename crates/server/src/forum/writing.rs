//! Writing posts: the trait [`Writing`].

use async_trait::async_trait;
use palabre_contract::{
    ForumSlug, IdempotencyKey, NewPost, NewTopic, Post, PostChange, PostId, Posted, TopicId,
};

use super::{IssuedTokens, Visitor};
use crate::error::Error;

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

/// Replies, new topics, and changes of posts.
///
/// Every method may also fail with [`Error::Database`], and in a forum that the visitor may not read as those of
/// [`super::Reading`] do.
#[async_trait]
pub trait Writing: Send + Sync {
    /// Stores a reply, once for each key and account.
    ///
    /// The writer is the account of the credentials in the reply, otherwise that of the session, otherwise a
    /// guest with the given name, if the forum accepts guests.
    ///
    /// For a repeated request the post is what [`super::Reading::post`] returns to its writer now.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::SignInRequired`], those of [`super::Sessions::sign_in`],
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
}
