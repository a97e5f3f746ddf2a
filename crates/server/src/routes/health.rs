//! `/healthz`: whether the server answers and stores what is written, for whoever monitors it.

use std::sync::Arc;

use axum::extract::State;
use palabre_contract::Problem;

use crate::{error::Error, forum::Forum};

/// Whether the server answers and stores what is written
#[utoipa::path(
    get, path = "/healthz",
    responses(
        (status = OK, description = "It does", body = String, content_type = "text/plain"),
        (status = SERVICE_UNAVAILABLE, description = "The database does not answer, or takes no changes", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn healthz(State(forum): State<Arc<dyn Forum>>) -> Result<&'static str, Error> {
    forum.ping().await.map(|()| "ok\n")
}
