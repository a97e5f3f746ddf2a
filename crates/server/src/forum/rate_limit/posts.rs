//! How much each network writes, whatever the accounts: kept in memory, like attempts to sign in.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use palabre_contract::Timestamp;

use super::{Limit, Network, Tally};

/// Posts that a network may write in a span.
const PER_NETWORK: Limit = Limit {
    tries: 240,
    span: Duration::from_secs(60 * 60),
};

/// Counts posts by the network they come from.
pub(in crate::forum) struct Postings(Mutex<Tally<Network>>);

impl Default for Postings {
    fn default() -> Self {
        Self(Mutex::new(Tally::new(PER_NETWORK)))
    }
}

impl Postings {
    /// Counts a post, before it is stored: a thousand at once are a thousand. Where there were too many,
    /// it is not counted, and this says for how many milliseconds there are.
    pub(in crate::forum) fn begin(&self, network: Network, now: Timestamp) -> Option<i64> {
        let mut tally = self.lock();
        let wait = tally.wait(&network, now.0);
        if wait.is_none() {
            tally.add(network, now.0);
        }
        wait
    }

    /// A post that was counted was not stored.
    pub(in crate::forum) fn take_back(&self, network: Network) {
        self.lock().take_back(&network);
    }

    fn lock(&self) -> MutexGuard<'_, Tally<Network>> {
        // A count that a panic left half-done is still a count.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    #[test]
    fn a_network_writes_two_hundred_and_forty_posts_an_hour_and_what_is_taken_back_is_none() {
        let postings = Postings::default();
        let home = Network::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
        for number in 0..240 {
            assert_eq!(postings.begin(home, Timestamp(number)), None);
        }
        assert_eq!(postings.begin(home, Timestamp(240)), Some(3_600_000 - 240));
        postings.take_back(home);
        assert_eq!(postings.begin(home, Timestamp(240)), None);
        assert_eq!(postings.begin(home, Timestamp(3_600_000)), None);
    }
}
