//! `/api/forums/{slug}/pages`: what stands under the pages of a forum's hosts.

use std::sync::Arc;

use axum::{Json, extract::State, response::Response};
use palabre_contract::{ForumSlug, PageReply, PageThread, PostId, Posted, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    SessionCookie,
    extract::{Asked, JsonBody, Named},
    posts::{Key, answer},
    refusals::JsonRefusals,
    topics::{choices, per_page, place},
};
use crate::{
    error::Error,
    forum::{Hosting, Visitor},
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PageQuery {
    /// The canonical address of the host's page.
    #[param(max_length = 500)]
    address: String,
    /// The number of the thread's page, from 1, or `last`. Without `page` and `post`: the first page.
    #[param(pattern = "^([1-9][0-9]{0,8}|last)$")]
    page: Option<String>,
    /// Instead of `page`: the page on which that post stands.
    #[param(value_type = Option<i64>)]
    post: Option<PostId>,
    /// Posts a page. Without it: 20.
    #[param(schema_with = choices)]
    per: Option<u32>,
}

/// What stands under a page of a host
///
/// The page of a thread, once somebody has answered; it is a topic like any other.
#[utoipa::path(
    get, path = "/api/forums/{slug}/pages", tag = "embedding",
    params(("slug" = String, Path, description = "The forum's name in addresses"), PageQuery),
    responses(
        (status = OK, body = PageThread),
        (status = BAD_REQUEST, description = "Neither a number nor `last`, `page` and `post` at once, or so many posts a page cannot be asked for", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Only for those who are signed in", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, no such page of the thread, or no such post in it", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "No address of a page, or its site is none of the forum's hosts", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_page_thread(
    State(hosting): State<Arc<dyn Hosting>>,
    Named(slug): Named<ForumSlug>,
    Asked(query): Asked<PageQuery>,
    visitor: Visitor,
) -> Result<Json<PageThread>, Error> {
    let place = place(query.page.as_deref(), query.post)?;
    let per_page = per_page(query.per)?;
    hosting
        .page_thread(&visitor, &slug, &query.address, place, per_page)
        .await
        .map(Json)
}

/// Answer a page of a host
///
/// The first answer opens the topic of the page, under the title that comes along with it. Everything else
/// is as in answering a topic.
#[utoipa::path(
    post, path = "/api/forums/{slug}/pages", tag = "embedding",
    params(
        ("slug" = String, Path, description = "The forum's name in addresses"),
        ("Idempotency-Key" = String, Header, format = "uuid", description = "A UUID, minted with the draft"),
    ),
    request_body = PageReply,
    responses(
        (status = CREATED, description = "The answer is in the thread", body = Posted),
        (status = OK, description = "It was already: this try repeated an earlier one", body = Posted),
        (status = UNAUTHORIZED, description = "Nobody is signed in, or the credentials are wrong", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, or none that you may know of", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, the page's site is none of the forum's hosts, or the key was used for something else", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too soon after the last post, too many posts of late, or too many attempts to sign in", body = Problem, content_type = "application/problem+json"),
        JsonRefusals,
    )
)]
pub(super) async fn post_page_reply(
    State(hosting): State<Arc<dyn Hosting>>,
    cookie: SessionCookie,
    Named(slug): Named<ForumSlug>,
    visitor: Visitor,
    Key(key): Key,
    JsonBody(reply): JsonBody<PageReply>,
) -> Result<Response, Error> {
    let replied = hosting.reply_to_page(&visitor, &slug, &key, &reply).await?;
    let location = format!("/api/posts/{}", replied.posted.post.id);
    Ok(answer(replied, location, cookie))
}
