//! Extractors that check roles before the request body is read, so that unauthorized clients cannot make the server
//! read uploads. Place them before the body in a handler's arguments. The forum checks again in the transaction of
//! the change.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use palabre_contract::{ForumSlug, Role};
use serde::Deserialize;

use super::ApiState;
use crate::{error::Error, forum::Visitor};

/// The visitor is signed in.
pub(super) struct Member;

/// The visitor is a moderator of the forum in the path.
pub(super) struct Moderator;

/// The visitor is an administrator of the forum in the path.
pub(super) struct Administrator;

impl FromRequestParts<ApiState> for Member {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Error> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let account = state.engine.account(&visitor).await?;
        account.map(|_| Self).ok_or(Error::SignInRequired)
    }
}

impl FromRequestParts<ApiState> for Moderator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Error> {
        check_role(parts, state, Role::Moderator)
            .await
            .map(|()| Self)
    }
}

impl FromRequestParts<ApiState> for Administrator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Error> {
        check_role(parts, state, Role::Administrator)
            .await
            .map(|()| Self)
    }
}

#[derive(Deserialize)]
struct ForumPath {
    slug: ForumSlug,
}

async fn check_role(parts: &mut Parts, state: &ApiState, role: Role) -> Result<(), Error> {
    let visitor = Visitor::from_request_parts(parts, state).await?;
    let Path(ForumPath { slug }) = Path::from_request_parts(parts, state)
        .await
        .map_err(|_| Error::NotFound)?;
    state.engine.check_role(&visitor, &slug, role).await
}
