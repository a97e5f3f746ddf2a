//! `/api/accounts`: opening an account, and getting back into one.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_contract::{
    Accepted, LostPassword, MailToken, NewAccount, PasswordReset, Problem, Session,
};

use super::{SessionCookie, extract::JsonBody, refusals::JsonRefusals, session};
use crate::{
    error::Error,
    forum::{Accounts, Forum, Visitor},
};

/// Ask for an account
///
/// The answer is the same whether the address has an account or not; what there is to know comes by mail.
/// A link in it opens the account.
#[utoipa::path(
    post, path = "/api/accounts", tag = "accounts",
    request_body = NewAccount,
    responses(
        (status = ACCEPTED, description = "A mail is on its way", body = Accepted),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too many of these in a short time", body = Problem, content_type = "application/problem+json"),
        JsonRefusals,
    )
)]
pub(super) async fn sign_up(
    State(accounts): State<Arc<dyn Accounts>>,
    visitor: Visitor,
    JsonBody(body): JsonBody<NewAccount>,
) -> Result<Response, Error> {
    accounts.sign_up(&visitor, &body).await?;
    Ok(accepted())
}

/// Follow the link of a mail
///
/// Opens the account that was asked for, and signs in; or gives an account its new address, which signs
/// nobody in. The token works once.
#[utoipa::path(
    post, path = "/api/accounts/confirm", tag = "accounts",
    request_body = MailToken,
    responses(
        (status = OK, description = "Who is signed in now", body = Session),
        (status = GONE, description = "The link was used already, or has run out", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "Pseudo or address were taken meanwhile", body = Problem, content_type = "application/problem+json"),
        JsonRefusals,
    )
)]
pub(super) async fn confirm(
    State(accounts): State<Arc<dyn Accounts>>,
    State(forum): State<Arc<dyn Forum>>,
    cookie: SessionCookie,
    visitor: Visitor,
    JsonBody(body): JsonBody<MailToken>,
) -> Result<Response, Error> {
    match accounts.confirm(&visitor, &body).await? {
        Some(signed_in) => Ok(session::entered(cookie, signed_in)),
        None => Ok(session::stayed(forum.account(&visitor).await?)),
    }
}

/// Ask for a link that sets a password
///
/// The answer is the same whether an account has the address or not. The link works once, for ten minutes; a
/// later one voids it.
#[utoipa::path(
    post, path = "/api/accounts/lost-password", tag = "accounts",
    request_body = LostPassword,
    responses(
        (status = ACCEPTED, description = "If an account has the address, a mail is on its way", body = Accepted),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken", body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "Too many of these in a short time", body = Problem, content_type = "application/problem+json"),
        JsonRefusals,
    )
)]
pub(super) async fn lose_password(
    State(accounts): State<Arc<dyn Accounts>>,
    visitor: Visitor,
    JsonBody(body): JsonBody<LostPassword>,
) -> Result<Response, Error> {
    accounts.lose_password(&visitor, &body).await?;
    Ok(accepted())
}

/// Set a password by the link of a mail
///
/// Ends every session of the account, and opens one.
#[utoipa::path(
    post, path = "/api/accounts/reset-password", tag = "accounts",
    request_body = PasswordReset,
    responses(
        (status = OK, description = "Signed in", body = Session),
        (status = GONE, description = "The link was used already, or has run out", body = Problem, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A rule is broken", body = Problem, content_type = "application/problem+json"),
        JsonRefusals,
    )
)]
pub(super) async fn reset_password(
    State(accounts): State<Arc<dyn Accounts>>,
    cookie: SessionCookie,
    visitor: Visitor,
    JsonBody(body): JsonBody<PasswordReset>,
) -> Result<Response, Error> {
    let signed_in = accounts.reset_password(&visitor, &body).await?;
    Ok(session::entered(cookie, signed_in))
}

/// What there is to know comes by mail.
pub(super) fn accepted() -> Response {
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::ACCEPTED, no_store, Json(Accepted {})).into_response()
}
