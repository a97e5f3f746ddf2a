//! `/api/embedding`: sessions for the pages of hosts.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contract::{Grant, HostLogin, HostSession, Problem};

use super::{extract::JsonBody, member::Member, refusals::JsonRefusals};
use crate::{
    error::Error,
    forum::{HostSessions, Visitor},
};

/// Let the pages of a host act for you
///
/// Takes the session of the site itself, and opens another one that is good with the `Origin` of that host only.
#[utoipa::path(
    post, path = "/api/embedding/grants", tag = "embedding",
    security(("session" = [])),
    request_body = Grant,
    responses(
        (status = OK, body = HostSession),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "No site, or none of any forum's hosts", body = Problem, content_type = "application/problem+json"),
        JsonRefusals,
    )
)]
pub(super) async fn grant(
    State(sessions): State<Arc<dyn HostSessions>>,
    visitor: Visitor,
    _: Member,
    JsonBody(grant): JsonBody<Grant>,
) -> Result<Response, Error> {
    sessions.grant(&visitor, &grant).await.map(answer)
}

/// Sign in whom a host vouches for
///
/// Asked for by a page of a host, with a token that the host's own server has signed with the forum's key. The
/// answer is the same whatever is not right with it.
#[utoipa::path(
    post, path = "/api/embedding/sessions", tag = "embedding",
    request_body = HostLogin,
    responses(
        (status = OK, body = HostSession),
        (status = UNAUTHORIZED, description = "No such forum, no key, no host of it, or not a token that is good here and now", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "The name in it can be nobody's pseudo", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too many attempts to sign in", body = Problem, content_type = "application/problem+json"),
        JsonRefusals,
    )
)]
pub(super) async fn enter_from_host(
    State(sessions): State<Arc<dyn HostSessions>>,
    visitor: Visitor,
    JsonBody(login): JsonBody<HostLogin>,
) -> Result<Response, Error> {
    sessions.enter_from_host(&visitor, &login).await.map(answer)
}

/// No cache may keep a token.
fn answer(session: HostSession) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(session)).into_response()
}
