//! How often somebody may try a password: per account, whoever tries, and per network, whatever
//! account is tried. Attempts that turn out right are taken back, so that only guessing counts. A browser in which
//! the account has signed in before has a count of its own, so that strangers do not lock the owner out.
//!
//! Kept in memory: a restart forgives, and no account can be locked for good.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use palabre_contract::Timestamp;

use super::{Limit, Network, Tally, refuse_for};
use crate::error::Error;

/// Tries that an account bears in a span (OWASP ASVS 5.0, 6.3.1).
const PER_ACCOUNT: Limit = Limit {
    tries: 5,
    span: Duration::from_secs(15 * 60),
};
/// Tries that a network may make in a span.
const PER_NETWORK: Limit = Limit {
    tries: 25,
    span: Duration::from_secs(5 * 60),
};
struct Tallies {
    accounts: Tally<String>,
    networks: Tally<Network>,
}

/// Whose count a try at an account's password goes to.
pub(in crate::forum) enum Guesser {
    /// A browser with which the account has never signed in: the account's, and its network's.
    Stranger { account: String, network: Network },
    /// A browser with which the account has signed in before, by the hash of its token: one of its own. However
    /// often strangers guess, it is let in; and whoever has stolen it gets no more guesses than they do.
    Known { account: String, browser: [u8; 32] },
}

/// Counts attempts to sign in.
pub(in crate::forum) struct Attempts {
    tallies: Mutex<Tallies>,
    browsers: Mutex<Tally<(String, [u8; 32])>>,
}

impl Default for Attempts {
    fn default() -> Self {
        Self {
            tallies: Mutex::new(Tallies {
                accounts: Tally::new(PER_ACCOUNT),
                networks: Tally::new(PER_NETWORK),
            }),
            browsers: Mutex::new(Tally::new(PER_ACCOUNT)),
        }
    }
}

impl Attempts {
    /// Counts an attempt, before the password is looked at: a hundred at once are a hundred.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`]; then it is not counted.
    pub(in crate::forum) fn begin(&self, guesser: &Guesser, now: Timestamp) -> Result<(), Error> {
        match guesser {
            Guesser::Stranger { account, network } => {
                let mut tallies = self.lock();
                let wait = tallies
                    .accounts
                    .wait(account, now.0)
                    .max(tallies.networks.wait(network, now.0));
                refuse_for(wait)?;
                tallies.accounts.add(account.clone(), now.0);
                tallies.networks.add(*network, now.0);
            }
            Guesser::Known { account, browser } => {
                let mut browsers = self.browsers();
                let key = (account.clone(), *browser);
                refuse_for(browsers.wait(&key, now.0))?;
                browsers.add(key, now.0);
            }
        }
        Ok(())
    }

    /// Counts an attempt that names no account.
    ///
    /// # Errors
    /// Those of [`Self::begin`].
    pub(in crate::forum) fn begin_unnamed(
        &self,
        network: Network,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut tallies = self.lock();
        refuse_for(tallies.networks.wait(&network, now.0))?;
        tallies.networks.add(network, now.0);
        Ok(())
    }

    /// It was right, and is not held against the network.
    pub(in crate::forum) fn succeeded_unnamed(&self, network: Network) {
        self.lock().networks.take_back(&network);
    }

    /// The attempt was right: the account's earlier ones are forgiven, and this one is not held
    /// against the network. Others made from there still are. What strangers have tried is not forgiven to them
    /// because the owner's known browser gets in.
    pub(in crate::forum) fn succeeded(&self, guesser: &Guesser) {
        match guesser {
            Guesser::Stranger { account, network } => {
                let mut tallies = self.lock();
                tallies.accounts.tries.remove(account);
                tallies.networks.take_back(network);
            }
            Guesser::Known { account, browser } => {
                self.browsers().tries.remove(&(account.clone(), *browser));
            }
        }
    }

    /// The account's owner has shown who they are in another way: its attempts are forgiven.
    pub(in crate::forum) fn forgive(&self, account: &str) {
        self.lock().accounts.tries.remove(account);
    }

    fn lock(&self) -> MutexGuard<'_, Tallies> {
        // A count that a panic left half-done is still a count.
        self.tallies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn browsers(&self) -> MutexGuard<'_, Tally<(String, [u8; 32])>> {
        self.browsers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn network(text: &str) -> Network {
        text.parse::<IpAddr>().unwrap().into()
    }

    fn stranger(account: &str, network: Network) -> Guesser {
        Guesser::Stranger {
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
    fn the_sixth_guess_at_an_account_waits_until_the_first_is_a_quarter_of_an_hour_old() {
        let attempts = Attempts::default();
        let home = network("192.0.2.1");
        for second in 0..5 {
            assert!(
                attempts
                    .begin(&stranger("anaïs", home), Timestamp(second * 1000))
                    .is_ok()
            );
        }
        let sixth = attempts.begin(&stranger("anaïs", network("192.0.2.2")), Timestamp(60_000));
        assert_eq!(retry_after(&sixth), Some(841));
        assert!(
            attempts
                .begin(&stranger("basile", home), Timestamp(60_000))
                .is_ok()
        );
        assert!(
            attempts
                .begin(&stranger("anaïs", home), Timestamp(900_000))
                .is_ok()
        );
    }

    #[test]
    fn a_network_gets_twenty_five_guesses_in_five_minutes_whatever_the_accounts() {
        let attempts = Attempts::default();
        for guess in 0..25 {
            // Addresses of one /64 are one network.
            let address = network(&format!("2001:db8::{guess:x}"));
            assert!(
                attempts
                    .begin(&stranger(&guess.to_string(), address), Timestamp(0))
                    .is_ok()
            );
        }
        let here = network("2001:db8::ffff");
        assert_eq!(
            retry_after(&attempts.begin(&stranger("x", here), Timestamp(0))),
            Some(301)
        );
        let next_door = network("2001:db8:0:1::1");
        assert!(
            attempts
                .begin(&stranger("x", next_door), Timestamp(0))
                .is_ok()
        );
        assert!(
            attempts
                .begin(&stranger("x", here), Timestamp(300_000))
                .is_ok()
        );
    }

    #[test]
    fn signing_in_is_not_guessing() {
        let attempts = Attempts::default();
        let home = network("::ffff:192.0.2.1");
        for _ in 0..100 {
            assert!(
                attempts
                    .begin(&stranger("anaïs", home), Timestamp(0))
                    .is_ok()
            );
            attempts.succeeded(&stranger("anaïs", home));
        }
    }
}
