//! The bodies of requests as they arrive: how many bytes of them the server holds at once, and how long one may
//! take. Without a bound, a thousand uploads that stop before their last byte fill the memory.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
};
use http_body_util::BodyExt;

use super::visitor::network;
use crate::{error::Error, forum::Network};

/// How long a body may take to arrive. The head has a limit of its own.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long nothing of it may arrive.
const PAUSE: Duration = Duration::from_secs(10);
/// The most bytes that all bodies take which arrive or are worked on: 32 avatars of the greatest size.
const IN_ALL: usize = 64 * 1024 * 1024;
/// The most that those from one network take, so that one client cannot keep all others from writing.
const PER_NETWORK: usize = 16 * 1024 * 1024;

/// Reads bodies, and counts the bytes that they take.
#[derive(Clone, Default)]
pub struct Bodies(Arc<Mutex<Taken>>);

#[derive(Default)]
struct Taken {
    in_all: usize,
    networks: HashMap<Network, usize>,
}

impl Bodies {
    /// The whole body, of at most `most` bytes. It counts until the last copy of the answer is dropped.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::TooSlow`], [`Error::Overloaded`]; [`Error::Malformed`] where it breaks off.
    pub(super) async fn read(&self, request: Request, most: usize) -> Result<Bytes, Error> {
        let arrived = Arrived {
            bytes: Vec::new(),
            counted: 0,
            bodies: self.clone(),
            network: network(request.extensions()),
        };
        let body = request.into_body();
        if body.size_hint().lower() > most as u64 {
            return Err(Error::TooLarge);
        }
        tokio::time::timeout(PATIENCE, arrived.all(body, most))
            .await
            .unwrap_or(Err(Error::TooSlow))
    }

    fn take(&self, network: Network, bytes: usize) -> Result<(), Error> {
        let mut taken = self.lock();
        let of_network = taken.networks.get(&network).copied().unwrap_or_default();
        if taken.in_all + bytes > IN_ALL || of_network + bytes > PER_NETWORK {
            return Err(Error::Overloaded);
        }
        taken.in_all += bytes;
        taken.networks.insert(network, of_network + bytes);
        Ok(())
    }

    fn give_back(&self, network: Network, bytes: usize) {
        let mut taken = self.lock();
        taken.in_all -= bytes;
        if let Some(of_network) = taken.networks.get_mut(&network) {
            *of_network -= bytes;
            if *of_network == 0 {
                taken.networks.remove(&network);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        // Nothing panics between its two lines.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What has arrived of a body.
struct Arrived {
    bytes: Vec<u8>,
    /// How many bytes have been taken for it.
    counted: usize,
    bodies: Bodies,
    network: Network,
}

impl Arrived {
    async fn all(mut self, mut body: Body, most: usize) -> Result<Bytes, Error> {
        loop {
            let frame = tokio::time::timeout(PAUSE, body.frame())
                .await
                .map_err(|_| Error::TooSlow)?;
            let Some(frame) = frame else {
                return Ok(Bytes::from_owner(self));
            };
            let frame = frame.map_err(|_| Error::Malformed("the body ended early".into()))?;
            if let Ok(data) = frame.into_data() {
                self.append(&data, most)?;
            }
        }
    }

    /// Grows with what has arrived: what a request says of its length takes no memory.
    fn append(&mut self, data: &[u8], most: usize) -> Result<(), Error> {
        let length = self.bytes.len() + data.len();
        if length > most {
            return Err(Error::TooLarge);
        }
        if length > self.counted {
            let grown = (2 * self.counted).min(most).max(length);
            self.bodies.take(self.network, grown - self.counted)?;
            self.counted = grown;
            self.bytes.reserve_exact(grown - self.bytes.len());
        }
        self.bytes.extend_from_slice(data);
        Ok(())
    }
}

impl AsRef<[u8]> for Arrived {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        self.bodies.give_back(self.network, self.counted);
    }
}
