//! Converts refusals of the rules and errors of the store into errors of the API.

use palabre_contract::{Breach, Fault, Field};

use crate::{error::Error, forum::policy::Refusal, store::StoreError};

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(refusal) => refusal.into(),
            StoreError::Database(error) => Self::Database(error),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::SignInRequired => Self::SignInRequired,
            Refusal::Forbidden => Self::Forbidden,
            Refusal::Locked => Self::TopicLocked,
            Refusal::KeyReused(post) => Self::KeyReused { post },
            Refusal::PseudoTaken => invalid(Field::Pseudo, Fault::Taken),
            Refusal::PseudoUnknown => invalid(Field::Pseudo, Fault::Unknown),
            Refusal::SlugTaken => invalid(Field::Slug, Fault::Taken),
            Refusal::SlugUnknown => invalid(Field::Slug, Fault::Unknown),
            Refusal::HostUnknown => invalid(Field::Address, Fault::Unknown),
            Refusal::LastAdministrator => Self::LastAdministrator,
            Refusal::ChangedMeanwhile => Self::ChangedMeanwhile,
            Refusal::TooSoon(milliseconds) => Self::TooSoon {
                retry_after: seconds(milliseconds),
            },
            Refusal::TooOften(milliseconds) => Self::TooManyAttempts {
                retry_after: seconds(milliseconds),
            },
        }
    }
}

/// The error for one broken rule.
pub(super) fn invalid(field: Field, fault: Fault) -> Error {
    Error::Invalid(vec![Breach { field, fault }])
}

/// The `Retry-After` of a wait, rounded up to whole seconds.
fn seconds(milliseconds: i64) -> u32 {
    u32::try_from(milliseconds.max(1).div_euclid(1000) + 1).unwrap_or(u32::MAX)
}
