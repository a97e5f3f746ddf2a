//! `/pictures`: uploaded pictures, as re-encoded by the server.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{extract::PathOf, picture_body::PictureFile};
use crate::{error::Error, forum::Engine};

/// Pictures are immutable: the name contains a hash of the bytes.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A picture
///
/// A smiley or an avatar. Caches may store it permanently.
#[utoipa::path(
    get, path = "/pictures/{name}", tag = "pictures",
    params(
        ("name" = String, Path, description = "The picture's name"),
        ("still" = Option<String>, Query, description = "If present, with or without a value: the first frame of an animated picture, as PNG", allow_reserved),
    ),
    responses(
        (status = OK, description = "The picture", content(
            (PictureFile = "image/png"), (PictureFile = "image/gif"), (PictureFile = "image/jpeg"),
        )),
        (status = NOT_FOUND, description = "The picture does not exist"),
    )
)]
pub(super) async fn get_picture(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(name): PathOf<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let still = query
        .unwrap_or_default()
        .split('&')
        .any(|pair| pair.split('=').next() == Some("still"));
    let picture = engine.picture(&name, still).await?;
    let media_type = HeaderValue::try_from(picture.media_type)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, IMMUTABLE),
    ];
    Ok((headers, picture.bytes).into_response())
}
