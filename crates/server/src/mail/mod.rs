//! Sends mails from the queue in the database to an SMTP server, or writes them to a folder.
//!
//! The forum queues a [`Mail`](crate::store::Mail) in the same transaction as the change that it reports. The
//! [`Postman`] sends it in the background, so a mail server that is down or unresponsive delays only mails.

mod message;
mod postman;
mod smtp;
mod transport;

pub use message::{Sender, message};
pub use postman::{Postman, pause_after};
pub use smtp::{SmtpServer, Timeouts};
pub use transport::{InvalidSmtpUrl, Outcome, Transport};
