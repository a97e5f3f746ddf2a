//! What the store refused, as those who asked are told.

use palabre_contract::{Breach, Fault, Field};

use crate::{error::Error, store::Refusal};

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let breach = |field, fault| Self::Invalid(vec![Breach { field, fault }]);
        match refusal {
            Refusal::NotThere => Self::NotFound,
            Refusal::SignInRequired => Self::SignInRequired,
            Refusal::Forbidden => Self::Forbidden,
            Refusal::Locked => Self::TopicLocked,
            Refusal::KeyReused(post) => Self::KeyReused { post },
            Refusal::PseudoTaken => breach(Field::Pseudo, Fault::Taken),
            Refusal::PseudoUnknown => breach(Field::Pseudo, Fault::Unknown),
            Refusal::SlugTaken => breach(Field::Slug, Fault::Taken),
            Refusal::SlugUnknown => breach(Field::Slug, Fault::Unknown),
            Refusal::HostUnknown => breach(Field::Address, Fault::Unknown),
            Refusal::LastAdministrator => Self::LastAdministrator,
            Refusal::ChangedMeanwhile => Self::ChangedMeanwhile,
            Refusal::TooSoon(milliseconds) => Self::TooSoon {
                retry_after: seconds(milliseconds),
            },
            Refusal::TooOften(milliseconds) => Self::TooManyAttempts {
                retry_after: seconds(milliseconds),
            },
            Refusal::Database(error) => Self::Database(error),
        }
    }
}

/// Whole seconds after which a wait is over.
fn seconds(milliseconds: i64) -> u32 {
    u32::try_from(milliseconds.max(1).div_euclid(1000) + 1).unwrap_or(u32::MAX)
}
