//! What forms are made of: tables of fields, faults at their place, and the way to the server.

mod entry;
mod field;
mod refusal;
mod sheet;

pub use entry::{Control, Entry, entry_row, strength};
pub use field::{FieldFault, FieldRow};
pub use refusal::{Refusal, Refused};
pub use sheet::{Sending, Sheet, Submit, Typed, submit};
