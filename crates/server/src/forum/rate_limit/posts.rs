//! The rate limit on posts per client network, for all accounts together.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use palabre_contract::Timestamp;

use super::{Limit, SlidingWindow};
use crate::forum::ClientNetwork;

/// Posts that one network may write.
const PER_NETWORK: Limit = Limit {
    count: 240,
    span: Duration::from_secs(60 * 60),
};

/// Counts posts by client network.
pub(in crate::forum) struct PostLimiter(Mutex<SlidingWindow<ClientNetwork>>);

impl Default for PostLimiter {
    fn default() -> Self {
        Self(Mutex::new(SlidingWindow::new(PER_NETWORK)))
    }
}

impl PostLimiter {
    /// Counts a post. At the limit it is not counted, and the result is the wait in milliseconds.
    /// Counted before the post is stored, so concurrent posts cannot slip through.
    pub(in crate::forum) fn begin(&self, network: ClientNetwork, now: Timestamp) -> Option<i64> {
        let mut window = self.lock();
        let wait = window.wait(&network, now.0);
        if wait.is_none() {
            window.add(network, now.0);
        }
        wait
    }

    /// Removes a counted post that was not stored.
    pub(in crate::forum) fn undo(&self, network: ClientNetwork) {
        self.lock().undo(&network);
    }

    fn lock(&self) -> MutexGuard<'_, SlidingWindow<ClientNetwork>> {
        // The counts stay usable after a panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    #[test]
    fn a_network_may_write_240_posts_an_hour_not_counting_undone_ones() {
        let limiter = PostLimiter::default();
        let home = ClientNetwork::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
        for number in 0..240 {
            assert_eq!(limiter.begin(home, Timestamp(number)), None);
        }
        assert_eq!(limiter.begin(home, Timestamp(240)), Some(3_600_000 - 240));
        limiter.undo(home);
        assert_eq!(limiter.begin(home, Timestamp(240)), None);
        assert_eq!(limiter.begin(home, Timestamp(3_600_000)), None);
    }
}
