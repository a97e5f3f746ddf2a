//! Extractors whose refusals are problem documents: axum's own answer in plain text.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use serde::de::DeserializeOwned;

use crate::error::Error;

/// How long a body may take to arrive. The head has a limit of its own.
const BODY_PATIENCE: Duration = Duration::from_secs(30);

/// A JSON body. The content type must say so: a page of another site can send text or a form
/// without asking (CSRF), but not `application/json`.
pub(super) struct JsonBody<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        if !is_json(request.headers()) {
            return Err(Error::NotJson);
        }
        let bytes = body(request, state).await?;
        // serde would take the members of an object from an array as well, in their order.
        if bytes.trim_ascii_start().first() == Some(&b'[') {
            return Err(Error::Malformed("the body is no JSON object".into()));
        }
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| Error::Malformed(error.to_string()))
    }
}

/// The whole body, within the limit that holds for the request.
pub(super) async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Error> {
    tokio::time::timeout(BODY_PATIENCE, Bytes::from_request(request, state))
        .await
        .map_err(|_| Error::Malformed("the body did not arrive in time".into()))?
        .map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
            _ => Error::Malformed("the body ended early".into()),
        })
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

/// The part of the path that names something. One that cannot be a name names nothing.
pub(super) struct Named<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Path::from_request_parts(parts, state)
            .await
            .map(|Path(name)| Self(name))
            .map_err(|_| Error::NotFound)
    }
}

/// The query of the address.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Query::from_request_parts(parts, state)
            .await
            .map(|Query(query)| Self(query))
            .map_err(|rejection| Error::Malformed(rejection.body_text()))
    }
}
