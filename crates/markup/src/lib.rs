//! Post text to tree.

mod address;
mod colour;
pub mod edit;
mod parse;
mod quote;
mod smiley;
mod tree;

pub use address::{Address, ImageAddress};
pub use colour::Colour;
pub use parse::{Options, parse};
pub use quote::quote;
pub use smiley::Smiley;
pub use tree::{Block, Document, Inline, ListStyle, Quote};
