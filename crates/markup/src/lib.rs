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
pub mod html;
mod inspect;
mod pairs;
mod parse;
mod pieces;
mod plain;
mod quote;
mod smiley;
mod smiley_codes;
mod tag;
mod tags;
mod tree;

pub use address::{Address, ImageAddress};
pub use bbcode::to_bbcode;
pub use colour::Colour;
pub use inspect::{Occurrence, Reason, Verdict, inspect};
pub use parse::{Options, parse};
pub use plain::to_plain_text;
pub use quote::quote;
pub use smiley::Smiley;
pub use tree::{Block, Document, Inline, ListStyle, Quote};
