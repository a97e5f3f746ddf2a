//! `/api/forums/{slug}/team`: the moderators and administrators of a forum.

use std::sync::Arc;

use axum::{Json, extract::State};
use palabre_contract::{Appointment, ForumSlug, Problem, Team};

use super::{
    extract::{JsonBody, PathOf},
    member::Administrator,
};
use crate::{
    error::Error,
    forum::{Engine, Visitor},
};

/// The moderators and administrators of a forum
///
/// Accounts with a role in this forum: administrators first, then moderators, by name.
#[utoipa::path(
    get, path = "/api/forums/{slug}/team", tag = "moderation",
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    responses(
        (status = OK, body = Team),
        (status = UNAUTHORIZED, description = "Only for those who are signed in", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, or none that you may know of", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_team(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
) -> Result<Json<Team>, Error> {
    engine.team(&visitor, &slug).await.map(Json)
}

/// Give an account a role in a forum
///
/// The role `member` removes any other. Requires an administrator of the forum.
#[utoipa::path(
    put, path = "/api/forums/{slug}/team", tag = "moderation",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    request_body = Appointment,
    responses(
        (status = OK, body = Team),
        (status = BAD_REQUEST, description = "Not the JSON of an appointment", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Not an administrator, the last administrator, or a page of another site sent the request", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, or none that you may know of", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "No account has that pseudo, or the role is `guest`", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn appoint(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
    _: Administrator,
    JsonBody(appointment): JsonBody<Appointment>,
) -> Result<Json<Team>, Error> {
    engine
        .appoint(&visitor, &slug, &appointment)
        .await
        .map(Json)
}
