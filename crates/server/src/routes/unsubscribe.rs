//! `/api/unsubscribe`: ending notifications by the link in a mail, without signing in.

use axum::{
    Json,
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contract::Watch;

use super::{
    capability::Capability,
    extract::PathOf,
    refusals::{ChangeRefusals, NotSupported},
};
use crate::{error::Error, forum::Accounts};

/// The subscription behind an unsubscribe link
#[utoipa::path(
    get, path = "/api/unsubscribe/{token}", tag = "accounts",
    params(("token" = String, Path, description = "The last segment of the link")),
    responses(
        (status = OK, body = Watch),
        (status = NOT_FOUND, description = "The link does not exist"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded"),
        NotSupported,
    )
)]
pub(super) async fn get_watch(
    Capability(accounts): Capability<dyn Accounts>,
    PathOf(token): PathOf<String>,
) -> Result<Response, Error> {
    accounts.watch(&token).await.map(private)
}

/// Unsubscribe
///
/// Can be repeated. `/unsubscribe/{token}`, outside the API, does the same for the one-click unsubscribe of mail
/// clients (RFC 8058).
#[utoipa::path(
    post, path = "/api/unsubscribe/{token}", tag = "accounts",
    params(("token" = String, Path, description = "The last segment of the link")),
    responses(
        (status = OK, description = "No further notifications", body = Watch),
        ChangeRefusals,
        (status = NOT_FOUND, description = "The link does not exist"),
    )
)]
pub(super) async fn unsubscribe(
    Capability(accounts): Capability<dyn Accounts>,
    PathOf(token): PathOf<String>,
) -> Result<Response, Error> {
    accounts.unsubscribe(&token).await.map(private)
}

/// The one-click unsubscribe of mail clients (RFC 8058): a form that browsers do not send.
pub(crate) async fn one_click(
    Capability(accounts): Capability<dyn Accounts>,
    Path(token): Path<String>,
) -> Response {
    match accounts.unsubscribe(&token).await {
        Ok(_) => "unsubscribed\n".into_response(),
        Err(error) => error.into_response(),
    }
}

fn private(watch: Watch) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(watch)).into_response()
}
