//! `/api/forums/{slug}/smilies`: adding custom smilies, and changing them.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use palabre_contract::{CustomSmiley, ForumSlug, Problem, SmileyChange, SmileyId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    extract::{Asked, JsonBody, Named},
    member::Moderator,
    picture_body::{PictureFile, SmileyFile},
};
use crate::{
    error::Error,
    forum::{Gallery, Visitor},
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct NameQuery {
    /// The name between `[:` and `]`: 1 to 40 characters on one line, no brackets, no colon.
    name: String,
}

/// Add a custom smiley
///
/// The picture is the body. It is drawn anew: sized down to at most 160 by 64 pixels, still ones as
/// PNG, moving ones as GIF with all their frames, at most 200. Takes a moderator of the forum.
#[utoipa::path(
    post, path = "/api/forums/{slug}/smilies", tag = "pictures",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in addresses"), NameQuery),
    request_body(content(
        (PictureFile = "image/png"), (PictureFile = "image/gif"), (PictureFile = "image/webp"),
    )),
    responses(
        (status = CREATED, description = "It is the last of the forum's", body = CustomSmiley),
        (status = BAD_REQUEST, description = "No name, or the body did not arrive", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Not a moderator, or the request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not one of these content types", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "No name for a smiley, or one that is taken; or not a picture that can be read", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn add_smiley(
    State(gallery): State<Arc<dyn Gallery>>,
    Named(slug): Named<ForumSlug>,
    Asked(query): Asked<NameQuery>,
    visitor: Visitor,
    _: Moderator,
    SmileyFile(file): SmileyFile,
) -> Result<(StatusCode, Json<CustomSmiley>), Error> {
    let smiley = gallery
        .add_smiley(&visitor, &slug, &query.name, file)
        .await?;
    Ok((StatusCode::CREATED, Json(smiley)))
}

/// Rename, move, retire or bring back a custom smiley
///
/// All of the change is made, or nothing. Takes a moderator of the forum.
#[utoipa::path(
    patch, path = "/api/forums/{slug}/smilies/{id}", tag = "pictures",
    security(("session" = [])),
    params(
        ("slug" = String, Path, description = "The forum's name in addresses"),
        ("id" = i64, Path, description = "The smiley's number"),
    ),
    request_body = SmileyChange,
    responses(
        (status = OK, body = CustomSmiley),
        (status = BAD_REQUEST, description = "Not the JSON of a change", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Not a moderator, or the request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, no such smiley in it, or none to stand before", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "No name for a smiley, or one that is taken", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change_smiley(
    State(gallery): State<Arc<dyn Gallery>>,
    Named((slug, id)): Named<(ForumSlug, SmileyId)>,
    visitor: Visitor,
    _: Moderator,
    JsonBody(change): JsonBody<SmileyChange>,
) -> Result<Json<CustomSmiley>, Error> {
    gallery
        .change_smiley(&visitor, &slug, id, &change)
        .await
        .map(Json)
}
