//! Post text to tree: the markup of Palabre.
//!
//! [`parse`] makes a [`Document`] of any text; it never fails, takes time in proportion to the text's
//! length, and no tree is deeper than some forty levels. What makes no sense is text. There is no I/O
//! and no dependency, for the browser app carries all of this.
//!
//! | module | subject |
//! |---|---|
//! | `tree` | [`Document`], [`Block`], [`Inline`]: what viewers draw |
//! | `parse`, `builder` | from tags and words to the tree |
//! | `tags`, `tag`, `attributes` | finding tags and reading their values |
//! | `pairs` | which tag closes which |
//! | `pieces` | line ends, smilies and addresses among the words |
//! | `address`, `autolink` | [`Address`]: no unsafe one can be made |
//! | `smiley`, `smiley_codes`, `custom_smiley` | the smilies, and where a code counts |
//! | `colour` | [`Colour`]: names and numbers |
//! | `limits` | what a post may make a browser draw; what is above stays text |
//! | `bbcode`, `plain`, [`html`] | the tree as text again, without markup, as HTML |
//! | `quote` | [`quote()`]: a post in the answer to it |
//! | `inspect` | [`inspect()`]: why a code is a smiley, or is none |
//! | [`edit`] | what a toolbar does to a text and its selection |
//!
//! # The grammar
//!
//! It is the BBCode of phpBB 3.3 and of MesDiscussions: `b i u s strike color=… [#RRGGBB] size=…
//! url[=…] email[=…] img quote[=…] quotemsg=… code[=…] fixed list[=1|a|A|i|I] [*] spoiler[=…]`, to which
//! `noparse` is added. `tests/spec` has a case for each sentence here.
//!
//! - **Lines.** A line end is a break, a blank line separates paragraphs, more of them separate no
//!   further. `\r\n` and `\r` are line ends, too. Spaces at the start of a line, and line ends next to a
//!   block, mean nothing.
//! - **Tags.** Letter case does not matter. Unknown tags, tags without a partner, tags whose values make
//!   no sense and tags nested deeper than twenty are text.
//! - **Containers** (`quote list spoiler`) nest. A closing tag closes the nearest open one of its name;
//!   those opened in between are text.
//! - **Formats** (`b i u s color size url`) begin and end in the same container, or list item.
//!   They may overlap: `[b]x[i]y[/b]z[/i]` is read as `[b]x[i]y[/i][/b][i]z[/i]`. Around paragraphs and
//!   blocks they hold in each of them. Around nothing they leave nothing.
//! - **Verbatim** is what stands in `code`, `fixed` and `noparse`, up to the first closing tag. `noparse`
//!   gives plain words, and is how [`to_bbcode`] keeps words that look like markup.
//! - **Values** may stand between `"…"` or `'…'`, where `\` goes before a quotation mark or a `\`.
//!   Otherwise they end before `]` and hold no `[`.
//! - **Addresses** are taken as they stand or not at all, see [`Address`]. A link holds no link.
//! - **Smilies** have the boundaries of phpBB: after the start of the text, a line end, a space
//!   (the French ones that do not break included), `.` or `]`, and with no word after them. The longest
//!   code wins. `[:name]` and `[:name:2]` count anywhere.
//! - **Limits.** Beyond [`MAX_SMILIES`] codes are text. Beyond [`MAX_ELEMENTS`] all is text, in one block that
//!   keeps its lines. Marks beyond [`MAX_MARKS`] on one letter are left out.

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
mod limits;
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
pub use limits::{MAX_ELEMENTS, MAX_MARKS, MAX_SMILIES, MAX_STRETCH, stretches};
pub use parse::{Options, parse};
pub use plain::to_plain_text;
pub use quote::quote;
pub use smiley::Smiley;
pub use tree::{Block, Document, Inline, ListStyle, Quote};
