//! What forms are made of: labelled rows, faults at their place, and who is writing.

mod credentials;
mod field;
mod refusal;

pub use credentials::{CredentialFields, CredentialRows};
pub use field::{FieldFault, FieldRow};
pub use refusal::Refusal;
