//! The pictures that people give: the trait [`Gallery`].

use async_trait::async_trait;
use axum::body::Bytes;
use palabre_contract::{Account, CustomSmiley, ForumSlug, SmileyChange, SmileyId};

use super::Visitor;
use crate::{error::Error, pictures::Picture};

/// The pictures of a site: custom smilies and avatars, and who may put them there.
///
/// Every method may fail with [`Error::Database`] beside what it says itself.
#[async_trait]
pub trait Gallery: Send + Sync {
    /// A picture by its name. `still`: of one that moves, the first frame.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    async fn picture(&self, name: &str, still: bool) -> Result<Picture, Error>;

    /// Adds a smiley at the end of a forum's, from a PNG, GIF or WebP file. Takes a moderator.
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

    /// Renames, moves, retires or brings back a smiley. Takes a moderator.
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

    /// Gives the visitor's account an avatar, from a PNG, JPEG, GIF or WebP file; without a file, takes
    /// it away.
    ///
    /// # Errors
    /// [`Error::SignInRequired`], [`Error::NotAPicture`].
    async fn set_avatar(&self, visitor: &Visitor, file: Option<Bytes>) -> Result<Account, Error>;
}
