//! `/api/session`: who is signed in, signing in, signing out.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{Account, Credentials, Session};

use super::{
    SessionCookie,
    capability::Capability,
    extract::JsonBody,
    refusals::{JsonRefusals, NotSupported, TooManyAttempts},
};
use crate::{
    error::Error,
    forum::{Engine, Sessions, SignedIn, Visitor},
};

/// Who is signed in, and what the forum can do
#[utoipa::path(
    get, path = "/api/session", tag = "session",
    responses((status = OK, description = "The account, or none", body = Session))
)]
pub(super) async fn get_session(
    State(engine): State<Arc<dyn Engine>>,
    visitor: Visitor,
) -> Result<Response, Error> {
    let session = Session {
        account: engine.account(&visitor).await?,
        capabilities: Some(engine.capabilities()),
    };
    Ok(private(session, None))
}

/// Sign in
///
/// The response sets the session cookie. An unknown pseudo and a wrong password get the same response.
#[utoipa::path(
    post, path = "/api/session", tag = "session",
    request_body = Credentials,
    responses(
        (status = OK, body = Session),
        JsonRefusals, TooManyAttempts,
        (status = UNAUTHORIZED, description = "Wrong pseudo or password"),
        (status = UNPROCESSABLE_ENTITY, description = "The pseudo or the password breaks a rule"),
    )
)]
pub(super) async fn sign_in(
    Capability(sessions): Capability<dyn Sessions>,
    cookie: SessionCookie,
    visitor: Visitor,
    JsonBody(credentials): JsonBody<Credentials>,
) -> Result<Response, Error> {
    let session = sessions.sign_in(&visitor, &credentials).await?;
    Ok(signed_in(cookie, session))
}

/// Sign out
///
/// Ends the session and deletes the cookie, except for a host's session, which has none. Not an error if nobody is
/// signed in.
#[utoipa::path(
    delete, path = "/api/session", tag = "session",
    responses(
        (status = OK, description = "Nobody is signed in any more", body = Session),
        (status = FORBIDDEN, description = "A page of another site sent the request"),
        NotSupported,
    )
)]
pub(super) async fn sign_out(
    Capability(sessions): Capability<dyn Sessions>,
    cookie: SessionCookie,
    visitor: Visitor,
) -> Result<Response, Error> {
    sessions.sign_out(&visitor).await?;
    Ok(match visitor.host {
        None => signed_out(cookie),
        Some(_) => unchanged(None),
    })
}

/// The response after signing in.
pub(super) fn signed_in(cookie: SessionCookie, signed_in: SignedIn) -> Response {
    let session = Session {
        account: Some(signed_in.account),
        capabilities: None,
    };
    let mut response = private(session, None);
    cookie.add(&signed_in.tokens, response.headers_mut());
    response
}

/// The response with the account, without a change of cookies.
pub(super) fn unchanged(account: Option<Account>) -> Response {
    let session = Session {
        account,
        capabilities: None,
    };
    private(session, None)
}

/// The response after signing out.
pub(super) fn signed_out(cookie: SessionCookie) -> Response {
    private(Session::default(), Some(cookie.clear()))
}

/// A response that no cache may store.
fn private(session: Session, cookie: Option<HeaderValue>) -> Response {
    let mut response = Json(session).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = cookie {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}
