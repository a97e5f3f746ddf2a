//! Rate limits that are kept in memory.

mod mail;
mod posts;
mod sign_in;

pub(super) use mail::Requests;
pub(super) use posts::Postings;
pub(super) use sign_in::{Attempts, Guesser};

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    hash::Hash,
    net::IpAddr,
    time::Duration,
};

use crate::{clock::milliseconds, error::Error};

/// Names remembered before those that have run out are swept away.
const SWEEP_AT: usize = 10_000;

/// Where a request comes from: an IPv4 address, or the /64 that an IPv6 host can roam in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

/// So many within so long.
#[derive(Clone, Copy)]
struct Limit {
    tries: usize,
    span: Duration,
}

/// The tries of late, by the name they count under.
struct Tally<K> {
    limit: Limit,
    tries: HashMap<K, VecDeque<i64>>,
}

impl<K: Eq + Hash> Tally<K> {
    fn new(limit: Limit) -> Self {
        Self {
            limit,
            tries: HashMap::new(),
        }
    }

    /// Milliseconds until `key` may try again. `None`: at once.
    fn wait(&mut self, key: &K, now: i64) -> Option<i64> {
        let horizon = now - milliseconds(self.limit.span);
        let tries = self.tries.get_mut(key)?;
        while tries.front().is_some_and(|&moment| moment <= horizon) {
            tries.pop_front();
        }
        (tries.len() >= self.limit.tries)
            .then(|| tries.front().map_or(0, |&oldest| oldest - horizon))
    }

    fn add(&mut self, key: K, now: i64) {
        if self.tries.len() >= SWEEP_AT {
            let horizon = now - milliseconds(self.limit.span);
            self.tries
                .retain(|_, tries| tries.back().is_some_and(|&moment| moment > horizon));
        }
        self.tries.entry(key).or_default().push_back(now);
    }

    fn take_back(&mut self, key: &K) {
        if let Some(tries) = self.tries.get_mut(key) {
            tries.pop_back();
        }
    }
}

/// Refuses where so many milliseconds are left to wait.
fn refuse_for(wait: Option<i64>) -> Result<(), Error> {
    match wait {
        None => Ok(()),
        Some(milliseconds) => Err(Error::TooManyAttempts {
            retry_after: u32::try_from(milliseconds / 1000 + 1).unwrap_or(u32::MAX),
        }),
    }
}
