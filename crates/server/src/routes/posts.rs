//! Posts: reading one, writing one, changing one.

use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use palabre_contract::{
    IdempotencyKey, NewPost, Post, PostChange, PostId, Posted, Problem, TopicId,
    idempotency::{IDEMPOTENCY_KEY, NotAKey},
};

use super::{
    SessionCookie,
    extract::{JsonBody, Named},
    member::Member,
};
use crate::{
    error::Error,
    forum::{Forum, Replied, Visitor},
};

/// A post
#[utoipa::path(
    get, path = "/api/posts/{id}", tag = "posts",
    params(("id" = i64, Path, description = "The post's number")),
    responses(
        (status = OK, body = Post),
        (status = UNAUTHORIZED, description = "Only for those who are signed in", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such post", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_post(
    State(forum): State<Arc<dyn Forum>>,
    Named(id): Named<PostId>,
    visitor: Visitor,
) -> Result<Json<Post>, Error> {
    forum.post(&visitor, id).await.map(Json)
}

/// The `Idempotency-Key` header.
pub(super) struct Key(pub(super) IdempotencyKey);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts
            .headers
            .get(IDEMPOTENCY_KEY)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .parse()
            .map(Self)
            .map_err(|error: NotAKey| Error::KeyRequired(error.to_string()))
    }
}

/// Answer a topic
///
/// A reply arrives once, however often it is sent: every try carries the same `Idempotency-Key`, and
/// each after the first is answered with the post that is there. The key's scope is the account, and
/// it is kept for 30 days.
///
/// Who writes is the session's account, or the one that `credentials` are right for; these win over
/// a session, and open a new one. Where guests may write, the name in `guest` is enough.
#[utoipa::path(
    post, path = "/api/topics/{id}/posts", tag = "posts",
    params(
        ("id" = i64, Path, description = "The topic's number"),
        ("Idempotency-Key" = String, Header, format = "uuid", description = "A UUID, minted with the draft"),
    ),
    request_body = NewPost,
    responses(
        (status = CREATED, description = "The reply is in the thread", body = Posted),
        (status = OK, description = "It was already: this try repeated an earlier one", body = Posted),
        (status = BAD_REQUEST, description = "No usable key, or not the JSON of a reply", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in, or the credentials are wrong", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "The topic is locked, not for this role, or the request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such topic", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the key was used for another reply", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too soon after the last post, too many posts of late, or too many attempts to sign in", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn post_reply(
    State(forum): State<Arc<dyn Forum>>,
    cookie: SessionCookie,
    Named(topic): Named<TopicId>,
    visitor: Visitor,
    Key(key): Key,
    JsonBody(post): JsonBody<NewPost>,
) -> Result<Response, Error> {
    let replied = forum.reply(&visitor, topic, &key, &post).await?;
    let location = format!("/api/posts/{}", replied.posted.post.id);
    Ok(answer(replied, location, cookie))
}

/// The answer to the writer of a post that is in its thread.
pub(super) fn answer(replied: Replied, location: String, cookie: SessionCookie) -> Response {
    let status = if replied.replayed {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let mut response =
        (status, [(header::LOCATION, location)], Json(replied.posted)).into_response();
    if let Some(keepsakes) = &replied.keepsakes {
        cookie.keep(keepsakes, response.headers_mut());
    }
    response
}

/// Change a post
///
/// Its author and the forum's moderators change the text, withdraw and restore; what a moderator has
/// withdrawn its author cannot restore. What is left out stays as it is. `seen` is the `edited_at` that
/// the change starts from.
#[utoipa::path(
    patch, path = "/api/posts/{id}", tag = "posts",
    security(("session" = []), ("host" = [])),
    params(("id" = i64, Path, description = "The post's number")),
    request_body = PostChange,
    responses(
        (status = OK, body = Post),
        (status = BAD_REQUEST, description = "Not the JSON of a change", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Nobody is signed in", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "Somebody else's post, a locked topic, or the request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such post", body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, description = "Changed meanwhile; nothing was stored", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change_post(
    State(forum): State<Arc<dyn Forum>>,
    Named(id): Named<PostId>,
    visitor: Visitor,
    _: Member,
    JsonBody(change): JsonBody<PostChange>,
) -> Result<Json<Post>, Error> {
    forum.change_post(&visitor, id, &change).await.map(Json)
}
