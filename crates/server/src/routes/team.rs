//! `/api/forums/{slug}/team`: the moderators and administrators of a forum.

use axum::Json;
use palabre_contract::{ForumSlug, RoleGrant, Team};

use super::{
    capability::Capability,
    extract::{JsonBody, PathOf},
    refusals::{ForumNotFound, JsonRefusals, NotSupported, ReadRefusals, SignInRequired},
    required_role::Administrator,
};
use crate::{
    error::Error,
    forum::{Moderation, Visitor},
};

/// The moderators and administrators of a forum
///
/// Accounts with a role in this forum: administrators first, then moderators, by name.
#[utoipa::path(
    get, path = "/api/forums/{slug}/team", tag = "moderation",
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    responses(
        (status = OK, body = Team),
        ReadRefusals,
        NotSupported,
    )
)]
pub(super) async fn get_team(
    Capability(moderation): Capability<dyn Moderation>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
) -> Result<Json<Team>, Error> {
    moderation.team(&visitor, &slug).await.map(Json)
}

/// Give an account a role in a forum
///
/// The role `member` removes any other. Requires an administrator of the forum.
#[utoipa::path(
    put, path = "/api/forums/{slug}/team", tag = "moderation",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    request_body = RoleGrant,
    responses(
        (status = OK, body = Team),
        JsonRefusals, SignInRequired, ForumNotFound,
        (status = FORBIDDEN, description = "Not an administrator, the last administrator, or a page of another site sent the request"),
        (status = UNPROCESSABLE_ENTITY, description = "No account has that pseudo, or the role is `guest`"),
    )
)]
pub(super) async fn set_role(
    Capability(moderation): Capability<dyn Moderation>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
    _: Administrator,
    JsonBody(grant): JsonBody<RoleGrant>,
) -> Result<Json<Team>, Error> {
    moderation.set_role(&visitor, &slug, &grant).await.map(Json)
}
