//! From text to tree.

use crate::{Block, Document, Inline};

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether the codes of built-in and custom smilies are read as smilies.
    pub smilies: bool,
}

/// The tree of a text. Any text has one, and making it takes time in proportion to its length.
#[must_use]
pub fn parse(text: &str, options: Options) -> Document<'_> {
    let _ = options;
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n") {
        let mut inlines = Vec::new();
        for line in paragraph.lines().filter(|line| !line.is_empty()) {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            inlines.push(Inline::Text(line.into()));
        }
        if !inlines.is_empty() {
            blocks.push(Block::Paragraph(inlines));
        }
    }
    Document { blocks }
}
