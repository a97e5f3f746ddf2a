//! From the queue to the transport, one mail after the other.

use std::{sync::Arc, time::Duration};

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
        }
    }

    /// Goes on until `stop` holds `true`. The mail that is on its way then is finished.
    pub async fn work(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self.deliver_due(self.clock.now()).await {
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
    /// The database's. What was handed over and could not be taken out of the queue may be sent again.
    pub async fn deliver_due(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        for mail in self.store.due_mails(now, BATCH).await? {
            self.deliver(mail, now).await?;
        }
        Ok(())
    }

    async fn deliver(&self, mail: QueuedMail, now: Timestamp) -> Result<(), sqlx::Error> {
        let outcome = match message(&self.sender, &mail.letter, mail.id, mail.queued_for) {
            Ok(message) => self.transport.send(message, mail.id).await,
            Err(error) => Outcome::Never(error.to_string()),
        };
        let tries = mail.tries + 1;
        let (error, next) = match outcome {
            Outcome::Taken => return self.store.drop_mail(mail.id).await,
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
                self.store.drop_mail(mail.id).await
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
