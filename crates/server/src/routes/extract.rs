//! Extractors that reject requests with problem documents, where axum's own respond with plain text.

use axum::{
    extract::{FromRef, FromRequest, FromRequestParts, Path, Query, Request},
    http::{HeaderMap, header, request::Parts},
};
use serde::de::DeserializeOwned;

use super::{BODY_LIMIT, bodies::Bodies};
use crate::error::Error;

/// A JSON body. The content type must be `application/json`: a page of another site can send text or a form without
/// a preflight (CSRF), but not JSON.
pub(super) struct JsonBody<T>(pub(super) T);

impl<T, S> FromRequest<S> for JsonBody<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
    Bodies: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        if !is_json(request.headers()) {
            return Err(Error::NotJson);
        }
        let bytes = Bodies::from_ref(state).read(request, BODY_LIMIT).await?;
        // serde would also deserialize a struct from an array of its fields.
        if bytes.trim_ascii_start().first() == Some(&b'[') {
            return Err(Error::Malformed("the body is not a JSON object".into()));
        }
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| Error::Malformed(error.to_string()))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

/// Path parameters. A value that cannot be parsed gets 404, like one that does not exist.
pub(crate) struct PathOf<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathOf<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Path::from_request_parts(parts, state)
            .await
            .map(|Path(name)| Self(name))
            .map_err(|_| Error::NotFound)
    }
}

/// Query parameters.
pub(super) struct QueryOf<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for QueryOf<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Query::from_request_parts(parts, state)
            .await
            .map(|Query(query)| Self(query))
            .map_err(|rejection| Error::Malformed(rejection.body_text()))
    }
}
