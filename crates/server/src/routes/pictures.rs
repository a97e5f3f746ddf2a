//! `/pictures`: the pictures that people gave, as the server drew them anew.

use std::sync::Arc;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use palabre_contract::Problem;

use super::{extract::Named, picture_body::PictureFile};
use crate::{error::Error, forum::Gallery};

/// The name carries the hash of the bytes: under that name the picture never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A picture
///
/// The address of a smiley's or an account's picture. Kept by caches for ever.
#[utoipa::path(
    get, path = "/pictures/{name}", tag = "pictures",
    params(
        ("name" = String, Path, description = "The picture's name"),
        ("still" = Option<String>, Query, description = "There, with or without a value: of a picture that moves, the first frame, as PNG", allow_reserved),
    ),
    responses(
        (status = OK, description = "The picture", content(
            (PictureFile = "image/png"), (PictureFile = "image/gif"), (PictureFile = "image/jpeg"),
        )),
        (status = NOT_FOUND, description = "No such picture", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_picture(
    State(gallery): State<Arc<dyn Gallery>>,
    Named(name): Named<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let still = query
        .unwrap_or_default()
        .split('&')
        .any(|pair| pair.split('=').next() == Some("still"));
    let picture = gallery.picture(&name, still).await?;
    let media_type = HeaderValue::try_from(picture.media_type)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, FOREVER),
    ];
    Ok((headers, picture.bytes).into_response())
}
