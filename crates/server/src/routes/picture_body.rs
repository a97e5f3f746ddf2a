//! A picture as the body of a request.

use axum::{
    body::Bytes,
    extract::{FromRef, FromRequest, Request},
    http::{HeaderMap, header},
};
use utoipa::ToSchema;

use super::bodies::Bodies;
use crate::{
    error::Error,
    pictures::{AVATAR_BYTES, SMILEY_BYTES},
};

/// The bytes of a picture, in the OpenAPI document.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(super) struct PictureFile(#[expect(dead_code, reason = "only its schema is used")] Vec<u8>);

/// A smiley upload. The content type must be PNG, GIF or WebP.
pub(super) struct SmileyFile(pub(super) Bytes);

/// An avatar upload. The content type must be PNG, JPEG, GIF or WebP.
pub(super) struct AvatarFile(pub(super) Bytes);

impl<S> FromRequest<S> for SmileyFile
where
    S: Send + Sync,
    Bodies: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let types = ["image/png", "image/gif", "image/webp"];
        file(request, state, &types, SMILEY_BYTES).await.map(Self)
    }
}

impl<S> FromRequest<S> for AvatarFile
where
    S: Send + Sync,
    Bodies: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let types = ["image/png", "image/jpeg", "image/gif", "image/webp"];
        file(request, state, &types, AVATAR_BYTES).await.map(Self)
    }
}

/// The content type is checked for the same reason as in `JsonBody`: forms of other sites cannot send pictures
/// (CSRF). The actual format is detected from the bytes.
async fn file<S>(request: Request, state: &S, types: &[&str], limit: usize) -> Result<Bytes, Error>
where
    Bodies: FromRef<S>,
{
    if !is_one_of(request.headers(), types) {
        return Err(Error::NotAPictureType);
    }
    Bodies::from_ref(state).read(request, limit).await
}

fn is_one_of(headers: &HeaderMap, types: &[&str]) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| {
            types
                .iter()
                .any(|name| essence.trim().eq_ignore_ascii_case(name))
        })
}
