//! Mail: from the queue in the database to an SMTP server, or to a folder.
//!
//! Whoever has something to say puts a [`Letter`](crate::store::Letter) into the queue, in the transaction
//! of what it is about. The [`Postman`] takes it from there. A mail server that is down holds up nothing
//! but its mails.

mod message;
mod postman;
mod transport;

pub use message::{Sender, message};
pub use postman::{Postman, pause_after};
pub use transport::{NotATransport, Outcome, Transport};
