//! `/api/session`: who is signed in, signing in, signing out.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{Account, Credentials, Problem, Session};

use super::{SessionCookie, extract::JsonBody};
use crate::{
    error::Error,
    forum::{Forum, SignedIn, Visitor},
};

/// Who is signed in
#[utoipa::path(
    get, path = "/api/session", tag = "session",
    responses((status = OK, description = "The account, or none", body = Session))
)]
pub(super) async fn get_session(
    State(forum): State<Arc<dyn Forum>>,
    visitor: Visitor,
) -> Result<Response, Error> {
    let account = forum.account(&visitor).await?;
    Ok(answer(Session { account }, None))
}

/// Sign in
///
/// The answer sets the session cookie. It is the same for a pseudo that does not exist as for a
/// password that is wrong.
#[utoipa::path(
    post, path = "/api/session", tag = "session",
    request_body = Credentials,
    responses(
        (status = OK, body = Session),
        (status = BAD_REQUEST, description = "Not the JSON of credentials", body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "Pseudo or password is wrong", body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "The request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
        (status = REQUEST_TIMEOUT, description = "The body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 256 KiB", body = Problem, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "These cannot be anybody's credentials", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too many attempts to sign in", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn sign_in(
    State(forum): State<Arc<dyn Forum>>,
    cookie: SessionCookie,
    visitor: Visitor,
    JsonBody(credentials): JsonBody<Credentials>,
) -> Result<Response, Error> {
    let signed_in = forum.sign_in(&visitor, &credentials).await?;
    Ok(entered(cookie, signed_in))
}

/// Sign out
///
/// Ends the session and takes the cookie back, unless it was a host's session. Nobody being signed in is no error.
#[utoipa::path(
    delete, path = "/api/session", tag = "session",
    responses(
        (status = OK, description = "Nobody is signed in any more", body = Session),
        (status = FORBIDDEN, description = "The request comes from a foreign page", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn sign_out(
    State(forum): State<Arc<dyn Forum>>,
    cookie: SessionCookie,
    visitor: Visitor,
) -> Result<Response, Error> {
    forum.sign_out(&visitor).await?;
    Ok(match visitor.host {
        None => left(cookie),
        Some(_) => stayed(None),
    })
}

/// The answer to who has just signed in.
pub(super) fn entered(cookie: SessionCookie, signed_in: SignedIn) -> Response {
    let session = Session {
        account: Some(signed_in.account),
    };
    let mut response = answer(session, None);
    cookie.keep(&signed_in.keepsakes, response.headers_mut());
    response
}

/// The answer to who is signed in as before.
pub(super) fn stayed(account: Option<Account>) -> Response {
    answer(Session { account }, None)
}

/// The answer to who has just signed out.
pub(super) fn left(cookie: SessionCookie) -> Response {
    answer(Session::default(), Some(cookie.clear()))
}

/// No cache may keep who somebody is.
fn answer(session: Session, cookie: Option<HeaderValue>) -> Response {
    let mut response = Json(session).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = cookie {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}
