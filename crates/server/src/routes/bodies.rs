//! Reads request bodies, with limits on the memory that all of them use together and on the time that each may take.
//! Without limits, a thousand uploads that stall before their last byte would exhaust the memory.

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
use crate::{error::Error, forum::ClientNetwork};

/// How long a body may take to arrive. The request head has its own timeout.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How long a body may stall.
const STALL_TIMEOUT: Duration = Duration::from_secs(10);
/// Maximum bytes of all bodies that are arriving or being processed: 32 avatars of the maximum size.
const MAX_TOTAL: usize = 64 * 1024 * 1024;
/// Maximum bytes of the bodies from one network, so that one client cannot block all others.
const MAX_PER_NETWORK: usize = 16 * 1024 * 1024;

/// Reads bodies and counts the bytes that they use.
#[derive(Clone, Default)]
pub struct Bodies(Arc<Mutex<Usage>>);

#[derive(Default)]
struct Usage {
    total: usize,
    networks: HashMap<ClientNetwork, usize>,
}

impl Bodies {
    /// Reads a body of at most `limit` bytes. They are counted until the last clone of the result is dropped.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::TooSlow`], [`Error::Overloaded`]; [`Error::Malformed`] if the body ends early.
    pub(crate) async fn read(&self, request: Request, limit: usize) -> Result<Bytes, Error> {
        let buffer = Buffer {
            bytes: Vec::new(),
            reserved: 0,
            bodies: self.clone(),
            network: network(request.extensions()),
        };
        let body = request.into_body();
        if body.size_hint().lower() > limit as u64 {
            return Err(Error::TooLarge);
        }
        tokio::time::timeout(TIMEOUT, buffer.fill(body, limit))
            .await
            .unwrap_or(Err(Error::TooSlow))
    }

    fn reserve(&self, network: ClientNetwork, bytes: usize) -> Result<(), Error> {
        let mut usage = self.lock();
        let of_network = usage.networks.get(&network).copied().unwrap_or_default();
        if usage.total + bytes > MAX_TOTAL || of_network + bytes > MAX_PER_NETWORK {
            return Err(Error::Overloaded);
        }
        usage.total += bytes;
        usage.networks.insert(network, of_network + bytes);
        Ok(())
    }

    fn release(&self, network: ClientNetwork, bytes: usize) {
        let mut usage = self.lock();
        usage.total -= bytes;
        if let Some(of_network) = usage.networks.get_mut(&network) {
            *of_network -= bytes;
            if *of_network == 0 {
                usage.networks.remove(&network);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Usage> {
        // Nothing panics while the counters are inconsistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The part of a body that has arrived.
struct Buffer {
    bytes: Vec<u8>,
    /// Bytes reserved for it in [`Bodies`].
    reserved: usize,
    bodies: Bodies,
    network: ClientNetwork,
}

impl Buffer {
    async fn fill(mut self, mut body: Body, limit: usize) -> Result<Bytes, Error> {
        loop {
            let frame = tokio::time::timeout(STALL_TIMEOUT, body.frame())
                .await
                .map_err(|_| Error::TooSlow)?;
            let Some(frame) = frame else {
                return Ok(Bytes::from_owner(self));
            };
            let frame = frame.map_err(|_| Error::Malformed("the body ended early".into()))?;
            if let Ok(data) = frame.into_data() {
                self.append(&data, limit)?;
            }
        }
    }

    /// Memory grows with the data received: a large `Content-Length` alone reserves none.
    fn append(&mut self, data: &[u8], limit: usize) -> Result<(), Error> {
        let length = self.bytes.len() + data.len();
        if length > limit {
            return Err(Error::TooLarge);
        }
        if length > self.reserved {
            let grown = (2 * self.reserved).min(limit).max(length);
            self.bodies.reserve(self.network, grown - self.reserved)?;
            self.reserved = grown;
            self.bytes.reserve_exact(grown - self.bytes.len());
        }
        self.bytes.extend_from_slice(data);
        Ok(())
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.bodies.release(self.network, self.reserved);
    }
}
