//! `/healthz`: whether the server can read and write its database, for monitoring.

use std::sync::Arc;

use axum::extract::State;

use crate::{error::Error, forum::Engine};

/// Whether the server can read and write its database
#[utoipa::path(
    get, path = "/healthz",
    responses(
        (status = OK, description = "It can", body = String, content_type = "text/plain"),
        (status = SERVICE_UNAVAILABLE, description = "The database is not available, or not writable"),
    )
)]
pub(super) async fn healthz(State(engine): State<Arc<dyn Engine>>) -> Result<&'static str, Error> {
    engine.ping().await.map(|()| "ok\n")
}
