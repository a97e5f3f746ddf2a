//! `/api/forums/{slug}/smilies`: adding and changing custom smilies.

use axum::{Json, http::StatusCode};
use palabre_contract::{CustomSmiley, ForumSlug, SmileyChange, SmileyId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    capability::Capability,
    extract::{JsonBody, PathOf, QueryOf},
    picture_body::{PictureFile, SmileyFile},
    refusals::{ForumNotFound, JsonRefusals, PictureRefusals, SignInRequired},
    required_role::Moderator,
};
use crate::{
    error::Error,
    forum::{Gallery, Visitor},
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct NameQuery {
    /// The name between `[:` and `]`: 1 to 40 characters on one line, without brackets and colons.
    name: String,
}

/// Add a custom smiley
///
/// The picture is the body. It is re-encoded and scaled down to at most 160 by 64 pixels, stills as PNG, animations
/// as GIF with at most 200 frames. Requires a moderator of the forum.
#[utoipa::path(
    post, path = "/api/forums/{slug}/smilies", tag = "pictures",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs"), NameQuery),
    request_body(content(
        (PictureFile = "image/png"), (PictureFile = "image/gif"), (PictureFile = "image/webp"),
    )),
    responses(
        (status = CREATED, description = "Added at the end of the list", body = CustomSmiley),
        PictureRefusals, SignInRequired, ForumNotFound,
        (status = BAD_REQUEST, description = "No name, or the body ended early"),
        (status = FORBIDDEN, description = "Not a moderator, or a page of another site sent the request"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB"),
        (status = UNPROCESSABLE_ENTITY, description = "The name is invalid or already in use, or the picture cannot be decoded"),
    )
)]
pub(super) async fn add_smiley(
    Capability(gallery): Capability<dyn Gallery>,
    PathOf(slug): PathOf<ForumSlug>,
    QueryOf(query): QueryOf<NameQuery>,
    visitor: Visitor,
    _: Moderator,
    SmileyFile(file): SmileyFile,
) -> Result<(StatusCode, Json<CustomSmiley>), Error> {
    let smiley = gallery
        .add_smiley(&visitor, &slug, &query.name, file)
        .await?;
    Ok((StatusCode::CREATED, Json(smiley)))
}

/// Rename, move, retire or restore a custom smiley
///
/// Either the whole change is made or none of it. Requires a moderator of the forum.
#[utoipa::path(
    patch, path = "/api/forums/{slug}/smilies/{id}", tag = "pictures",
    security(("session" = [])),
    params(
        ("slug" = String, Path, description = "The forum's name in URLs"),
        ("id" = i64, Path, description = "The smiley's id"),
    ),
    request_body = SmileyChange,
    responses(
        (status = OK, body = CustomSmiley),
        JsonRefusals, SignInRequired,
        (status = FORBIDDEN, description = "Not a moderator, or a page of another site sent the request"),
        (status = NOT_FOUND, description = "The forum, the smiley or the smiley to move it before does not exist"),
        (status = UNPROCESSABLE_ENTITY, description = "The name is invalid or already in use"),
    )
)]
pub(super) async fn change_smiley(
    Capability(gallery): Capability<dyn Gallery>,
    PathOf((slug, id)): PathOf<(ForumSlug, SmileyId)>,
    visitor: Visitor,
    _: Moderator,
    JsonBody(change): JsonBody<SmileyChange>,
) -> Result<Json<CustomSmiley>, Error> {
    gallery
        .change_smiley(&visitor, &slug, id, &change)
        .await
        .map(Json)
}
