//! `/api/forums/{slug}/log`: who did what in a forum.

use std::sync::Arc;

use axum::{Json, extract::State};
use palabre_contract::{ForumSlug, LogId, LogPage, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::extract::{Asked, Named};
use crate::{
    error::Error,
    forum::{Moderation, Visitor},
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct LogQuery {
    /// `next` of the page before. Without it: the newest entries.
    #[param(value_type = Option<i64>)]
    before: Option<LogId>,
}

/// Who did what in a forum
///
/// 50 entries, newest first. Takes a moderator of the forum.
#[utoipa::path(
    get, path = "/api/forums/{slug}/log", tag = "moderation",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in addresses"), LogQuery),
    responses(
        (status = OK, body = LogPage),
        (status = BAD_REQUEST, description = "`before` is no number", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Not a moderator", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, or none that you may know of", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_log(
    State(moderation): State<Arc<dyn Moderation>>,
    Named(slug): Named<ForumSlug>,
    Asked(query): Asked<LogQuery>,
    visitor: Visitor,
) -> Result<Json<LogPage>, Error> {
    moderation
        .log(&visitor, &slug, query.before)
        .await
        .map(Json)
}
