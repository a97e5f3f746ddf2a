//! `/api/forums`: the list of forums, their topics and smilies.

use std::sync::Arc;

use axum::{Json, extract::State};
use palabre_contract::{ForumList, ForumSlug, Problem, SmileySet, TopicPage};
use serde::Deserialize;
use utoipa::IntoParams;

use super::extract::{Asked, Named};
use crate::{
    error::Error,
    forum::{Forum, Visitor},
};

/// The forums that the visitor may read
#[utoipa::path(
    get, path = "/api/forums", tag = "forums",
    responses((status = OK, body = ForumList))
)]
pub(super) async fn list_forums(
    State(forum): State<Arc<dyn Forum>>,
    visitor: Visitor,
) -> Result<Json<ForumList>, Error> {
    forum.forums(&visitor).await.map(Json)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TopicsQuery {
    /// `next` of the page before. Without it: the first page.
    after: Option<String>,
}

/// A page of a forum's topics
///
/// Pinned ones first, then those with the newest post first.
#[utoipa::path(
    get, path = "/api/forums/{slug}/topics", tag = "forums",
    params(("slug" = String, Path, description = "The forum's name in addresses"), TopicsQuery),
    responses(
        (status = OK, body = TopicPage),
        (status = BAD_REQUEST, description = "Not a key of this server", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Only for those who are signed in", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_topics(
    State(forum): State<Arc<dyn Forum>>,
    Named(slug): Named<ForumSlug>,
    Asked(query): Asked<TopicsQuery>,
    visitor: Visitor,
) -> Result<Json<TopicPage>, Error> {
    forum
        .topics(&visitor, &slug, query.after.as_deref())
        .await
        .map(Json)
}

/// The custom smilies of a forum
#[utoipa::path(
    get, path = "/api/forums/{slug}/smilies", tag = "forums",
    params(("slug" = String, Path, description = "The forum's name in addresses")),
    responses(
        (status = OK, body = SmileySet),
        (status = UNAUTHORIZED, description = "Only for those who are signed in", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_smilies(
    State(forum): State<Arc<dyn Forum>>,
    Named(slug): Named<ForumSlug>,
    visitor: Visitor,
) -> Result<Json<SmileySet>, Error> {
    forum.smilies(&visitor, &slug).await.map(Json)
}
