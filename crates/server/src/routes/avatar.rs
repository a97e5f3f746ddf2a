//! `/api/account/avatar`: the picture of the account that is signed in.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contract::Account;

use super::{
    capability::Capability,
    picture_body::{AvatarFile, PictureFile},
    refusals::{ChangeRefusals, PictureRefusals, SignInRequired},
    required_role::Member,
};
use crate::{
    error::Error,
    forum::{Gallery, Visitor},
};

/// Set the account's picture
///
/// The picture is the body. It is re-encoded: the centre square of its first frame, at most 160 by 160 pixels.
#[utoipa::path(
    put, path = "/api/account/avatar", tag = "pictures",
    security(("session" = [])),
    request_body(content(
        (PictureFile = "image/png"), (PictureFile = "image/jpeg"), (PictureFile = "image/gif"),
        (PictureFile = "image/webp"),
    )),
    responses(
        (status = OK, description = "The account, with the address of the picture", body = Account),
        PictureRefusals, SignInRequired,
        (status = PAYLOAD_TOO_LARGE, description = "More than 2 MiB"),
    )
)]
pub(super) async fn put_avatar(
    Capability(gallery): Capability<dyn Gallery>,
    visitor: Visitor,
    _: Member,
    AvatarFile(file): AvatarFile,
) -> Result<Response, Error> {
    gallery.set_avatar(&visitor, Some(file)).await.map(private)
}

/// Remove the account's picture
///
/// Its initials are shown again. Not an error if there is no picture.
#[utoipa::path(
    delete, path = "/api/account/avatar", tag = "pictures",
    security(("session" = [])),
    responses(
        (status = OK, description = "The account, without a picture", body = Account),
        ChangeRefusals, SignInRequired,
    )
)]
pub(super) async fn delete_avatar(
    Capability(gallery): Capability<dyn Gallery>,
    visitor: Visitor,
) -> Result<Response, Error> {
    gallery.set_avatar(&visitor, None).await.map(private)
}

/// A response that no cache may store.
fn private(account: Account) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(account)).into_response()
}
