//! Who may send a body at all. These stand before the body among the arguments of an operation: whoever is
//! refused here has made the server read none of it. The operation itself decides again, where what it reads is
//! still true when it writes.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use palabre_contract::{ForumSlug, Role};
use serde::Deserialize;

use super::ApiState;
use crate::{error::Error, forum::Visitor};

/// Somebody who is signed in.
pub(super) struct Member;

/// A moderator of the forum that the path names.
pub(super) struct Moderator;

/// An administrator of the forum that the path names.
pub(super) struct Administrator;

impl FromRequestParts<ApiState> for Member {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Error> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let account = state.forum.account(&visitor).await?;
        account.map(|_| Self).ok_or(Error::SignInRequired)
    }
}

impl FromRequestParts<ApiState> for Moderator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Error> {
        admit(parts, state, Role::Moderator).await.map(|()| Self)
    }
}

impl FromRequestParts<ApiState> for Administrator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Error> {
        admit(parts, state, Role::Administrator)
            .await
            .map(|()| Self)
    }
}

#[derive(Deserialize)]
struct InForum {
    slug: ForumSlug,
}

async fn admit(parts: &mut Parts, state: &ApiState, role: Role) -> Result<(), Error> {
    let visitor = Visitor::from_request_parts(parts, state).await?;
    let Path(InForum { slug }) = Path::from_request_parts(parts, state)
        .await
        .map_err(|_| Error::NotFound)?;
    state.moderation.admit(&visitor, &slug, role).await
}
