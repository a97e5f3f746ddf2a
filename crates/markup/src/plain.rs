//! Writes a document as plain text, for mails, excerpts and search.

use crate::{Block, Document, Inline};

/// The plain text of a document.
///
/// Blank lines separate blocks. Quoted lines start with `> `, list items with `- ` or their number. Smilies are
/// written as their codes. A link is followed by its address in `<…>`, unless its text is the address. An image is
/// its alternative text or else its address.
#[must_use]
pub fn to_plain_text(document: &Document<'_>) -> String {
    write(document, None)
}

/// The plain text of a document, with `mask` in place of what spoilers hide.
#[must_use]
pub fn to_masked_text(document: &Document<'_>, mask: &str) -> String {
    write(document, Some(mask))
}

fn write(document: &Document<'_>, mask: Option<&str>) -> String {
    let mut writer = Writer {
        out: String::new(),
        margin: String::new(),
        mask,
        is_line_start: true,
    };
    writer.blocks(&document.blocks);
    writer.out
}

struct Writer<'m> {
    out: String,
    /// Replaces the content of spoilers. `None`: it is written.
    mask: Option<&'m str>,
    /// Prefix of each line: the markers of the quotes and the indents of the lists around it.
    margin: String,
    is_line_start: bool,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        if self.is_line_start {
            self.out.push_str(&self.margin);
            self.is_line_start = false;
        }
        self.out.push_str(text);
    }

    fn line_end(&mut self) {
        if self.is_line_start {
            self.out.push_str(self.margin.trim_end_matches(' '));
        }
        self.out.push('\n');
        self.is_line_start = true;
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                self.line_end();
                self.line_end();
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Paragraph(inlines) => self.inlines(inlines),
            Block::Quote(quote) => self.within("> ", |writer| {
                if let Some(author) = &quote.author {
                    writer.push(author);
                    writer.push(":");
                    writer.line_end();
                }
                writer.blocks(&quote.blocks);
            }),
            Block::Code { text, .. } | Block::Fixed(text) => self.lines(text),
            Block::List { style, items } => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.line_end();
                    }
                    match style.marker() {
                        None => self.push("- "),
                        Some(_) => self.push(&[&(index + 1).to_string(), ". "].concat()),
                    }
                    self.within("  ", |writer| writer.blocks(item));
                }
            }
            Block::Spoiler { title, blocks } => {
                if let Some(title) = title {
                    self.push(title);
                    self.line_end();
                }
                match self.mask {
                    Some(mask) => self.push(mask),
                    None => self.blocks(blocks),
                }
            }
        }
    }

    fn within(&mut self, margin: &str, write: impl FnOnce(&mut Self)) {
        let before = self.margin.len();
        self.margin.push_str(margin);
        write(self);
        self.margin.truncate(before);
    }

    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_end();
            }
            if !line.is_empty() {
                self.push(line);
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline<'_>]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.push(text),
                Inline::Break => self.line_end(),
                Inline::Bold(inlines)
                | Inline::Italic(inlines)
                | Inline::Underline(inlines)
                | Inline::Strike(inlines)
                | Inline::Colour { inlines, .. }
                | Inline::Size { inlines, .. } => self.inlines(inlines),
                Inline::Link { to, inlines } => {
                    let start = self.out.len();
                    self.inlines(inlines);
                    if !to.as_str().ends_with(&self.out[start..]) {
                        self.push(&[" <", to.as_str(), ">"].concat());
                    }
                }
                Inline::Image { source, alt } if alt.is_empty() => self.push(source.as_str()),
                Inline::Image { alt, .. } => self.push(alt),
                Inline::Smiley { code, .. } | Inline::CustomSmiley { code, .. } => self.push(code),
            }
        }
    }
}
