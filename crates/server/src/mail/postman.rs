//! From the queue to the transport, some mails at a time: one that takes long holds up none of the others.

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

/// How often the queue is looked into: a mail leaves about that much after what it tells of.
const EVERY: Duration = Duration::from_millis(500);
/// Mails taken out of the queue by one call of [`Postman::deliver_due`].
const BATCH: u32 = 20;
/// Mails that are handed over at the same time: enough for one or two to hang, and few enough for a mail server
/// that limits the connections of a client.
const AT_ONCE: usize = 4;

/// How long to wait after so many tries that failed, in minutes. After the last the mail is given up.
const PAUSES: [u64; 7] = [1, 5, 30, 120, 360, 720, 1440];

/// How long to wait after the try of that number, from 1, failed. `None`: for ever.
#[must_use]
pub fn pause_after(tries: u32) -> Option<Duration> {
    let minutes = PAUSES.get(tries.checked_sub(1)? as usize)?;
    Some(Duration::from_secs(minutes * 60))
}

/// Takes mails from the queue and hands them over.
pub struct Postman {
    store: Store,
    transport: Transport,
    sender: Sender,
    clock: Clock,
    /// How many mails are handed over at the same time.
    at_once: usize,
    /// Mails that are done with and could not be taken out of the queue: they are not sent again.
    done: Mutex<HashSet<i64>>,
}

impl Postman {
    /// Takes from that queue and hands over to that transport.
    #[must_use]
    pub fn new(store: Store, transport: Transport, sender: Sender, clock: Clock) -> Self {
        Self {
            store,
            transport,
            sender,
            clock,
            at_once: AT_ONCE,
            done: Mutex::default(),
        }
    }

    /// The same with another number of mails that are handed over at the same time, 1 at least.
    #[must_use]
    pub fn with_at_once(self, at_once: usize) -> Self {
        let at_once = at_once.max(1);
        Self { at_once, ..self }
    }

    /// Goes on until `stop` holds `true`. The mails that are on their way then are finished.
    pub async fn work(self, mut stop: watch::Receiver<bool>) {
        let mut under_way = UnderWay::default();
        let mut turns = tokio::time::interval(EVERY);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !*stop.borrow() {
            if let Err(error) = self.take_up(&mut under_way).await {
                tracing::warn!(%error, "the queue of mails cannot be read; trying again");
            }
            tokio::select! {
                Some((id, delivered)) = under_way.deliveries.next() => under_way.end(id, delivered),
                _ = turns.tick() => under_way.readmit(),
                _ = stop.changed() => break,
            }
        }
        while let Some((id, delivered)) = under_way.deliveries.next().await {
            under_way.end(id, delivered);
        }
    }

    /// Begins to hand over what is due, as far as there is room for it among the mails under way.
    async fn take_up<'p>(&'p self, under_way: &mut UnderWay<'p>) -> Result<(), sqlx::Error> {
        let room = self.at_once.saturating_sub(under_way.mails.len());
        if room == 0 {
            return Ok(());
        }
        let now = self.clock.now();
        // The mails under way are due, too.
        let most = u32::try_from(self.at_once).unwrap_or(u32::MAX);
        let due = self.store.due_mails(now, most).await?;
        let due = due
            .into_iter()
            .filter(|mail| !under_way.mails.contains(&mail.id));
        for mail in due.take(room).collect::<Vec<_>>() {
            let id = mail.id;
            under_way.mails.insert(id);
            under_way
                .deliveries
                .push(Box::pin(async move { (id, self.deliver(mail, now).await) }));
        }
        Ok(())
    }

    /// Hands over what is due at that moment, some at a time.
    ///
    /// # Errors
    /// The database's. What was handed over is not sent again by this postman; after a crash, by the next.
    pub async fn deliver_due(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        let due = self.store.due_mails(now, BATCH).await?;
        let deliveries = due.into_iter().map(|mail| self.deliver(mail, now));
        let all = stream::iter(deliveries).buffer_unordered(self.at_once);
        let all: Vec<_> = all.collect().await;
        all.into_iter().collect()
    }

    /// Takes a mail out of the queue, now or, where the database fails, when its turn comes again.
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
        let outcome = match message(&self.sender, &mail.letter, mail.id, mail.queued_at) {
            Ok(message) => {
                let name = format!("{}-{}", mail.queued_at.0, mail.id);
                self.transport.send(message, name).await
            }
            Err(error) => Outcome::Never(error.to_string()),
        };
        let tries = mail.tries + 1;
        let (error, next) = match outcome {
            Outcome::Taken => return self.finish(mail.id).await,
            Outcome::Later(error) => (error, pause_after(tries)),
            Outcome::Never(error) => (error, None),
        };
        match next {
            Some(pause) => {
                // A silent server takes its time to fail: the pause begins now.
                let now = now.max(self.clock.now());
                tracing::warn!(
                    mail = mail.id,
                    tries,
                    error,
                    "a mail was not taken; trying again later"
                );
                let next = Timestamp(now.0 + milliseconds(pause));
                self.store.postpone_mail(mail.id, tries, next).await
            }
            None => {
                tracing::error!(mail = mail.id, tries, error, "a mail is given up");
                self.finish(mail.id).await
            }
        }
    }
}

/// The mails that are being handed over.
#[derive(Default)]
struct UnderWay<'p> {
    mails: HashSet<i64>,
    /// Those that were handed over or failed, and could not be marked so in the database. They are due at
    /// once, but wait for the next turn.
    unmarked: Vec<i64>,
    deliveries: FuturesUnordered<BoxFuture<'p, (i64, Result<(), sqlx::Error>)>>,
}

impl UnderWay<'_> {
    fn end(&mut self, id: i64, delivered: Result<(), sqlx::Error>) {
        match delivered {
            Ok(()) => {
                self.mails.remove(&id);
            }
            Err(error) => {
                tracing::warn!(%error, mail = id, "the queue of mails was not updated; trying again");
                self.unmarked.push(id);
            }
        }
    }

    fn readmit(&mut self) {
        for id in self.unmarked.drain(..) {
            self.mails.remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_for_about_two_days_ever_less_often() {
        let pauses: Vec<Duration> = (1..).map_while(pause_after).collect();
        assert!(pauses.is_sorted());
        assert_eq!(pauses[0], Duration::from_secs(60));
        let all: Duration = pauses.iter().sum();
        assert!(all > Duration::from_secs(40 * 60 * 60) && all < Duration::from_secs(50 * 60 * 60));
        assert_eq!(pause_after(8), None);
        assert_eq!(pause_after(0), None);
    }
}
