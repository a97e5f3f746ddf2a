//! `/api/accounts`: creating an account, and resetting a password.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{Accepted, LostPassword, MailToken, NewAccount, PasswordReset, Session};

use super::{
    SessionCookie,
    capability::Capability,
    extract::JsonBody,
    refusals::{Invalid, JsonRefusals, LinkExpired, TooManyAttempts},
    session,
};
use crate::{
    error::Error,
    forum::{Accounts, Engine, Visitor},
};

/// Create an account
///
/// The response is the same whether or not the address already has an account; the rest is in the mail. Following
/// the link in the mail creates the account.
#[utoipa::path(
    post, path = "/api/accounts", tag = "accounts",
    request_body = NewAccount,
    responses(
        (status = ACCEPTED, description = "A mail will be sent", body = Accepted),
        JsonRefusals, Invalid, TooManyAttempts,
    )
)]
pub(super) async fn sign_up(
    Capability(accounts): Capability<dyn Accounts>,
    visitor: Visitor,
    JsonBody(body): JsonBody<NewAccount>,
) -> Result<Response, Error> {
    accounts.sign_up(&visitor, &body).await?;
    Ok(accepted())
}

/// Confirm an e-mail address
///
/// Redeems the token from a mail: creates the requested account and signs in, or changes the address of an
/// account, which does not sign in. The token works once.
#[utoipa::path(
    post, path = "/api/accounts/confirm", tag = "accounts",
    request_body = MailToken,
    responses(
        (status = OK, description = "Who is signed in now", body = Session),
        JsonRefusals, LinkExpired,
        (status = UNPROCESSABLE_ENTITY, description = "Pseudo or address have been taken in the meantime"),
    )
)]
pub(super) async fn confirm(
    State(engine): State<Arc<dyn Engine>>,
    Capability(accounts): Capability<dyn Accounts>,
    cookie: SessionCookie,
    visitor: Visitor,
    JsonBody(body): JsonBody<MailToken>,
) -> Result<Response, Error> {
    match accounts.confirm(&visitor, &body).await? {
        Some(signed_in) => Ok(session::signed_in(cookie, signed_in)),
        None => Ok(session::unchanged(engine.account(&visitor).await?)),
    }
}

/// Request a password reset
///
/// The response is the same whether or not an account has the address. The link in the mail works once, within ten
/// minutes; a newer link invalidates it.
#[utoipa::path(
    post, path = "/api/accounts/lost-password", tag = "accounts",
    request_body = LostPassword,
    responses(
        (status = ACCEPTED, description = "If an account has the address, a mail will be sent", body = Accepted),
        JsonRefusals, Invalid, TooManyAttempts,
    )
)]
pub(super) async fn request_password_reset(
    Capability(accounts): Capability<dyn Accounts>,
    visitor: Visitor,
    JsonBody(body): JsonBody<LostPassword>,
) -> Result<Response, Error> {
    accounts.request_password_reset(&visitor, &body).await?;
    Ok(accepted())
}

/// Reset the password
///
/// Takes the token from a mail. Ends all sessions of the account and opens a new one.
#[utoipa::path(
    post, path = "/api/accounts/reset-password", tag = "accounts",
    request_body = PasswordReset,
    responses(
        (status = OK, description = "Signed in", body = Session),
        JsonRefusals, LinkExpired, Invalid,
    )
)]
pub(super) async fn reset_password(
    Capability(accounts): Capability<dyn Accounts>,
    cookie: SessionCookie,
    visitor: Visitor,
    JsonBody(body): JsonBody<PasswordReset>,
) -> Result<Response, Error> {
    let signed_in = accounts.reset_password(&visitor, &body).await?;
    Ok(session::signed_in(cookie, signed_in))
}

/// 202 with an empty object: everything else is in the mail.
pub(super) fn accepted() -> Response {
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::ACCEPTED, no_store, Json(Accepted {})).into_response()
}
