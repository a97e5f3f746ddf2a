//! `/api/account`: the settings and sessions of the account that is signed in.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contract::{
    Accepted, Account, AccountDeletion, EmailChange, PasswordChange, Preferences, Session,
    SessionId, SessionList, Signature, TopicId, Watch, WatchChange, WatchList,
};

use super::{
    SessionCookie,
    capability::Capability,
    enrolment::accepted,
    extract::{JsonBody, PathOf},
    refusals::{
        ChangeRefusals, Invalid, JsonRefusals, NotSupported, PasswordRequired, SignInRequired,
        TooManyAttempts,
    },
    required_role::Member,
    session,
};
use crate::{
    error::Error,
    forum::{Accounts, Visitor},
};

/// The sessions of the account
#[utoipa::path(
    get, path = "/api/account/sessions", tag = "accounts",
    security(("session" = [])),
    responses(
        (status = OK, description = "Most recently used first", body = SessionList),
        SignInRequired,
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored"),
        NotSupported,
    )
)]
pub(super) async fn list_sessions(
    Capability(accounts): Capability<dyn Accounts>,
    visitor: Visitor,
) -> Result<Response, Error> {
    accounts.sessions(&visitor).await.map(private)
}

/// Sign out everywhere
#[utoipa::path(
    delete, path = "/api/account/sessions", tag = "accounts",
    security(("session" = [])),
    responses(
        (status = OK, description = "Nobody is signed in any more", body = Session),
        ChangeRefusals, SignInRequired,
    )
)]
pub(super) async fn end_sessions(
    Capability(accounts): Capability<dyn Accounts>,
    cookie: SessionCookie,
    visitor: Visitor,
) -> Result<Response, Error> {
    accounts.end_sessions(&visitor).await?;
    Ok(session::signed_out(cookie))
}

/// End one session
#[utoipa::path(
    delete, path = "/api/account/sessions/{id}", tag = "accounts",
    security(("session" = [])),
    params(("id" = i64, Path, description = "The session's id")),
    responses(
        (status = OK, description = "The remaining sessions", body = SessionList),
        ChangeRefusals, SignInRequired,
        (status = NOT_FOUND, description = "Not a session of this account"),
    )
)]
pub(super) async fn end_session(
    Capability(accounts): Capability<dyn Accounts>,
    PathOf(id): PathOf<SessionId>,
    visitor: Visitor,
) -> Result<Response, Error> {
    accounts.end_session(&visitor, id).await.map(private)
}

/// The topics that the account watches
#[utoipa::path(
    get, path = "/api/account/watches", tag = "accounts",
    security(("session" = [])),
    responses(
        (status = OK, body = WatchList),
        NotSupported, SignInRequired,
        (status = SERVICE_UNAVAILABLE, description = "Overloaded; nothing was stored"),
    )
)]
pub(super) async fn list_watches(
    Capability(accounts): Capability<dyn Accounts>,
    visitor: Visitor,
) -> Result<Response, Error> {
    accounts.watches(&visitor).await.map(private)
}

/// Start or end watching a topic
///
/// A mail is sent for each reply to a watched topic. Can be repeated.
#[utoipa::path(
    put, path = "/api/topics/{id}/watch", tag = "accounts",
    security(("session" = [])),
    params(("id" = i64, Path, description = "The topic's id")),
    request_body = WatchChange,
    responses(
        (status = OK, body = Watch),
        JsonRefusals, SignInRequired,
        (status = NOT_FOUND, description = "The topic does not exist"),
    )
)]
pub(super) async fn set_watch(
    Capability(accounts): Capability<dyn Accounts>,
    PathOf(id): PathOf<TopicId>,
    visitor: Visitor,
    _: Member,
    JsonBody(change): JsonBody<WatchChange>,
) -> Result<Response, Error> {
    accounts.set_watch(&visitor, id, change).await.map(private)
}

/// Change the password
///
/// Ends all other sessions of the account.
#[utoipa::path(
    put, path = "/api/account/password", tag = "accounts",
    security(("session" = [])),
    request_body = PasswordChange,
    responses(
        (status = OK, description = "Still signed in", body = Session),
        JsonRefusals, PasswordRequired, Invalid, TooManyAttempts,
    )
)]
pub(super) async fn change_password(
    Capability(accounts): Capability<dyn Accounts>,
    cookie: SessionCookie,
    visitor: Visitor,
    _: Member,
    JsonBody(body): JsonBody<PasswordChange>,
) -> Result<Response, Error> {
    let (account, browser) = accounts.change_password(&visitor, &body).await?;
    let mut response = private(Session {
        account: Some(account),
        capabilities: None,
    });
    response
        .headers_mut()
        .insert(header::SET_COOKIE, cookie.set_browser(&browser));
    Ok(response)
}

/// Change the e-mail address
///
/// The new address gets a mail with a link; following the link completes the change.
#[utoipa::path(
    put, path = "/api/account/email", tag = "accounts",
    security(("session" = [])),
    request_body = EmailChange,
    responses(
        (status = ACCEPTED, description = "A mail will be sent", body = Accepted),
        JsonRefusals, PasswordRequired, Invalid, TooManyAttempts,
    )
)]
pub(super) async fn change_email(
    Capability(accounts): Capability<dyn Accounts>,
    visitor: Visitor,
    _: Member,
    JsonBody(body): JsonBody<EmailChange>,
) -> Result<Response, Error> {
    accounts.change_email(&visitor, &body).await?;
    Ok(accepted())
}

/// Change the signature
#[utoipa::path(
    put, path = "/api/account/signature", tag = "accounts",
    security(("session" = [])),
    request_body = Signature,
    responses(
        (status = OK, description = "The account", body = Account),
        JsonRefusals, SignInRequired, Invalid,
    )
)]
pub(super) async fn change_signature(
    Capability(accounts): Capability<dyn Accounts>,
    visitor: Visitor,
    _: Member,
    JsonBody(body): JsonBody<Signature>,
) -> Result<Response, Error> {
    accounts.set_signature(&visitor, &body).await.map(private)
}

/// Change the preferences
///
/// Omitted fields are reset to their defaults.
#[utoipa::path(
    put, path = "/api/account/preferences", tag = "accounts",
    security(("session" = [])),
    request_body = Preferences,
    responses(
        (status = OK, description = "The account", body = Account),
        JsonRefusals, SignInRequired, Invalid,
    )
)]
pub(super) async fn change_preferences(
    Capability(accounts): Capability<dyn Accounts>,
    visitor: Visitor,
    _: Member,
    JsonBody(body): JsonBody<Preferences>,
) -> Result<Response, Error> {
    accounts.set_preferences(&visitor, &body).await.map(private)
}

/// Delete the account
///
/// Its posts are kept, without its name.
#[utoipa::path(
    post, path = "/api/account/deletion", tag = "accounts",
    security(("session" = [])),
    request_body = AccountDeletion,
    responses(
        (status = OK, description = "Nobody is signed in any more", body = Session),
        JsonRefusals, PasswordRequired, TooManyAttempts,
    )
)]
pub(super) async fn delete_account(
    Capability(accounts): Capability<dyn Accounts>,
    cookie: SessionCookie,
    visitor: Visitor,
    _: Member,
    JsonBody(body): JsonBody<AccountDeletion>,
) -> Result<Response, Error> {
    accounts.delete_account(&visitor, &body).await?;
    Ok(session::signed_out(cookie))
}

/// A JSON response that no cache may store.
fn private(body: impl serde::Serialize) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
