//! `/api/topics`: a topic, the pages of its thread, its newest posts.

use std::sync::Arc;

use axum::{Json, extract::State};
use palabre_contract::{PostId, Problem, ThreadPage, Topic, TopicId, TopicReview};
use serde::Deserialize;
use utoipa::IntoParams;

use super::extract::{Asked, Named};
use crate::{
    error::Error,
    forum::{Forum, Place},
};

/// A topic, without its posts
#[utoipa::path(
    get, path = "/api/topics/{id}", tag = "topics",
    params(("id" = i64, Path, description = "The topic's number")),
    responses(
        (status = OK, body = Topic),
        (status = NOT_FOUND, description = "No such topic", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_topic(
    State(forum): State<Arc<dyn Forum>>,
    Named(id): Named<TopicId>,
) -> Result<Json<Topic>, Error> {
    forum.topic(id).await.map(Json)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ThreadQuery {
    /// The page's number, from 1, or `last`. Without `page` and `post`: the first page.
    page: Option<String>,
    /// Instead of `page`: the page on which that post stands.
    #[param(value_type = Option<i64>)]
    post: Option<PostId>,
}

impl ThreadQuery {
    fn place(&self) -> Result<Place, Error> {
        match (self.page.as_deref(), self.post) {
            (None, None) => Ok(Place::Page(1)),
            (None, Some(post)) => Ok(Place::Post(post)),
            (Some("last"), None) => Ok(Place::Last),
            (Some(number), None) => number
                .parse()
                .map(Place::Page)
                .map_err(|_| Error::Malformed("`page` is a number from 1, or `last`".into())),
            (Some(_), Some(_)) => Err(Error::Malformed(
                "ask for `page` or for `post`, not for both".into(),
            )),
        }
    }
}

/// A page of a thread, oldest post first
#[utoipa::path(
    get, path = "/api/topics/{id}/posts", tag = "topics",
    params(("id" = i64, Path, description = "The topic's number"), ThreadQuery),
    responses(
        (status = OK, body = ThreadPage),
        (status = BAD_REQUEST, description = "Neither a number nor `last`, or both parameters at once", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such topic, no such page, or no such post in it", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_thread_page(
    State(forum): State<Arc<dyn Forum>>,
    Named(id): Named<TopicId>,
    Asked(query): Asked<ThreadQuery>,
) -> Result<Json<ThreadPage>, Error> {
    forum.thread(id, query.place()?).await.map(Json)
}

/// The newest posts of a topic, newest first
#[utoipa::path(
    get, path = "/api/topics/{id}/review", tag = "topics",
    params(("id" = i64, Path, description = "The topic's number")),
    responses(
        (status = OK, body = TopicReview),
        (status = NOT_FOUND, description = "No such topic", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_topic_review(
    State(forum): State<Arc<dyn Forum>>,
    Named(id): Named<TopicId>,
) -> Result<Json<TopicReview>, Error> {
    forum.review(id).await.map(Json)
}
