//! Post text to tree.

mod address;
mod attributes;
mod autolink;
mod bbcode;
mod builder;
mod characters;
mod colour;
mod custom_smiley;
pub mod edit;
mod pairs;
mod parse;
mod pieces;
mod quote;
mod smiley;
mod smiley_codes;
mod tag;
mod tags;
mod tree;

pub use address::{Address, ImageAddress};
pub use bbcode::to_bbcode;
pub use colour::Colour;
pub use parse::{Options, parse};
pub use quote::quote;
pub use smiley::Smiley;
pub use tree::{Block, Document, Inline, ListStyle, Quote};
