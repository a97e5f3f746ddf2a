//! `/api/forums`: the list of forums, opening one and setting it up, their topics and smilies.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{
    Forum as ForumWords, ForumList, ForumSlug, NewForum, NewTopic, Posted, Problem, SmileySet,
    TopicPage,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    SessionCookie, etag,
    extract::{Asked, JsonBody, Named},
    member::{Administrator, Member},
    posts::{Key, answer},
};
use crate::{
    error::Error,
    forum::{Forum, Moderation, Visitor},
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

/// Open a forum
///
/// Whoever opens it administers it. An account opens 5 forums a day at most.
#[utoipa::path(
    post, path = "/api/forums", tag = "forums",
    security(("session" = [])),
    request_body = NewForum,
    responses(
        (status = CREATED, description = "The forum is open", body = ForumWords),
        (status = BAD_REQUEST, description = "Not the JSON of a forum", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "The request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the slug is taken", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too many forums today", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn found_forum(
    State(moderation): State<Arc<dyn Moderation>>,
    visitor: Visitor,
    _: Member,
    JsonBody(forum): JsonBody<NewForum>,
) -> Result<Response, Error> {
    let forum = moderation.found(&visitor, &forum).await?;
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
    params(("slug" = String, Path, description = "The forum's name in addresses")),
    responses(
        (status = OK, body = ForumWords),
        (status = UNAUTHORIZED, description = "Only for those who are signed in", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, or none that you may know of", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_forum(
    State(moderation): State<Arc<dyn Moderation>>,
    Named(slug): Named<ForumSlug>,
    visitor: Visitor,
) -> Result<Json<ForumWords>, Error> {
    moderation.forum(&visitor, &slug).await.map(Json)
}

/// Set a forum up
///
/// Takes an administrator of the forum. Its slug never changes: the one in the body is the forum's.
#[utoipa::path(
    put, path = "/api/forums/{slug}", tag = "forums",
    security(("session" = [])),
    params(("slug" = String, Path, description = "The forum's name in addresses")),
    request_body = NewForum,
    responses(
        (status = OK, body = ForumWords),
        (status = BAD_REQUEST, description = "Not the JSON of a forum", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Not an administrator, or the request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, or none that you may know of", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the slug is another one", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn set_up_forum(
    State(moderation): State<Arc<dyn Moderation>>,
    Named(slug): Named<ForumSlug>,
    visitor: Visitor,
    _: Administrator,
    JsonBody(said): JsonBody<NewForum>,
) -> Result<Json<ForumWords>, Error> {
    moderation.set_up(&visitor, &slug, &said).await.map(Json)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TopicsQuery {
    /// `next` of the page before. Without it: the first page.
    #[param(pattern = "^[01]-[0-9]{1,18}-[0-9]{1,18}$")]
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

/// Open a topic
///
/// As a reply, it arrives once, however often it is sent with the same `Idempotency-Key`; who writes is
/// found out in the same way.
#[utoipa::path(
    post, path = "/api/forums/{slug}/topics", tag = "topics",
    params(
        ("slug" = String, Path, description = "The forum's name in addresses"),
        ("Idempotency-Key" = String, Header, format = "uuid", description = "A UUID, minted with the draft"),
    ),
    request_body = NewTopic,
    responses(
        (status = CREATED, description = "The topic is open", body = Posted),
        (status = OK, description = "It was already: this try repeated an earlier one", body = Posted),
        (status = BAD_REQUEST, description = "No usable key, or not the JSON of a topic", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in, or the credentials are wrong", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Not for this role, or the request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum, or none that you may know of", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the key was used for something else", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too soon after the last post, too many posts of late, or too many attempts to sign in", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn open_topic(
    State(forum): State<Arc<dyn Forum>>,
    cookie: SessionCookie,
    Named(slug): Named<ForumSlug>,
    visitor: Visitor,
    Key(key): Key,
    JsonBody(topic): JsonBody<NewTopic>,
) -> Result<Response, Error> {
    let opened = forum.open_topic(&visitor, &slug, &key, &topic).await?;
    let location = format!("/api/topics/{}", opened.posted.post.topic);
    Ok(answer(opened, location, cookie))
}

/// The custom smilies of a forum
///
/// There may be tens of thousands. The answer has an `ETag`: whoever sends it back as `If-None-Match`
/// is only told whether it still holds.
#[utoipa::path(
    get, path = "/api/forums/{slug}/smilies", tag = "forums",
    params(("slug" = String, Path, description = "The forum's name in addresses")),
    responses(
        (status = OK, body = SmileySet),
        (status = NOT_MODIFIED, description = "As it was under the tag in `If-None-Match`"),
        (status = UNAUTHORIZED, description = "Only for those who are signed in", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such forum", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list_smilies(
    State(forum): State<Arc<dyn Forum>>,
    Named(slug): Named<ForumSlug>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let smilies = forum.smilies(&visitor, &slug).await?;
    etag::json(&smilies, &headers)
}
