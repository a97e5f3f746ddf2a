//! Why a transaction stored nothing.

use crate::forum::policy::Refusal;

/// Why a transaction stored nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The rules refuse it, or a row that it needs is missing or taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}
