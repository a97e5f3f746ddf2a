//! JSON responses with an `ETag`, for large resources that change rarely.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::Error;

/// The value as JSON with an `ETag`, or 304 if `If-None-Match` contains it. The tag is weak, because the response may
/// be compressed.
pub(super) fn json(value: &impl Serialize, request: &HeaderMap) -> Result<Response, Error> {
    let body = serde_json::to_vec(value).map_err(|error| Error::Internal(error.to_string()))?;
    let tag = format!("W/\"{}\"", &hex::encode(Sha256::digest(&body))[..32]);
    let known = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == tag || known == "*");
    let tag = HeaderValue::try_from(tag).map_err(|error| Error::Internal(error.to_string()))?;
    if known {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::ETAG, tag),
    ];
    Ok((headers, Bytes::from(body)).into_response())
}
