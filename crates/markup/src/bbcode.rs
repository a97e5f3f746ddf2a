//! Writes a document as BBCode.

use crate::{
    Address, Block, Document, Inline, Quote, attributes, pieces::first_markup, smiley_codes,
};

/// The tags around text that would otherwise be read as markup.
pub(crate) const LITERAL: [&str; 2] = ["[noparse]", "[/noparse]"];

/// The BBCode of a document.
///
/// Parsed with the same options, it gives the same document, unless that reached [`MAX_ELEMENTS`](crate::MAX_ELEMENTS).
/// Text that would be read as markup is put into `[noparse]`.
///
/// ```
/// # use palabre_markup::{Options, parse, to_bbcode};
/// let document = parse("[B]Bonjour[/B] :)", Options { smilies: true });
/// assert_eq!(to_bbcode(&document), "[b]Bonjour[/b] :)");
/// ```
#[must_use]
pub fn to_bbcode(document: &Document<'_>) -> String {
    let mut writer = Writer {
        out: String::new(),
        in_link: false,
        smiley: None,
    };
    writer.blocks(&document.blocks);
    writer.out
}

struct Writer {
    out: String,
    in_link: bool,
    /// Byte offset in `out` of the last smiley code, if no text has been written since.
    smiley: Option<usize>,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for (index, block) in blocks.iter().enumerate() {
            match (index.checked_sub(1).map(|before| &blocks[before]), block) {
                (None, _) => {}
                (Some(Block::Paragraph(_)), Block::Paragraph(_)) => self.out.push_str("\n\n"),
                _ => self.out.push('\n'),
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Paragraph(inlines) => self.inlines(inlines),
            Block::Quote(quote) => {
                write_quote_tag(&mut self.out, quote);
                self.blocks(&quote.blocks);
                self.out.push_str("[/quote]");
            }
            Block::Code { language, text } => {
                self.out.push_str("[code");
                if let Some(language) = language {
                    self.out.push('=');
                    self.out.push_str(language);
                }
                self.verbatim(text, "[/code]");
            }
            // Text beyond the element limit may contain `[/fixed]`.
            Block::Fixed(text) if contains_fixed_end(text) => self.escaped(text),
            Block::Fixed(text) => {
                self.out.push_str("[fixed");
                self.verbatim(text, "[/fixed]");
            }
            Block::List { style, items } => {
                self.out.push_str("[list");
                if let Some(marker) = style.marker() {
                    self.out.push('=');
                    self.out.push_str(marker);
                }
                self.out.push_str("]\n");
                for item in items {
                    self.out.push_str("[*]");
                    self.blocks(item);
                    self.out.push('\n');
                }
                self.out.push_str("[/list]");
            }
            Block::Spoiler { title, blocks } => {
                self.out.push_str("[spoiler");
                if let Some(title) = title {
                    self.out.push('=');
                    attributes::write(&mut self.out, title);
                }
                self.out.push(']');
                self.blocks(blocks);
                self.out.push_str("[/spoiler]");
            }
        }
    }

    /// Writes the content and the closing tag of a verbatim tag. The parser drops the line ends next to the tags.
    fn verbatim(&mut self, text: &str, close: &str) {
        let line_end = if text.contains('\n') { "\n" } else { "" };
        self.out.extend(["]", line_end, text, line_end, close]);
    }

    fn inlines(&mut self, inlines: &[Inline<'_>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Break => self.out.push('\n'),
            Inline::Bold(inlines) => self.between("b", inlines),
            Inline::Italic(inlines) => self.between("i", inlines),
            Inline::Underline(inlines) => self.between("u", inlines),
            Inline::Strike(inlines) => self.between("s", inlines),
            Inline::Colour { colour, inlines } => {
                self.out.extend(["[color=", &colour.to_string(), "]"]);
                self.inlines(inlines);
                self.out.push_str("[/color]");
            }
            Inline::Size { percent, inlines } => {
                self.out.extend(["[size=", &percent.to_string(), "]"]);
                self.inlines(inlines);
                self.out.push_str("[/size]");
            }
            Inline::Link { to, inlines } => self.link(to, inlines),
            Inline::Image { source, alt } => {
                self.out.push_str("[img");
                if !alt.is_empty() {
                    self.out.push_str(" alt=");
                    attributes::write(&mut self.out, alt);
                }
                self.out.extend(["]", source.as_str(), "[/img]"]);
            }
            Inline::Smiley { code, .. } => {
                self.separate_from(code);
                self.smiley = Some(self.out.len());
                self.out.push_str(code);
            }
            Inline::CustomSmiley { code, .. } => self.out.push_str(code),
        }
    }

    fn between(&mut self, tag: &str, inlines: &[Inline<'_>]) {
        self.out.extend(["[", tag, "]"]);
        self.inlines(inlines);
        self.out.extend(["[/", tag, "]"]);
    }

    fn link(&mut self, to: &Address<'_>, inlines: &[Inline<'_>]) {
        if let [Inline::Text(shown)] = inlines
            && !shown.contains('[')
        {
            if Address::parse(shown).as_ref() == Some(to) {
                return self.out.extend(["[url]", shown, "[/url]"]);
            }
            if Address::of_mailbox(shown).as_ref() == Some(to) {
                return self.out.extend(["[email]", shown, "[/email]"]);
            }
        }
        self.out.push_str("[url=");
        attributes::write(&mut self.out, to.as_str());
        self.out.push(']');
        self.in_link = true;
        self.inlines(inlines);
        self.in_link = false;
        self.out.push_str("[/url]");
    }

    /// Writes an empty `[noparse]` if the preceding text would keep the code from being a smiley.
    fn separate_from(&mut self, code: &str) {
        // After a dot, the code could become part of an address: `www.` followed by `8-)` or `B-)`.
        let could_join =
            self.out.ends_with('.') && code.starts_with(|c: char| c.is_ascii_alphanumeric());
        if could_join || !smiley_codes::may_start(&self.out, self.out.len()) {
            self.out.extend(LITERAL);
        }
    }

    fn text(&mut self, text: &str) {
        let start = self.out.len();
        self.escaped(text);
        // Text right after a smiley must neither turn its code into text nor complete a longer code.
        if let Some(smiley) = self.smiley.take() {
            let typed = start - smiley;
            let read = smiley_codes::at_start(&self.out[smiley..]);
            if read.is_none_or(|read| read.text.len() != typed) {
                self.out.insert_str(start, &LITERAL.concat());
            }
        }
    }

    /// Writes text so that it is parsed as text. Escapes everything that the following text could turn into markup.
    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        while let Some(range) = first_markup(rest, !self.in_link) {
            self.out.push_str(&rest[..range.start]);
            self.out
                .extend([LITERAL[0], &rest[range.clone()], LITERAL[1]]);
            rest = &rest[range.end..];
        }
        self.out.push_str(rest);
    }
}

/// Whether a text contains `[/fixed]`, ignoring letter case.
fn contains_fixed_end(text: &str) -> bool {
    const END: &str = "[/fixed]";
    let bytes = text.as_bytes().windows(END.len());
    bytes
        .into_iter()
        .any(|window| window.eq_ignore_ascii_case(END.as_bytes()))
}

/// Writes the opening tag of a quote in the form of phpBB 3.2 and later.
pub(crate) fn write_quote_tag(out: &mut String, quote: &Quote<'_>) {
    out.push_str("[quote");
    if let Some(author) = &quote.author {
        out.push('=');
        attributes::write(out, author);
    }
    for (name, number) in [(" post_id=", quote.post), (" time=", quote.time)] {
        if let Some(number) = number {
            out.extend([name, &number.to_string()]);
        }
    }
    out.push(']');
}
