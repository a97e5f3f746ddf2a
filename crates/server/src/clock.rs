//! The current time. All code that depends on the time reads it from a [`Clock`], so that tests can set it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use palabre_contract::Timestamp;

/// The system clock, or one that tests set. Clones share the time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system clock with an offset.
    System {
        /// Milliseconds added to the system time; may be negative.
        offset: i64,
    },
    /// Stands still until [`Clock::advance`] moves it. Milliseconds since 1970.
    Still(Arc<AtomicI64>),
}

impl Clock {
    /// The system clock.
    #[must_use]
    pub fn system() -> Self {
        Self::System { offset: 0 }
    }

    /// A clock that starts at `start` and runs at normal speed.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self::System {
            offset: start.0 - system_time(),
        }
    }

    /// A clock that shows `moment` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn still_at(moment: Timestamp) -> Self {
        Self::Still(Arc::new(AtomicI64::new(moment.0)))
    }

    /// The time on this clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp(match self {
            Self::System { offset } => system_time() + offset,
            Self::Still(moment) => moment.load(Ordering::Relaxed),
        })
    }

    /// Moves a still clock forward; does nothing to the system clock.
    pub fn advance(&self, by: Duration) {
        if let Self::Still(moment) = self {
            moment.fetch_add(milliseconds(by), Ordering::Relaxed);
        }
    }
}

/// A duration in milliseconds, the unit of [`Timestamp`].
#[must_use]
pub fn milliseconds(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

fn system_time() -> i64 {
    // A system clock before 1970 is read as 1970: wrong, but no reason to stop.
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, milliseconds)
}
