//! `/api/forums/{slug}/pages`: the threads under the pages of a forum's hosts.

use axum::{Json, response::Response};
use palabre_contract::{ForumSlug, PageReply, PageThread, PostId, Posted};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    SessionCookie,
    capability::Capability,
    extract::{JsonBody, PathOf, QueryOf},
    posts::{Key, posted},
    refusals::{ForumNotFound, JsonRefusals, NotSupported, PostRefusals, ReadRefusals},
    topics::{page_of, per_page, per_page_schema},
};
use crate::{
    error::Error,
    forum::{Hosting, Visitor},
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PageQuery {
    /// The canonical URL of the host's page.
    #[param(max_length = 500)]
    address: String,
    /// The number of the thread's page, from 1, or `last`. Default: the first page.
    #[param(pattern = "^([1-9][0-9]{0,8}|last)$")]
    page: Option<String>,
    /// Instead of `page`: the page that contains this post.
    #[param(value_type = Option<i64>)]
    post: Option<PostId>,
    /// Posts per page. Default: 20.
    #[param(schema_with = per_page_schema)]
    per: Option<u32>,
}

/// The thread under a page of a host
///
/// The first reply creates the topic; until then the thread is empty.
#[utoipa::path(
    get, path = "/api/forums/{slug}/pages", tag = "embedding",
    params(("slug" = String, Path, description = "The forum's name in URLs"), PageQuery),
    responses(
        (status = OK, body = PageThread),
        ReadRefusals,
        (status = BAD_REQUEST, description = "`page` is neither a number nor `last`, both `page` and `post` are set, or `per` is not an allowed number"),
        (status = NOT_FOUND, description = "The forum, the page of the thread or the post in it does not exist"),
        (status = UNPROCESSABLE_ENTITY, description = "Not a valid URL, or its site is not a host of the forum"),
        NotSupported,
    )
)]
pub(super) async fn get_page_thread(
    Capability(hosting): Capability<dyn Hosting>,
    PathOf(slug): PathOf<ForumSlug>,
    QueryOf(query): QueryOf<PageQuery>,
    visitor: Visitor,
) -> Result<Json<PageThread>, Error> {
    let selector = page_of(query.page.as_deref(), query.post)?;
    let per_page = per_page(query.per)?;
    hosting
        .page_thread(&visitor, &slug, &query.address, selector, per_page)
        .await
        .map(Json)
}

/// Reply under a page of a host
///
/// The first reply creates the topic of the page, with the title in the request. Otherwise the same as replying to a
/// topic.
#[utoipa::path(
    post, path = "/api/forums/{slug}/pages", tag = "embedding",
    params(
        ("slug" = String, Path, description = "The forum's name in URLs"),
        ("Idempotency-Key" = String, Header, format = "uuid", description = "A UUID, generated with the draft"),
    ),
    request_body = PageReply,
    responses(
        (status = CREATED, description = "The reply has been stored", body = Posted),
        (status = OK, description = "Already stored: the request repeats an earlier one", body = Posted),
        JsonRefusals, PostRefusals, ForumNotFound,
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, the page's site is not a host of the forum, or the key was used for a different request"),
    )
)]
pub(super) async fn post_page_reply(
    Capability(hosting): Capability<dyn Hosting>,
    cookie: SessionCookie,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
    Key(key): Key,
    JsonBody(reply): JsonBody<PageReply>,
) -> Result<Response, Error> {
    let replied = hosting.reply_to_page(&visitor, &slug, &key, &reply).await?;
    let location = format!("/api/posts/{}", replied.posted.post.id);
    Ok(posted(replied, location, cookie))
}
