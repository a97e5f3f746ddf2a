//! Deletes expired data: sessions, mail tokens, known browsers, idempotency keys and unused pictures.

use std::time::Duration;

use palabre_contract::Timestamp;

use crate::{
    clock::{Clock, milliseconds},
    store::Store,
};

/// How long idempotency keys are kept. A reply can wait that long in a browser that is offline.
pub const KEY_LIFE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

const INTERVAL: Duration = Duration::from_secs(60 * 60);

/// Sweeps immediately and then every hour, forever.
pub async fn sweep(store: Store, clock: Clock) {
    loop {
        if let Err(error) = sweep_once(&store, clock.now()).await {
            tracing::warn!(%error, "cannot delete expired data; retrying in an hour");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Deletes everything that has expired at `now`.
///
/// # Errors
/// The database failed.
pub async fn sweep_once(store: &Store, now: Timestamp) -> Result<(), sqlx::Error> {
    store.drop_expired_sessions(now).await?;
    store.drop_expired_mail_tokens(now).await?;
    store.drop_expired_browsers(now).await?;
    store.drop_unused_pictures().await?;
    let oldest = Timestamp(now.0 - milliseconds(KEY_LIFE));
    store.drop_reply_keys_before(oldest).await
}
