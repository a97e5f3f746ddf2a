//! `/api/forums/{slug}/embedding`: which sites may embed a forum, and the key that they sign tokens with.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{Embedding, ForumSlug, HostKey, Hosts};

use super::{
    capability::Capability,
    extract::{JsonBody, PathOf},
    refusals::{ChangeRefusals, ForumNotFound, JsonRefusals, NotSupported, SignInRequired},
    required_role::Administrator,
};
use crate::{
    error::Error,
    forum::{Hosting, Visitor},
};

/// The embedding settings of a forum
///
/// Requires an administrator of the forum.
#[utoipa::path(
    get, path = "/api/forums/{slug}/embedding", tag = "embedding",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    responses(
        (status = OK, body = Embedding),
        SignInRequired, ForumNotFound,
        (status = FORBIDDEN, description = "Not an administrator"),
        NotSupported,
    )
)]
pub(super) async fn get_embedding(
    Capability(hosting): Capability<dyn Hosting>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
) -> Result<Json<Embedding>, Error> {
    hosting.embedding(&visitor, &slug).await.map(Json)
}

/// Set the sites that may embed a forum
///
/// Requires an administrator of the forum. Replaces the list. Sites are stored as origins; `www.example.org`
/// becomes `https://www.example.org`.
#[utoipa::path(
    put, path = "/api/forums/{slug}/embedding", tag = "embedding",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    request_body = Hosts,
    responses(
        (status = OK, body = Embedding),
        JsonRefusals, SignInRequired, ForumNotFound,
        (status = UNPROCESSABLE_ENTITY, description = "One of them is not a valid site, or there are too many"),
    )
)]
pub(super) async fn set_hosts(
    Capability(hosting): Capability<dyn Hosting>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
    _: Administrator,
    JsonBody(hosts): JsonBody<Hosts>,
) -> Result<Json<Embedding>, Error> {
    hosting.set_hosts(&visitor, &slug, &hosts).await.map(Json)
}

/// Create a key with which the hosts of a forum sign tokens for their users
///
/// Requires an administrator of the forum. The key is returned only once, and replaces the previous one.
#[utoipa::path(
    post, path = "/api/forums/{slug}/embedding/key", tag = "embedding",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    responses(
        (status = CREATED, body = HostKey),
        ChangeRefusals, SignInRequired, ForumNotFound,
    )
)]
pub(super) async fn create_host_key(
    Capability(hosting): Capability<dyn Hosting>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
) -> Result<Response, Error> {
    let key = hosting.create_host_key(&visitor, &slug).await?;
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, no_store, Json(key)).into_response())
}

/// Delete the key of a forum's hosts
///
/// Requires an administrator of the forum. Not an error if there is no key.
#[utoipa::path(
    delete, path = "/api/forums/{slug}/embedding/key", tag = "embedding",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    responses(
        (status = OK, body = Embedding),
        ChangeRefusals, SignInRequired, ForumNotFound,
    )
)]
pub(super) async fn delete_host_key(
    Capability(hosting): Capability<dyn Hosting>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
) -> Result<Json<Embedding>, Error> {
    hosting.delete_host_key(&visitor, &slug).await.map(Json)
}
