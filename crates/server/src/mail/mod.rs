//! Mail: from the queue in the database to an SMTP server, or to a folder.
//!
//! Whoever has something to say puts a [`Letter`](crate::store::Letter) into the queue, in the transaction
//! of what it is about. The [`Postman`] takes it from there. A mail server that is down or silent holds up
//! nothing but its mails.

mod message;
mod postman;
mod smtp;
mod transport;

pub use message::{Sender, message};
pub use postman::{Postman, pause_after};
pub use smtp::{Patience, SmtpServer};
pub use transport::{NotATransport, Outcome, Transport};
