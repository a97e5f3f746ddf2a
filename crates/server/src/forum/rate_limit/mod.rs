//! Rate limits for sign-in attempts, mails and posts, per account, address or client network.
//!
//! Counts live in memory, so a restart clears them and no account can be locked permanently. The limits on one
//! writer's posts are in [`super::policy`] instead, because the store checks them in the post's transaction.

mod mail;
mod posts;
mod sign_in;

pub(super) use mail::MailLimiter;
pub(super) use posts::PostLimiter;
pub(super) use sign_in::{AttemptKey, SignInLimiter};

use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
    time::Duration,
};

use crate::{clock::milliseconds, error::Error};

/// Keys held before expired ones are removed.
const SWEEP_AT: usize = 10_000;

/// At most `count` events within `span`.
#[derive(Clone, Copy)]
struct Limit {
    count: usize,
    span: Duration,
}

/// The times of recent events by key, in milliseconds.
struct SlidingWindow<K> {
    limit: Limit,
    events: HashMap<K, VecDeque<i64>>,
}

impl<K: Eq + Hash> SlidingWindow<K> {
    fn new(limit: Limit) -> Self {
        Self {
            limit,
            events: HashMap::new(),
        }
    }

    /// Milliseconds until `key` is below its limit again. `None`: it is below it now.
    fn wait(&mut self, key: &K, now: i64) -> Option<i64> {
        let horizon = now - milliseconds(self.limit.span);
        let events = self.events.get_mut(key)?;
        while events.front().is_some_and(|&moment| moment <= horizon) {
            events.pop_front();
        }
        (events.len() >= self.limit.count)
            .then(|| events.front().map_or(0, |&oldest| oldest - horizon))
    }

    fn add(&mut self, key: K, now: i64) {
        if self.events.len() >= SWEEP_AT {
            let horizon = now - milliseconds(self.limit.span);
            self.events
                .retain(|_, events| events.back().is_some_and(|&moment| moment > horizon));
        }
        self.events.entry(key).or_default().push_back(now);
    }

    /// Removes the newest event of `key`.
    fn undo(&mut self, key: &K) {
        if let Some(events) = self.events.get_mut(key) {
            events.pop_back();
        }
    }

    fn clear(&mut self, key: &K) {
        self.events.remove(key);
    }
}

/// Turns a wait in milliseconds into [`Error::TooManyAttempts`].
fn refuse_for(wait: Option<i64>) -> Result<(), Error> {
    match wait {
        None => Ok(()),
        Some(milliseconds) => Err(Error::TooManyAttempts {
            retry_after: u32::try_from(milliseconds / 1000 + 1).unwrap_or(u32::MAX),
        }),
    }
}
