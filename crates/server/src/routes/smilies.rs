//! `/api/forums/{slug}/smilies`: adding and changing custom smilies.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use palabre_contract::{CustomSmiley, ForumSlug, Problem, SmileyChange, SmileyId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    extract::{JsonBody, PathOf, QueryOf},
    member::Moderator,
    picture_body::{PictureFile, SmileyFile},
};
use crate::{
    error::Error,
    forum::{Engine, Visitor},
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
        (status = BAD_REQUEST, description = "No name, or the body ended early", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Not a moderator, or a page of another site sent the request", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "None of these content types", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The name is invalid or already in use, or the picture cannot be decoded", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn add_smiley(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(slug): PathOf<ForumSlug>,
    QueryOf(query): QueryOf<NameQuery>,
    visitor: Visitor,
    _: Moderator,
    SmileyFile(file): SmileyFile,
) -> Result<(StatusCode, Json<CustomSmiley>), Error> {
    let smiley = engine
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
        (status = BAD_REQUEST, description = "Not the JSON of a change", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Not a moderator, or a page of another site sent the request", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "The forum, the smiley or the smiley to move it before does not exist", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The name is invalid or already in use", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change_smiley(
    State(engine): State<Arc<dyn Engine>>,
    PathOf((slug, id)): PathOf<(ForumSlug, SmileyId)>,
    visitor: Visitor,
    _: Moderator,
    JsonBody(change): JsonBody<SmileyChange>,
) -> Result<Json<CustomSmiley>, Error> {
    engine
        .change_smiley(&visitor, &slug, id, &change)
        .await
        .map(Json)
}
