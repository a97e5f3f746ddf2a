//! Configurable limits against spam.

use std::time::Duration;

use palabre_contract::Timestamp;

use crate::clock::milliseconds;

/// Limits against spam and password guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Interval between two posts of an account, or of the guests of a network. Zero disables both the interval
    /// and the hourly limit.
    pub flood: Duration,
    /// How long addresses in the posts of a new account do not become links. Zero: they always do.
    pub link_delay: Duration,
    /// Whether sign-in attempts and requested mails are limited.
    /// `false` only for tests.
    pub rate_limited: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            flood: Duration::from_secs(15),
            link_delay: Duration::from_secs(24 * 60 * 60),
            rate_limited: true,
        }
    }
}

impl Limits {
    /// Accounts opened after this moment count as new.
    pub(super) fn new_since(self, now: Timestamp) -> Timestamp {
        if self.link_delay.is_zero() {
            Timestamp(i64::MAX)
        } else {
            Timestamp(now.0.saturating_sub(milliseconds(self.link_delay)))
        }
    }
}
