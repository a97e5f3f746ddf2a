//! How often somebody may write, and how long a new account's addresses are no links.

use std::time::Duration;

use palabre_contract::Timestamp;

use crate::clock::milliseconds;

/// What holds unwanted posts back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Between two posts of an account, or of a network's guests. Zero: no limit, by the hour neither.
    pub flood: Duration,
    /// How long after an account was opened the addresses in its posts are no links. Zero: at no time.
    pub link_delay: Duration,
    /// Whether guesses at passwords are counted, and what strangers ask for that is answered by mail.
    /// `false` only for tests.
    pub guarded: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            flood: Duration::from_secs(15),
            link_delay: Duration::from_secs(24 * 60 * 60),
            guarded: true,
        }
    }
}

impl Limits {
    /// The moment since which an account must have been opened to count as new.
    pub(super) fn new_since(self, now: Timestamp) -> Timestamp {
        if self.link_delay.is_zero() {
            Timestamp(i64::MAX)
        } else {
            Timestamp(now.0.saturating_sub(milliseconds(self.link_delay)))
        }
    }
}
