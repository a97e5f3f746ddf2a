//! The markup of Palabre: parses the text of a post (BBCode) into a tree, and writes the tree as HTML, plain text
//! or BBCode.
//!
//! ```
//! use palabre_markup::{Block, Document, Inline, Options, Smiley, parse, to_bbcode, to_plain_text};
//! use palabre_markup::html::{Viewer, to_html};
//!
//! // Text in: a closed tag, a smiley, and a tag that nobody closed.
//! let document = parse("[b]Bonsoir[/b] :) [i]", Options { smilies: true });
//!
//! // Tree out. Viewers walk over it; the app makes elements of it.
//! assert_eq!(
//!     document,
//!     Document {
//!         blocks: vec![Block::Paragraph(vec![
//!             Inline::Bold(vec![Inline::Text("Bonsoir".into())]),
//!             Inline::Text(" ".into()),
//!             Inline::Smiley { smiley: Smiley::Smile, code: ":)" },
//!             Inline::Text(" [i]".into()),
//!         ])],
//!     }
//! );
//!
//! // Plain text for mails and search, and HTML for pages without the app. `<` and the like are escaped.
//! assert_eq!(to_plain_text(&document), "Bonsoir :) [i]");
//! let viewer = Viewer { picture: &|_code| None, spoiler: "Spoiler", links: true };
//! let document = parse("[b]1 < 2[/b]", Options { smilies: true });
//! assert_eq!(to_html(&document, &viewer), "<p dir=\"auto\"><strong>1 &lt; 2</strong></p>");
//!
//! // BBCode again, in one spelling.
//! assert_eq!(to_bbcode(&document), "[b]1 < 2[/b]");
//! ```
//!
//! [`parse`] accepts any text and never fails: markup that is not valid becomes text. It takes time linear in the
//! length of the text, and bounds the depth of the tree at 43 levels: 20 nested tags, the items of 20 lists, a
//! paragraph and its text. The crate does no I/O and has no dependencies, because the browser app contains all of it.
//!
//! | module | subject |
//! |---|---|
//! | `tree` | [`Document`], [`Block`], [`Inline`]: the tree |
//! | `parse`, `builder` | from tags and text to the tree |
//! | `tags`, `tag`, `attributes` | finding tags and parsing their values |
//! | `pairs` | pairing opening and closing tags |
//! | `pieces` | line ends, smilies and addresses in the text between tags |
//! | `address`, `autolink` | [`Address`], [`ImageAddress`]: safe by construction |
//! | `smiley`, `smiley_codes`, `custom_smiley` | the smilies, and how their codes are recognised |
//! | `characters` | character classes |
//! | `colour` | [`Colour`]: names and hexadecimal notation |
//! | `limits` | limits on what a post can make a browser render |
//! | `bbcode`, `plain`, [`html`] | writing the tree as BBCode, plain text or HTML |
//! | `quote` | [`quote()`]: a post quoted in a reply |
//! | `inspect` | [`inspect()`]: why a code is or is not shown as a smiley |
//! | [`edit`] | edits of a text and its selection, for a toolbar |
//!
//! # The grammar
//!
//! The grammar is the BBCode of phpBB 3.3 and of MesDiscussions, plus `noparse`: `b i u s strike color=… [#RRGGBB]
//! size=… url[=…] email[=…] img quote[=…] quotemsg=… code[=…] fixed list[=1|a|A|i|I] [*] spoiler[=…] noparse`.
//! `tests/spec` has a case for each rule.
//!
//! - **Lines.** A line end is a line break, blank lines separate paragraphs. Line ends are `\n`, `\r\n` and `\r`.
//!   Spaces at the start of a line and line ends next to a block are ignored.
//! - **Tags.** Names ignore letter case. Unknown tags, unpaired tags, tags with invalid values and tags nested deeper
//!   than 20 are text.
//! - **Containers** (`quote list spoiler`) nest. A closing tag closes the nearest open container of its name;
//!   containers opened in between are text.
//! - **Formats** (`b i u s color size url`) begin and end in the same container or list item. They may overlap:
//!   `[b]x[i]y[/b]z[/i]` is parsed as `[b]x[i]y[/i][/b][i]z[/i]`. A format around paragraphs or blocks applies to
//!   each of them. A format without content is dropped.
//! - **Verbatim tags** are `code`, `fixed` and `noparse`: their content, up to the first closing tag, is not parsed.
//!   `noparse` gives plain text; [`to_bbcode`] uses it to escape text that looks like markup.
//! - **Values** may be quoted with `"…"` or `'…'`, in which `\` escapes a quotation mark or a `\`. An unquoted value
//!   ends before `]` and cannot contain `[`.
//! - **Addresses** are accepted unchanged or not at all, see [`Address`]. A link cannot contain another link.
//! - **Smilies** follow phpBB's rules: a code needs the start of the text, a line end, a space (or no-break space), `.`
//!   or `]` before it, and no word character after it. The longest code wins. The codes of custom smilies,
//!   `[:name]` and `[:name:2]`, count anywhere.
//! - **Limits.** Codes beyond [`MAX_SMILIES`] are text. The text beyond [`MAX_ELEMENTS`] becomes one block that keeps
//!   its lines. Combining marks beyond [`MAX_MARKS`] on one letter are dropped.

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
pub use plain::{to_masked_text, to_plain_text};
pub use quote::quote;
pub use smiley::Smiley;
pub use tree::{Block, Document, Inline, ListStyle, Quote};
