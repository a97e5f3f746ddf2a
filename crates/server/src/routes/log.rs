//! `/api/forums/{slug}/log`: the audit log of a forum.

use axum::Json;
use palabre_contract::{ForumSlug, LogId, LogPage};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    capability::Capability,
    extract::{PathOf, QueryOf},
    refusals::{ForumNotFound, NotSupported, SignInRequired},
};
use crate::{
    error::Error,
    forum::{Moderation, Visitor},
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct LogQuery {
    /// `next` of the previous page. Default: the newest entries.
    #[param(value_type = Option<i64>)]
    before: Option<LogId>,
}

/// The audit log of a forum
///
/// 50 entries, newest first. Requires a moderator of the forum.
#[utoipa::path(
    get, path = "/api/forums/{slug}/log", tag = "moderation",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs"), LogQuery),
    responses(
        (status = OK, body = LogPage),
        SignInRequired, ForumNotFound,
        (status = BAD_REQUEST, description = "`before` is not a number"),
        (status = FORBIDDEN, description = "Not a moderator"),
        NotSupported,
    )
)]
pub(super) async fn get_log(
    Capability(moderation): Capability<dyn Moderation>,
    PathOf(slug): PathOf<ForumSlug>,
    QueryOf(query): QueryOf<LogQuery>,
    visitor: Visitor,
) -> Result<Json<LogPage>, Error> {
    moderation
        .log(&visitor, &slug, query.before)
        .await
        .map(Json)
}
