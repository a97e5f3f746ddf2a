//! Drops what has run out: sessions, idempotency keys that nobody will send again, pictures that
//! nothing shows any more.

use std::time::Duration;

use palabre_contract::Timestamp;

use crate::{
    clock::{Clock, milliseconds},
    store::Store,
};

/// How long a key is kept. A reply can wait that long in a browser that is offline.
pub const KEY_LIFE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

const EVERY: Duration = Duration::from_secs(60 * 60);

/// Sweeps at once, and then every hour, for ever.
pub async fn sweep(store: Store, clock: Clock) {
    loop {
        if let Err(error) = sweep_once(&store, clock.now()).await {
            tracing::warn!(%error, "what has run out was not dropped; next try in an hour");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Drops what has run out at that moment.
///
/// # Errors
/// The database's.
pub async fn sweep_once(store: &Store, now: Timestamp) -> Result<(), sqlx::Error> {
    store.drop_expired_sessions(now).await?;
    store.drop_expired_mail_tokens(now).await?;
    store.drop_expired_browsers(now).await?;
    store.drop_unused_pictures().await?;
    let oldest = Timestamp(now.0 - milliseconds(KEY_LIFE));
    store.drop_reply_keys_before(oldest).await
}
