//! `/api/posts` and `/api/topics/{id}/posts`: reading, writing and changing posts.

use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use palabre_contract::{
    IdempotencyKey, NewPost, Post, PostChange, PostId, Posted, TopicId,
    idempotency::{IDEMPOTENCY_KEY, InvalidIdempotencyKey},
};

use super::{
    SessionCookie,
    capability::Capability,
    extract::{JsonBody, PathOf},
    refusals::{Invalid, JsonRefusals, PostRefusals, ReadRefusals, SignInRequired},
    required_role::Member,
};
use crate::{
    error::Error,
    forum::{Engine, Replied, Visitor, Writing},
};

/// A post
#[utoipa::path(
    get, path = "/api/posts/{id}", tag = "posts",
    params(("id" = i64, Path, description = "The post's id")),
    responses(
        (status = OK, body = Post),
        ReadRefusals,
    )
)]
pub(super) async fn get_post(
    State(engine): State<Arc<dyn Engine>>,
    PathOf(id): PathOf<PostId>,
    visitor: Visitor,
) -> Result<Json<Post>, Error> {
    engine.post(&visitor, id).await.map(Json)
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
            .map_err(|error: InvalidIdempotencyKey| Error::KeyRequired(error.to_string()))
    }
}

/// Reply to a topic
///
/// Send the same `Idempotency-Key` with every attempt. The first creates the post; all later ones return it. Keys are
/// scoped to the account and kept for 30 days.
///
/// The author is the account of `credentials` if given, otherwise the account of the session. Valid credentials open
/// a new session. In forums that allow guests, a name in `guest` is enough.
#[utoipa::path(
    post, path = "/api/topics/{id}/posts", tag = "posts",
    params(
        ("id" = i64, Path, description = "The topic's id"),
        ("Idempotency-Key" = String, Header, format = "uuid", description = "A UUID, generated with the draft"),
    ),
    request_body = NewPost,
    responses(
        (status = CREATED, description = "The reply has been stored", body = Posted),
        (status = OK, description = "Already stored: the request repeats an earlier one", body = Posted),
        JsonRefusals, PostRefusals,
        (status = FORBIDDEN, description = "The topic is locked, the role is not sufficient, or a page of another site sent the request"),
        (status = NOT_FOUND, description = "The topic does not exist"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken, or the key was used for a different reply"),
    )
)]
pub(super) async fn post_reply(
    Capability(writing): Capability<dyn Writing>,
    cookie: SessionCookie,
    PathOf(topic): PathOf<TopicId>,
    visitor: Visitor,
    Key(key): Key,
    JsonBody(post): JsonBody<NewPost>,
) -> Result<Response, Error> {
    let replied = writing.reply(&visitor, topic, &key, &post).await?;
    let location = format!("/api/posts/{}", replied.posted.post.id);
    Ok(posted(replied, location, cookie))
}

/// The response to a stored post: 201, or 200 for a repeated request.
pub(super) fn posted(replied: Replied, location: String, cookie: SessionCookie) -> Response {
    let status = if replied.replayed {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let mut response =
        (status, [(header::LOCATION, location)], Json(replied.posted)).into_response();
    if let Some(tokens) = &replied.tokens {
        cookie.add(tokens, response.headers_mut());
    }
    response
}

/// Change a post
///
/// The author and the forum's moderators can edit, withdraw and restore a post. The author cannot restore a post that
/// a moderator withdrew. Omitted fields stay unchanged. `seen` is the `edited_at` of the version that the change is
/// based on.
#[utoipa::path(
    patch, path = "/api/posts/{id}", tag = "posts",
    security(("session" = []), ("host" = [])),
    params(("id" = i64, Path, description = "The post's id")),
    request_body = PostChange,
    responses(
        (status = OK, body = Post),
        JsonRefusals, SignInRequired, Invalid,
        (status = FORBIDDEN, description = "The post of another account, a locked topic, or a page of another site sent the request"),
        (status = NOT_FOUND, description = "The post does not exist"),
        (status = CONFLICT, description = "The post has changed since `seen`, or the change was made as another account; nothing was stored"),
    )
)]
pub(super) async fn change_post(
    Capability(writing): Capability<dyn Writing>,
    PathOf(id): PathOf<PostId>,
    visitor: Visitor,
    _: Member,
    JsonBody(change): JsonBody<PostChange>,
) -> Result<Json<Post>, Error> {
    writing.change_post(&visitor, id, &change).await.map(Json)
}
