//! What time it is. Everything that depends on the time asks here, so that tests can set it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use palabre_contract::Timestamp;

/// A clock: the machine's, or one that is set by hand. Clones show the same time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, this many milliseconds ahead (behind, where negative).
    System {
        /// Milliseconds added to the machine's time.
        ahead: i64,
    },
    /// Stands still until [`Clock::advance`] moves it.
    Still(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::System { ahead: 0 }
    }

    /// A clock that shows `start` now and runs on from there.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self::System {
            ahead: start.0 - machine_time(),
        }
    }

    /// A clock that shows `moment` until it is moved.
    #[must_use]
    pub fn still_at(moment: Timestamp) -> Self {
        Self::Still(Arc::new(AtomicI64::new(moment.0)))
    }

    /// The time on this clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp(match self {
            Self::System { ahead } => machine_time() + ahead,
            Self::Still(moment) => moment.load(Ordering::Relaxed),
        })
    }

    /// Moves a still clock on; the machine's clock goes at its own pace.
    pub fn advance(&self, by: Duration) {
        if let Self::Still(moment) = self {
            moment.fetch_add(milliseconds(by), Ordering::Relaxed);
        }
    }
}

/// A span as the milliseconds that [`Timestamp`] counts in.
#[must_use]
pub fn milliseconds(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

fn machine_time() -> i64 {
    // A machine whose clock stands before 1970 gets 1970: wrong, but no reason to stop.
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, milliseconds)
}
