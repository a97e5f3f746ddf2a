//! How many mails strangers may cause, per network and per address.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use palabre_contract::Timestamp;

use super::{Limit, Network, Tally, refuse_for};
use crate::error::Error;

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
pub(in crate::forum) struct Requests(Mutex<Tallies>);

struct Tallies {
    accounts: Tally<String>,
    networks: Tally<Network>,
}

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
    pub(in crate::forum) fn begin(
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
