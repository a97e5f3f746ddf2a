//! From the queue to the transport, one mail after the other.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use palabre_contract::Timestamp;
use tokio::sync::watch;

use super::{Outcome, Sender, Transport, message};
use crate::{
    clock::{Clock, milliseconds},
    store::{QueuedMail, Store},
};

/// How often the queue is looked into: a mail leaves about that much after what it tells of.
const EVERY: Duration = Duration::from_millis(500);
/// Mails taken out of the queue at a time.
const BATCH: u32 = 20;

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
    transport: Arc<Transport>,
    sender: Sender,
    clock: Clock,
    /// Mails that are done with and could not be taken out of the queue: they are not sent again.
    done: Mutex<HashSet<i64>>,
}

impl Postman {
    /// Takes from that queue and hands over to that transport.
    #[must_use]
    pub fn new(store: Store, transport: Transport, sender: Sender, clock: Clock) -> Self {
        Self {
            store,
            transport: Arc::new(transport),
            sender,
            clock,
            done: Mutex::default(),
        }
    }

    /// Goes on until `stop` holds `true`. The mail that is on its way then is finished.
    pub async fn work(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self
                .deliver_unless(self.clock.now(), || *stop.borrow())
                .await
            {
                tracing::warn!(%error, "the queue of mails cannot be read; trying again");
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.changed() => return,
            }
        }
    }

    /// Hands over what is due at that moment.
    ///
    /// # Errors
    /// The database's. What was handed over is not sent again by this postman; after a crash, by the next.
    pub async fn deliver_due(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        self.deliver_unless(now, || false).await
    }

    /// The same, until it is told to stop: mails whose turn has not come wait for the next start.
    async fn deliver_unless(
        &self,
        now: Timestamp,
        stops: impl Fn() -> bool,
    ) -> Result<(), sqlx::Error> {
        for mail in self.store.due_mails(now, BATCH).await? {
            if stops() {
                break;
            }
            self.deliver(mail, now).await?;
        }
        Ok(())
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
