//! `/healthz`: whether the server can answer at all, for whoever watches over it.

use std::sync::Arc;

use axum::extract::State;
use palabre_contract::Problem;

use crate::{error::Error, forum::Forum};

/// Whether the server and its database answer
#[utoipa::path(
    get, path = "/healthz",
    responses(
        (status = OK, description = "They do", body = String, content_type = "text/plain"),
        (status = SERVICE_UNAVAILABLE, description = "The database does not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn healthz(State(forum): State<Arc<dyn Forum>>) -> Result<&'static str, Error> {
    forum.ping().await.map(|()| "ok\n")
}
