//! Forms described by data: fields, validation errors next to them, and submission.

mod entry;
mod errors;
mod field;
mod view;

pub use entry::{Control, Entry, entry_row, fault_name, name, strength};
pub use errors::{FormErrors, SubmitError};
pub use field::{FieldFault, FieldRow};
pub use view::{FormValues, FormView, Sending, Submit, submit};
