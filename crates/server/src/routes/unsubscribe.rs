//! `/api/unsubscribe`: ending notices by the link in one of them, signed in or not.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contract::{Problem, Watch};

use super::{extract::Named, refusals::ChangeRefusals};
use crate::{error::Error, forum::Accounts};

/// What an unsubscribe link stands for
#[utoipa::path(
    get, path = "/api/unsubscribe/{token}", tag = "accounts",
    params(("token" = String, Path, description = "The last part of the link")),
    responses(
        (status = OK, body = Watch),
        (status = NOT_FOUND, description = "No such link", body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "Overloaded", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get_watch(
    State(accounts): State<Arc<dyn Accounts>>,
    Named(token): Named<String>,
) -> Result<Response, Error> {
    accounts.watch(&token).await.map(answer)
}

/// End the notices that a link stands for
///
/// As often as one likes. `/unsubscribe/{token}`, outside the API, does the same for the one click of mail
/// programs (RFC 8058).
#[utoipa::path(
    post, path = "/api/unsubscribe/{token}", tag = "accounts",
    params(("token" = String, Path, description = "The last part of the link")),
    responses(
        (status = OK, description = "No further notices", body = Watch),
        (status = NOT_FOUND, description = "No such link", body = Problem, content_type = "application/problem+json"),
        ChangeRefusals,
    )
)]
pub(super) async fn unsubscribe(
    State(accounts): State<Arc<dyn Accounts>>,
    Named(token): Named<String>,
) -> Result<Response, Error> {
    accounts.unsubscribe(&token).await.map(answer)
}

/// The one click of a mail program (RFC 8058): a form that no browser sends.
pub(crate) async fn one_click(accounts: Arc<dyn Accounts>, token: String) -> Response {
    match accounts.unsubscribe(&token).await {
        Ok(_) => "unsubscribed\n".into_response(),
        Err(error) => error.into_response(),
    }
}

fn answer(watch: Watch) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(watch)).into_response()
}
