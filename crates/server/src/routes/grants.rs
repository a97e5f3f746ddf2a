//! `/api/embedding`: sessions for the pages of hosts.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contract::{Grant, HostLogin, HostSession};

use super::{
    capability::Capability,
    extract::JsonBody,
    refusals::{JsonRefusals, SignInRequired, TooManyAttempts},
    required_role::Member,
};
use crate::{
    error::Error,
    forum::{Hosting, Visitor},
};

/// Open a session for the pages of a host
///
/// Requires a session of the site itself. The new session is valid only with the `Origin` of that host.
#[utoipa::path(
    post, path = "/api/embedding/grants", tag = "embedding",
    security(("session" = [])),
    request_body = Grant,
    responses(
        (status = OK, body = HostSession),
        JsonRefusals, SignInRequired,
        (status = UNPROCESSABLE_ENTITY, description = "Not a valid site, or no forum lists it as a host"),
    )
)]
pub(super) async fn open_host_session(
    Capability(hosting): Capability<dyn Hosting>,
    visitor: Visitor,
    _: Member,
    JsonBody(grant): JsonBody<Grant>,
) -> Result<Response, Error> {
    hosting.grant(&visitor, &grant).await.map(private)
}

/// Sign in with a token from a host
///
/// Sent by a page of a host, with a token that the host's server signed with the forum's key. Every invalid token
/// gets the same response.
#[utoipa::path(
    post, path = "/api/embedding/sessions", tag = "embedding",
    request_body = HostLogin,
    responses(
        (status = OK, body = HostSession),
        JsonRefusals, TooManyAttempts,
        (status = UNAUTHORIZED, description = "The token is invalid or expired, or the forum has no key or no such host"),
        (status = UNPROCESSABLE_ENTITY, description = "The name in the token is not a valid pseudo"),
    )
)]
pub(super) async fn sign_in_from_host(
    Capability(hosting): Capability<dyn Hosting>,
    visitor: Visitor,
    JsonBody(login): JsonBody<HostLogin>,
) -> Result<Response, Error> {
    hosting
        .sign_in_from_host(&visitor, &login)
        .await
        .map(private)
}

/// A response that no cache may store.
fn private(session: HostSession) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(session)).into_response()
}
