//! Forms described by data: fields, validation errors next to them, and submission.

mod entry;
mod field;
mod refusal;
mod sheet;

pub use entry::{Control, Entry, entry_row, strength};
pub use field::{FieldFault, FieldRow};
pub use refusal::{Refusal, Refused};
pub use sheet::{Sending, Sheet, Submit, Typed, submit};
