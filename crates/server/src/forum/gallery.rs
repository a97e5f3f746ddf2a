//! Uploaded pictures: the trait [`Gallery`].

use async_trait::async_trait;
use axum::body::Bytes;
use palabre_contract::{Account, CustomSmiley, ForumSlug, SmileyChange, SmileyId};

use super::Visitor;
use crate::error::Error;

/// Custom smilies and avatars.
///
/// Every method may also fail with [`Error::Database`].
#[async_trait]
pub trait Gallery: Send + Sync {
    /// Adds a smiley after the others of a forum, from a PNG, GIF or WebP file. Requires a moderator.
    ///
    /// # Errors
    /// [`Error::SignInRequired`], [`Error::NotFound`], [`Error::Forbidden`], [`Error::Invalid`],
    /// [`Error::NotAPicture`].
    async fn add_smiley(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        name: &str,
        file: Bytes,
    ) -> Result<CustomSmiley, Error>;

    /// Renames, moves, retires or restores a smiley. Requires a moderator.
    ///
    /// # Errors
    /// [`Error::SignInRequired`], [`Error::NotFound`], [`Error::Forbidden`], [`Error::Invalid`].
    async fn change_smiley(
        &self,
        visitor: &Visitor,
        forum: &ForumSlug,
        id: SmileyId,
        change: &SmileyChange,
    ) -> Result<CustomSmiley, Error>;

    /// Sets the avatar of the visitor's account from a PNG, JPEG, GIF or WebP file. `None` removes it.
    ///
    /// # Errors
    /// [`Error::SignInRequired`], [`Error::NotAPicture`].
    async fn set_avatar(&self, visitor: &Visitor, file: Option<Bytes>) -> Result<Account, Error>;
}
