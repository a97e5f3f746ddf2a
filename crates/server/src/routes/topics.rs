//! `/api/topics`: topics, the pages of their threads and their newest posts.

use std::sync::Arc;

use axum::{Json, extract::State};
use palabre_contract::{
    PostId, ThreadPage, Topic, TopicChange, TopicId, TopicReview,
    topic::{POSTS_PER_PAGE, POSTS_PER_PAGE_CHOICES},
};
use serde::Deserialize;
use utoipa::{
    IntoParams,
    openapi::schema::{Object, ObjectBuilder, Type},
};

use super::{
    capability::Capability,
    extract::{JsonBody, PathOf, QueryOf},
    refusals::{JsonRefusals, ReadRefusals, SignInRequired},
    required_role::Member,
};
use crate::{
    error::Error,
    forum::{Engine, Moderation, PageSelector, Visitor},
};

/// A topic, without its posts
#[utoipa::path(
    get, path = "/api/topics/{id}", tag = "topics",
    params(("id" = i64, Path, description = "The topic's id")),
    responses(
        (status = OK, body = Topic),
        ReadRefusals,
    )
)]
pub(super) async fn get_topic(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(id): PathOf<TopicId>,
    visitor: Visitor,
) -> Result<Json<Topic>, Error> {
    engine.topic(&visitor, id).await.map(Json)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ThreadQuery {
    /// The page's number, from 1, or `last`. Default: the first page.
    #[param(pattern = "^([1-9][0-9]{0,8}|last)$")]
    page: Option<String>,
    /// Instead of `page`: the page that contains this post.
    #[param(value_type = Option<i64>)]
    post: Option<PostId>,
    /// Posts per page. Default: 20.
    #[param(schema_with = per_page_schema)]
    per: Option<u32>,
}

/// The schema of `per`, with the allowed numbers.
pub(super) fn per_page_schema() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .enum_values(Some(POSTS_PER_PAGE_CHOICES))
        .build()
}

/// The number of posts per page that `per` requests.
pub(super) fn per_page(per: Option<u32>) -> Result<u32, Error> {
    let per_page = per.unwrap_or(POSTS_PER_PAGE);
    if POSTS_PER_PAGE_CHOICES.contains(&per_page) {
        Ok(per_page)
    } else {
        Err(Error::Malformed(format!(
            "`per` must be one of {POSTS_PER_PAGE_CHOICES:?}"
        )))
    }
}

/// The page of a thread that `page` or `post` requests.
pub(super) fn page_of(page: Option<&str>, post: Option<PostId>) -> Result<PageSelector, Error> {
    match (page, post) {
        (None, None) => Ok(PageSelector::Page(1)),
        (None, Some(post)) => Ok(PageSelector::Post(post)),
        (Some("last"), None) => Ok(PageSelector::Last),
        (Some(number), None) => number
            .parse()
            .map(PageSelector::Page)
            .map_err(|_| Error::Malformed("`page` must be a number from 1, or `last`".into())),
        (Some(_), Some(_)) => Err(Error::Malformed(
            "set either `page` or `post`, not both".into(),
        )),
    }
}

/// A page of a thread, oldest post first
#[utoipa::path(
    get, path = "/api/topics/{id}/posts", tag = "topics",
    params(("id" = i64, Path, description = "The topic's id"), ThreadQuery),
    responses(
        (status = OK, body = ThreadPage),
        ReadRefusals,
        (status = BAD_REQUEST, description = "`page` is neither a number nor `last`, both `page` and `post` are set, or `per` is not an allowed number"),
        (status = NOT_FOUND, description = "The topic, the page or the post in it does not exist"),
    )
)]
pub(super) async fn get_thread_page(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(id): PathOf<TopicId>,
    QueryOf(query): QueryOf<ThreadQuery>,
    visitor: Visitor,
) -> Result<Json<ThreadPage>, Error> {
    let selector = page_of(query.page.as_deref(), query.post)?;
    engine
        .thread(&visitor, id, selector, per_page(query.per)?)
        .await
        .map(Json)
}

/// The newest posts of a topic, newest first
#[utoipa::path(
    get, path = "/api/topics/{id}/review", tag = "topics",
    params(("id" = i64, Path, description = "The topic's id")),
    responses(
        (status = OK, body = TopicReview),
        ReadRefusals,
    )
)]
pub(super) async fn get_topic_review(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(id): PathOf<TopicId>,
    visitor: Visitor,
) -> Result<Json<TopicReview>, Error> {
    engine.review(&visitor, id).await.map(Json)
}

/// Change a topic
///
/// Requires a moderator, or for a move a moderator of both forums. The author can change the title.
#[utoipa::path(
    patch, path = "/api/topics/{id}", tag = "topics",
    security(("session" = [])),
    params(("id" = i64, Path, description = "The topic's id")),
    request_body = TopicChange,
    responses(
        (status = OK, body = Topic),
        JsonRefusals, SignInRequired,
        (status = FORBIDDEN, description = "Not a moderator, or a page of another site sent the request"),
        (status = NOT_FOUND, description = "The topic does not exist"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the forum to move to does not exist"),
    )
)]
pub(super) async fn change_topic(
    Capability(moderation): Capability<dyn Moderation>,
    PathOf(id): PathOf<TopicId>,
    visitor: Visitor,
    _: Member,
    JsonBody(change): JsonBody<TopicChange>,
) -> Result<Json<Topic>, Error> {
    moderation
        .change_topic(&visitor, id, &change)
        .await
        .map(Json)
}
