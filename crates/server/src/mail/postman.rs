//! Takes mails from the queue and passes them to the transport, several at a time, so that a slow delivery does not
//! delay the others.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use futures_util::{
    StreamExt,
    future::BoxFuture,
    stream::{self, FuturesUnordered},
};
use palabre_contract::Timestamp;
use tokio::{sync::watch, time::MissedTickBehavior};

use super::{Outcome, Sender, Transport, message};
use crate::{
    clock::{Clock, milliseconds},
    store::{QueuedMail, Store},
};

/// How often the queue is polled; also the typical delay of a mail.
const POLL_INTERVAL: Duration = Duration::from_millis(500);
/// Maximum number of mails that one call of [`Postman::deliver_due`] sends.
const BATCH: u32 = 20;
/// Mails that are sent at the same time: one or two may hang without blocking the rest, and the number stays below
/// the connection limits of common mail servers.
const CONCURRENCY: usize = 4;

/// Minutes to wait after each failed attempt. After the last, the mail is dropped.
const PAUSES: [u64; 7] = [1, 5, 30, 120, 360, 720, 1440];

/// How long to wait after the failed attempt number `tries`, from 1. `None`: do not retry.
#[must_use]
pub fn pause_after(tries: u32) -> Option<Duration> {
    let minutes = PAUSES.get(tries.checked_sub(1)? as usize)?;
    Some(Duration::from_secs(minutes * 60))
}

/// Sends the mails in the queue.
pub struct Postman {
    store: Store,
    transport: Transport,
    sender: Sender,
    clock: Clock,
    /// Mails that are sent at the same time.
    concurrency: usize,
    /// Mails that are finished but could not be deleted from the queue. They are not sent again.
    done: Mutex<HashSet<i64>>,
}

impl Postman {
    /// Sends the mails queued in `store` through `transport`.
    #[must_use]
    pub fn new(store: Store, transport: Transport, sender: Sender, clock: Clock) -> Self {
        Self {
            store,
            transport,
            sender,
            clock,
            concurrency: CONCURRENCY,
            done: Mutex::default(),
        }
    }

    /// Sets how many mails are sent at the same time, at least 1.
    #[must_use]
    pub fn with_concurrency(self, concurrency: usize) -> Self {
        let concurrency = concurrency.max(1);
        Self {
            concurrency,
            ..self
        }
    }

    /// Runs until `stop` is `true`, then completes the deliveries that have started.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut in_flight = InFlight::default();
        let mut poll = tokio::time::interval(POLL_INTERVAL);
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !*stop.borrow() {
            if let Err(error) = self.start_due(&mut in_flight).await {
                tracing::warn!(%error, "cannot read the mail queue; retrying");
            }
            tokio::select! {
                Some((id, result)) = in_flight.deliveries.next() => in_flight.end(id, result),
                _ = poll.tick() => in_flight.retry_unmarked(),
                _ = stop.changed() => break,
            }
        }
        while let Some((id, result)) = in_flight.deliveries.next().await {
            in_flight.end(id, result);
        }
    }

    /// Starts the delivery of mails that are due, up to the concurrency limit.
    async fn start_due<'p>(&'p self, in_flight: &mut InFlight<'p>) -> Result<(), sqlx::Error> {
        let free = self.concurrency.saturating_sub(in_flight.mails.len());
        if free == 0 {
            return Ok(());
        }
        let now = self.clock.now();
        // Mails in flight are still in the queue and due.
        let limit = u32::try_from(self.concurrency).unwrap_or(u32::MAX);
        let due = self.store.due_mails(now, limit).await?;
        let due = due
            .into_iter()
            .filter(|mail| !in_flight.mails.contains(&mail.id));
        for mail in due.take(free).collect::<Vec<_>>() {
            let id = mail.id;
            in_flight.mails.insert(id);
            in_flight
                .deliveries
                .push(Box::pin(async move { (id, self.deliver(mail, now).await) }));
        }
        Ok(())
    }

    /// Sends the mails that are due at `now`, and waits for them.
    ///
    /// # Errors
    /// The database failed. This instance does not send finished mails again; after a crash, the next one does.
    pub async fn deliver_due(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        let due = self.store.due_mails(now, BATCH).await?;
        let deliveries = due.into_iter().map(|mail| self.deliver(mail, now));
        let all = stream::iter(deliveries).buffer_unordered(self.concurrency);
        let all: Vec<_> = all.collect().await;
        all.into_iter().collect()
    }

    /// Deletes a mail from the queue. If the database fails, the next attempt to deliver the mail only deletes it.
    async fn finish(&self, id: i64) -> Result<(), sqlx::Error> {
        self.done().insert(id);
        self.store.drop_mail(id).await?;
        self.done().remove(&id);
        Ok(())
    }

    fn done(&self) -> std::sync::MutexGuard<'_, HashSet<i64>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn deliver(&self, mail: QueuedMail, now: Timestamp) -> Result<(), sqlx::Error> {
        if self.done().contains(&mail.id) {
            return self.finish(mail.id).await;
        }
        let outcome = match message(&self.sender, &mail.content, mail.id, mail.queued_at) {
            Ok(message) => {
                let name = format!("{}-{}", mail.queued_at.0, mail.id);
                self.transport.send(message, name).await
            }
            Err(error) => Outcome::Permanent(error.to_string()),
        };
        let tries = mail.tries + 1;
        let (error, next) = match outcome {
            Outcome::Accepted => return self.finish(mail.id).await,
            Outcome::Temporary(error) => (error, pause_after(tries)),
            Outcome::Permanent(error) => (error, None),
        };
        match next {
            Some(pause) => {
                // A timeout may have taken minutes: the pause begins now, not at the start of the attempt.
                let now = now.max(self.clock.now());
                tracing::warn!(
                    mail = mail.id,
                    tries,
                    error,
                    "cannot deliver a mail; retrying later"
                );
                let next = Timestamp(now.0 + milliseconds(pause));
                self.store.postpone_mail(mail.id, tries, next).await
            }
            None => {
                tracing::error!(
                    mail = mail.id,
                    tries,
                    error,
                    "cannot deliver a mail; dropping it"
                );
                self.finish(mail.id).await
            }
        }
    }
}

/// The mails that are being sent.
#[derive(Default)]
struct InFlight<'p> {
    mails: HashSet<i64>,
    /// Mails whose outcome could not be stored in the database. They are still due, and retried at the next poll
    /// rather than immediately.
    unmarked: Vec<i64>,
    deliveries: FuturesUnordered<BoxFuture<'p, (i64, Result<(), sqlx::Error>)>>,
}

impl InFlight<'_> {
    fn end(&mut self, id: i64, result: Result<(), sqlx::Error>) {
        match result {
            Ok(()) => {
                self.mails.remove(&id);
            }
            Err(error) => {
                tracing::warn!(%error, mail = id, "cannot update the mail queue; retrying");
                self.unmarked.push(id);
            }
        }
    }

    fn retry_unmarked(&mut self) {
        for id in self.unmarked.drain(..) {
            self.mails.remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_get_rarer_and_end_after_about_two_days() {
        let pauses: Vec<Duration> = (1..).map_while(pause_after).collect();
        assert!(pauses.is_sorted());
        assert_eq!(pauses[0], Duration::from_secs(60));
        let all: Duration = pauses.iter().sum();
        assert!(all > Duration::from_secs(40 * 60 * 60) && all < Duration::from_secs(50 * 60 * 60));
        assert_eq!(pause_after(8), None);
        assert_eq!(pause_after(0), None);
    }
}
