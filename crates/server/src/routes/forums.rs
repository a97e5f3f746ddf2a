//! `/api/forums`: listing, creating and changing forums, their topics and their smilies.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{
    Forum as ForumBody, ForumList, ForumSlug, NewForum, NewTopic, Posted, SmileySet, TopicPage,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    SessionCookie,
    capability::Capability,
    etag,
    extract::{JsonBody, PathOf, QueryOf},
    posts::{Key, posted},
    refusals::{ForumNotFound, JsonRefusals, PostRefusals, ReadRefusals, SignInRequired},
    required_role::{Administrator, Member},
};
use crate::{
    error::Error,
    forum::{Engine, Moderation, Visitor, Writing},
};

/// The forums that the visitor may read
#[utoipa::path(
    get, path = "/api/forums", tag = "forums",
    responses((status = OK, body = ForumList))
)]
pub(super) async fn list_forums(
    State(engine): State<Arc<dyn Engine>>,
    visitor: Visitor,
) -> Result<Json<ForumList>, Error> {
    engine.forums(&visitor).await.map(Json)
}

/// Create a forum
///
/// The creator becomes its administrator. An account can create 5 forums a day.
#[utoipa::path(
    post, path = "/api/forums", tag = "forums",
    security(("session" = [])),
    request_body = NewForum,
    responses(
        (status = CREATED, description = "The forum has been created", body = ForumBody),
        JsonRefusals, SignInRequired,
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the slug is already in use"),
        (status = TOO_MANY_REQUESTS, description = "The account has created 5 forums today"),
    )
)]
pub(super) async fn create_forum(
    Capability(moderation): Capability<dyn Moderation>,
    visitor: Visitor,
    _: Member,
    JsonBody(forum): JsonBody<NewForum>,
) -> Result<Response, Error> {
    let forum = moderation.create_forum(&visitor, &forum).await?;
    let location = format!("/api/forums/{}", forum.slug);
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, location)],
        Json(forum),
    )
        .into_response())
}

/// A forum
#[utoipa::path(
    get, path = "/api/forums/{slug}", tag = "forums",
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    responses(
        (status = OK, body = ForumBody),
        ReadRefusals,
    )
)]
pub(super) async fn get_forum(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
) -> Result<Json<ForumBody>, Error> {
    engine.forum(&visitor, &slug).await.map(Json)
}

/// Change a forum
///
/// Requires an administrator of the forum. The slug cannot change: the body must contain the current one.
#[utoipa::path(
    put, path = "/api/forums/{slug}", tag = "forums",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    request_body = NewForum,
    responses(
        (status = OK, body = ForumBody),
        JsonRefusals, SignInRequired, ForumNotFound,
        (status = FORBIDDEN, description = "Not an administrator, or a page of another site sent the request"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the slug differs from the current one"),
    )
)]
pub(super) async fn change_forum(
    Capability(moderation): Capability<dyn Moderation>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
    _: Administrator,
    JsonBody(forum): JsonBody<NewForum>,
) -> Result<Json<ForumBody>, Error> {
    moderation
        .change_forum(&visitor, &slug, &forum)
        .await
        .map(Json)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TopicsQuery {
    /// `next` of the previous page. Default: the first page.
    #[param(pattern = "^[01]-[0-9]{1,18}-[0-9]{1,18}$")]
    after: Option<String>,
}

/// A page of a forum's topics
///
/// Pinned topics first, then by newest post.
#[utoipa::path(
    get, path = "/api/forums/{slug}/topics", tag = "forums",
    params(("slug" = String, Path, description = "The forum's name in URLs"), TopicsQuery),
    responses(
        (status = OK, body = TopicPage),
        ReadRefusals,
        (status = BAD_REQUEST, description = "`after` is not a `next` of this server"),
    )
)]
pub(super) async fn list_topics(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(slug): PathOf<ForumSlug>,
    QueryOf(query): QueryOf<TopicsQuery>,
    visitor: Visitor,
) -> Result<Json<TopicPage>, Error> {
    engine
        .topics(&visitor, &slug, query.after.as_deref())
        .await
        .map(Json)
}

/// Start a topic
///
/// As with replies, repeated requests with the same `Idempotency-Key` create only one topic, and the same rules
/// determine the author.
#[utoipa::path(
    post, path = "/api/forums/{slug}/topics", tag = "topics",
    params(
        ("slug" = String, Path, description = "The forum's name in URLs"),
        ("Idempotency-Key" = String, Header, format = "uuid", description = "A UUID, generated with the draft"),
    ),
    request_body = NewTopic,
    responses(
        (status = CREATED, description = "The topic has been created", body = Posted),
        (status = OK, description = "Already stored: the request repeats an earlier one", body = Posted),
        JsonRefusals, PostRefusals, ForumNotFound,
        (status = FORBIDDEN, description = "The role is not sufficient, or a page of another site sent the request"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the key was used for a different request"),
    )
)]
pub(super) async fn open_topic(
    Capability(writing): Capability<dyn Writing>,
    cookie: SessionCookie,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
    Key(key): Key,
    JsonBody(topic): JsonBody<NewTopic>,
) -> Result<Response, Error> {
    let created = writing.open_topic(&visitor, &slug, &key, &topic).await?;
    let location = format!("/api/topics/{}", created.posted.post.topic);
    Ok(posted(created, location, cookie))
}

/// The custom smilies of a forum
///
/// There may be tens of thousands. The response has an `ETag`; send it as `If-None-Match` to get 304 while the
/// list is unchanged.
#[utoipa::path(
    get, path = "/api/forums/{slug}/smilies", tag = "forums",
    params(("slug" = String, Path, description = "The forum's name in URLs")),
    responses(
        (status = OK, body = SmileySet),
        (status = NOT_MODIFIED, description = "Unchanged since the `ETag` in `If-None-Match`"),
        ReadRefusals,
    )
)]
pub(super) async fn list_smilies(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(slug): PathOf<ForumSlug>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let smilies = engine.smilies(&visitor, &slug).await?;
    etag::json(&smilies, &headers)
}
