//! The rate limit on mails that anybody can request: sign-up and password reset.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use palabre_contract::Timestamp;

use super::{Limit, SlidingWindow, refuse_for};
use crate::{error::Error, forum::ClientNetwork};

/// Mails that one network may request.
const PER_NETWORK: Limit = Limit {
    count: 10,
    span: Duration::from_secs(60 * 60),
};
/// Mails sent to one address, for all requesters together.
const PER_ADDRESS: Limit = Limit {
    count: 3,
    span: Duration::from_secs(60 * 60),
};

/// Counts requested mails by client network and by address.
pub(in crate::forum) struct MailLimiter(Mutex<Windows>);

struct Windows {
    addresses: SlidingWindow<String>,
    networks: SlidingWindow<ClientNetwork>,
}

impl Default for MailLimiter {
    fn default() -> Self {
        Self(Mutex::new(Windows {
            addresses: SlidingWindow::new(PER_ADDRESS),
            networks: SlidingWindow::new(PER_NETWORK),
        }))
    }
}

impl MailLimiter {
    /// Counts a request. `false`: the address has reached its limit. The requester is not told, since that
    /// would reveal whether an account has the address.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`]: the network has reached its limit.
    pub(in crate::forum) fn begin(
        &self,
        address: &str,
        network: ClientNetwork,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        refuse_for(windows.networks.wait(&network, now.0))?;
        windows.networks.add(network, now.0);
        let key = address.to_lowercase();
        let is_allowed = windows.addresses.wait(&key, now.0).is_none();
        if is_allowed {
            windows.addresses.add(key, now.0);
        }
        Ok(is_allowed)
    }
}
