//! The rate limit on sign-in attempts: per account, from any network, and per client network, for any
//! account. Successful attempts are not counted. A browser in which the account has signed in before has its own
//! count, so that strangers cannot lock the owner out.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use palabre_contract::Timestamp;

use super::{Limit, SlidingWindow, refuse_for};
use crate::{error::Error, forum::ClientNetwork};

/// Failed attempts at one account (OWASP ASVS 5.0, 6.3.1).
const PER_ACCOUNT: Limit = Limit {
    count: 5,
    span: Duration::from_secs(15 * 60),
};
/// Failed attempts from one network.
const PER_NETWORK: Limit = Limit {
    count: 25,
    span: Duration::from_secs(5 * 60),
};

struct Windows {
    accounts: SlidingWindow<String>,
    networks: SlidingWindow<ClientNetwork>,
}

/// What an attempt is counted under.
pub(in crate::forum) enum AttemptKey {
    /// A browser in which the account has never signed in: counted for the account and for the network.
    UnknownBrowser {
        account: String,
        network: ClientNetwork,
    },
    /// A browser in which the account has signed in before, by the hash of its token: counted for this
    /// browser alone. Attempts from elsewhere cannot lock it out, and a stolen browser token gives no more
    /// attempts than a stranger has.
    KnownBrowser { account: String, browser: [u8; 32] },
}

/// Counts sign-in attempts.
pub(in crate::forum) struct SignInLimiter {
    windows: Mutex<Windows>,
    browsers: Mutex<SlidingWindow<(String, [u8; 32])>>,
}

impl Default for SignInLimiter {
    fn default() -> Self {
        Self {
            windows: Mutex::new(Windows {
                accounts: SlidingWindow::new(PER_ACCOUNT),
                networks: SlidingWindow::new(PER_NETWORK),
            }),
            browsers: Mutex::new(SlidingWindow::new(PER_ACCOUNT)),
        }
    }
}

impl SignInLimiter {
    /// Counts an attempt. Called before the password is checked, so concurrent attempts cannot slip through.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`]; then it is not counted.
    pub(in crate::forum) fn begin(&self, key: &AttemptKey, now: Timestamp) -> Result<(), Error> {
        match key {
            AttemptKey::UnknownBrowser { account, network } => {
                let mut windows = self.windows();
                let wait = windows
                    .accounts
                    .wait(account, now.0)
                    .max(windows.networks.wait(network, now.0));
                refuse_for(wait)?;
                windows.accounts.add(account.clone(), now.0);
                windows.networks.add(*network, now.0);
            }
            AttemptKey::KnownBrowser { account, browser } => {
                let mut browsers = self.browsers();
                let key = (account.clone(), *browser);
                refuse_for(browsers.wait(&key, now.0))?;
                browsers.add(key, now.0);
            }
        }
        Ok(())
    }

    /// Counts an attempt that names no account, such as a host's token.
    ///
    /// # Errors
    /// Those of [`Self::begin`].
    pub(in crate::forum) fn begin_unnamed(
        &self,
        network: ClientNetwork,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut windows = self.windows();
        refuse_for(windows.networks.wait(&network, now.0))?;
        windows.networks.add(network, now.0);
        Ok(())
    }

    /// Removes a successful unnamed attempt from the network's count.
    pub(in crate::forum) fn succeeded_unnamed(&self, network: ClientNetwork) {
        self.windows().networks.undo(&network);
    }

    /// Clears the count of the account and removes this attempt, but no other, from the network's count.
    /// Success in a known browser clears only that browser's count, so it gives strangers no new attempts.
    pub(in crate::forum) fn succeeded(&self, key: &AttemptKey) {
        match key {
            AttemptKey::UnknownBrowser { account, network } => {
                let mut windows = self.windows();
                windows.accounts.clear(account);
                windows.networks.undo(network);
            }
            AttemptKey::KnownBrowser { account, browser } => {
                self.browsers().clear(&(account.clone(), *browser));
            }
        }
    }

    /// Clears the count of an account whose owner has proved their identity by mail.
    pub(in crate::forum) fn clear_account(&self, account: &str) {
        self.windows().accounts.clear(&account.to_owned());
    }

    fn windows(&self) -> MutexGuard<'_, Windows> {
        // The counts stay usable after a panic.
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn browsers(&self) -> MutexGuard<'_, SlidingWindow<(String, [u8; 32])>> {
        self.browsers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn network(text: &str) -> ClientNetwork {
        text.parse::<IpAddr>().unwrap().into()
    }

    fn stranger(account: &str, network: ClientNetwork) -> AttemptKey {
        AttemptKey::UnknownBrowser {
            account: account.into(),
            network,
        }
    }

    fn retry_after(result: &Result<(), Error>) -> Option<u32> {
        match result {
            Err(Error::TooManyAttempts { retry_after }) => Some(*retry_after),
            _ => None,
        }
    }

    #[test]
    fn the_sixth_attempt_at_an_account_waits_until_the_first_is_15_minutes_old() {
        let limiter = SignInLimiter::default();
        let home = network("192.0.2.1");
        for second in 0..5 {
            assert!(
                limiter
                    .begin(&stranger("anaïs", home), Timestamp(second * 1000))
                    .is_ok()
            );
        }
        let sixth = limiter.begin(&stranger("anaïs", network("192.0.2.2")), Timestamp(60_000));
        assert_eq!(retry_after(&sixth), Some(841));
        assert!(
            limiter
                .begin(&stranger("basile", home), Timestamp(60_000))
                .is_ok()
        );
        assert!(
            limiter
                .begin(&stranger("anaïs", home), Timestamp(900_000))
                .is_ok()
        );
    }

    #[test]
    fn a_network_gets_25_attempts_in_5_minutes_whatever_the_accounts() {
        let limiter = SignInLimiter::default();
        for attempt in 0..25 {
            // Addresses of one /64 are one network.
            let address = network(&format!("2001:db8::{attempt:x}"));
            assert!(
                limiter
                    .begin(&stranger(&attempt.to_string(), address), Timestamp(0))
                    .is_ok()
            );
        }
        let here = network("2001:db8::ffff");
        assert_eq!(
            retry_after(&limiter.begin(&stranger("x", here), Timestamp(0))),
            Some(301)
        );
        let other_network = network("2001:db8:0:1::1");
        assert!(
            limiter
                .begin(&stranger("x", other_network), Timestamp(0))
                .is_ok()
        );
        assert!(
            limiter
                .begin(&stranger("x", here), Timestamp(300_000))
                .is_ok()
        );
    }

    #[test]
    fn successful_attempts_do_not_count() {
        let limiter = SignInLimiter::default();
        let home = network("::ffff:192.0.2.1");
        for _ in 0..100 {
            assert!(
                limiter
                    .begin(&stranger("anaïs", home), Timestamp(0))
                    .is_ok()
            );
            limiter.succeeded(&stranger("anaïs", home));
        }
    }
}
