//! How often somebody may try a password: per account, whoever tries, and per network, whatever
//! account is tried. Attempts that turn out right are taken back, so that only guessing counts. A browser in which
//! the account has signed in before has a count of its own, so that strangers do not lock the owner out.
//!
//! Kept in memory: a restart forgives, and no account can be locked for good.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use palabre_contract::Timestamp;

use crate::{clock::milliseconds, error::Error};

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
pub(super) struct Limit {
    pub(super) tries: usize,
    pub(super) span: Duration,
}

/// The tries of late, by the name they count under.
pub(super) struct Tally<K> {
    limit: Limit,
    tries: HashMap<K, VecDeque<i64>>,
}

impl<K: Eq + Hash> Tally<K> {
    pub(super) fn new(limit: Limit) -> Self {
        Self {
            limit,
            tries: HashMap::new(),
        }
    }

    /// Milliseconds until `key` may try again. `None`: at once.
    pub(super) fn wait(&mut self, key: &K, now: i64) -> Option<i64> {
        let horizon = now - milliseconds(self.limit.span);
        let tries = self.tries.get_mut(key)?;
        while tries.front().is_some_and(|&moment| moment <= horizon) {
            tries.pop_front();
        }
        (tries.len() >= self.limit.tries)
            .then(|| tries.front().map_or(0, |&oldest| oldest - horizon))
    }

    pub(super) fn add(&mut self, key: K, now: i64) {
        if self.tries.len() >= SWEEP_AT {
            let horizon = now - milliseconds(self.limit.span);
            self.tries
                .retain(|_, tries| tries.back().is_some_and(|&moment| moment > horizon));
        }
        self.tries.entry(key).or_default().push_back(now);
    }

    pub(super) fn take_back(&mut self, key: &K) {
        if let Some(tries) = self.tries.get_mut(key) {
            tries.pop_back();
        }
    }
}

struct Tallies {
    accounts: Tally<String>,
    networks: Tally<Network>,
}

/// Whose count a try at an account's password goes to.
pub(super) enum Guesser {
    /// A browser with which the account has never signed in: the account's, and its network's.
    Stranger { account: String, network: Network },
    /// A browser with which the account has signed in before, by the hash of its token: one of its own. However
    /// often strangers guess, it is let in; and whoever has stolen it gets no more guesses than they do.
    Known { account: String, browser: [u8; 32] },
}

/// Counts attempts to sign in.
pub(super) struct Attempts {
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
    pub(super) fn begin(&self, guesser: &Guesser, now: Timestamp) -> Result<(), Error> {
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
    pub(super) fn begin_unnamed(&self, network: Network, now: Timestamp) -> Result<(), Error> {
        let mut tallies = self.lock();
        refuse_for(tallies.networks.wait(&network, now.0))?;
        tallies.networks.add(network, now.0);
        Ok(())
    }

    /// It was right, and is not held against the network.
    pub(super) fn succeeded_unnamed(&self, network: Network) {
        self.lock().networks.take_back(&network);
    }

    /// The attempt was right: the account's earlier ones are forgiven, and this one is not held
    /// against the network. Others made from there still are. What strangers have tried is not forgiven to them
    /// because the owner's known browser gets in.
    pub(super) fn succeeded(&self, guesser: &Guesser) {
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
    pub(super) fn forgive(&self, account: &str) {
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

/// Refuses where so many milliseconds are left to wait.
fn refuse_for(wait: Option<i64>) -> Result<(), Error> {
    match wait {
        None => Ok(()),
        Some(milliseconds) => Err(Error::TooManyAttempts {
            retry_after: u32::try_from(milliseconds / 1000 + 1).unwrap_or(u32::MAX),
        }),
    }
}

/// What may be asked for by mail from a network in an hour.
const MAILS_PER_NETWORK: Limit = Limit {
    tries: 10,
    span: Duration::from_secs(60 * 60),
};
/// What may be sent to an address in an hour, whoever asks.
const MAILS_PER_ADDRESS: Limit = Limit {
    tries: 3,
    span: Duration::from_secs(60 * 60),
};

/// Counts what strangers ask for that is answered by mail: accounts, and links into them.
pub(super) struct Requests(Mutex<Tallies>);

impl Default for Requests {
    fn default() -> Self {
        Self(Mutex::new(Tallies {
            accounts: Tally::new(MAILS_PER_ADDRESS),
            networks: Tally::new(MAILS_PER_NETWORK),
        }))
    }
}

impl Requests {
    /// Counts a request. `false`: the address has got enough mails for now, which nobody is told of,
    /// since it would tell whether there is an account behind it.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`]: the network has asked enough for now.
    pub(super) fn begin(
        &self,
        address: &str,
        network: Network,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let mut tallies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        refuse_for(tallies.networks.wait(&network, now.0))?;
        tallies.networks.add(network, now.0);
        let key = address.to_lowercase();
        let is_enough = tallies.accounts.wait(&key, now.0).is_some();
        if !is_enough {
            tallies.accounts.add(key, now.0);
        }
        Ok(!is_enough)
    }
}

#[cfg(test)]
mod tests {
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
