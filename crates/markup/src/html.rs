//! Writes a document as HTML, for pages without the browser app.
//!
//! All text and attribute values are escaped. There are no `style` attributes, because a content security policy
//! would block them: colours and sizes are the attributes `data-colour` and `data-percent`.

use crate::{Address, Block, Document, Inline, Quote, stretches};

/// The image of a custom smiley.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub src: String,
    /// Its width in CSS pixels.
    pub width: u16,
    /// Its height in CSS pixels.
    pub height: u16,
}

/// What the HTML of a document depends on besides the document.
pub struct Viewer<'v> {
    /// Looks up the image of a custom smiley by its code, brackets included. `None`: the code is shown.
    pub picture: &'v dyn Fn(&str) -> Option<Picture>,
    /// The label of a spoiler without a title.
    pub spoiler: &'v str,
    /// Whether links are clickable. `false`: their text is shown, with the address as its tooltip.
    pub links: bool,
}

/// `nofollow ugc` makes link spam worthless to search engines. `noopener noreferrer` hides this page from the linked site.
const LINK: &str = "nofollow ugc noopener noreferrer";

/// What replaces the content of a spoiler in a mail, because a mail program opens no `details`.
#[derive(Clone, Copy, Debug)]
pub struct Mask<'m> {
    /// The text to show.
    pub text: &'m str,
    /// The address where the content can be read.
    pub link: &'m str,
}

/// The HTML of a document.
#[must_use]
pub fn to_html(document: &Document<'_>, viewer: &Viewer<'_>) -> String {
    write(document, viewer, None)
}

/// The HTML of a document for a mail: nothing in it loads when the mail is opened, and spoilers are masked.
///
/// Images are links to their address, smilies their codes.
#[must_use]
pub fn to_mail_html(document: &Document<'_>, viewer: &Viewer<'_>, mask: Mask<'_>) -> String {
    write(document, viewer, Some(mask))
}

fn write(document: &Document<'_>, viewer: &Viewer<'_>, mail: Option<Mask<'_>>) -> String {
    let mut writer = Writer {
        out: String::new(),
        viewer,
        mail,
        in_link: false,
    };
    writer.blocks(&document.blocks);
    writer.out
}

struct Writer<'v> {
    out: String,
    viewer: &'v Viewer<'v>,
    /// Set in a mail.
    mail: Option<Mask<'v>>,
    /// Whether a link is open, which cannot contain another.
    in_link: bool,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Paragraph(inlines) => {
                self.out.push_str("<p dir=\"auto\">");
                self.inlines(inlines);
                self.out.push_str("</p>");
            }
            Block::Quote(quote) => self.quote(quote),
            Block::Code { language, text } => {
                self.out.push_str("<pre class=\"code\"><code");
                if let Some(language) = language {
                    self.attribute("data-language", language);
                }
                self.out.push('>');
                self.preformatted(text);
                self.out.push_str("</code></pre>");
            }
            Block::Fixed(text) => {
                self.out.push_str("<pre class=\"fixed\"><code>");
                self.preformatted(text);
                self.out.push_str("</code></pre>");
            }
            Block::List { style, items } => {
                let name = if style.marker().is_some() { "ol" } else { "ul" };
                self.out.extend(["<", name]);
                if let Some(marker) = style.marker() {
                    self.attribute("type", marker);
                }
                self.out.push('>');
                for item in items {
                    self.out.push_str("<li dir=\"auto\">");
                    match item.as_slice() {
                        // An item of a single paragraph needs no `<p>`.
                        [Block::Paragraph(inlines)] => self.inlines(inlines),
                        blocks => self.blocks(blocks),
                    }
                    self.out.push_str("</li>");
                }
                self.out.extend(["</", name, ">"]);
            }
            Block::Spoiler { title, blocks } => {
                if let Some(mask) = self.mail {
                    return self.mask(title.as_deref(), mask);
                }
                self.out
                    .push_str("<details class=\"spoiler\"><summary dir=\"auto\">");
                self.text(title.as_deref().unwrap_or(self.viewer.spoiler));
                self.out.push_str("</summary>");
                self.blocks(blocks);
                self.out.push_str("</details>");
            }
        }
    }

    fn mask(&mut self, title: Option<&str>, mask: Mask<'_>) {
        self.out.push_str("<p dir=\"auto\">");
        if let Some(title) = title {
            self.text(title);
            self.out.push(' ');
        }
        self.out.push_str("<a");
        self.attribute("href", mask.link);
        self.out.push('>');
        self.text(mask.text);
        self.out.push_str("</a></p>");
    }

    fn quote(&mut self, quote: &Quote<'_>) {
        self.out.push_str("<blockquote class=\"quote\">");
        if let Some(author) = &quote.author {
            self.out.push_str("<p class=\"quote__source\">");
            self.text(author);
            self.out.push_str("</p>");
        }
        self.blocks(&quote.blocks);
        self.out.push_str("</blockquote>");
    }

    fn inlines(&mut self, inlines: &[Inline<'_>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Text(text) => self.wrapping_text(text),
            Inline::Break => self.out.push_str("<br>"),
            Inline::Bold(inlines) => self.element("strong", inlines),
            Inline::Italic(inlines) => self.element("em", inlines),
            Inline::Underline(inlines) => self.element("u", inlines),
            Inline::Strike(inlines) => self.element("s", inlines),
            Inline::Colour { colour, inlines } => {
                self.span("coloured", "data-colour", &colour.to_string(), inlines);
            }
            Inline::Size { percent, inlines } => {
                self.span("sized", "data-percent", &percent.to_string(), inlines);
            }
            Inline::Link { to, inlines } => self.link(to, inlines),
            Inline::Image { source, alt } if self.mail.is_some() => {
                self.image_link(source.as_str(), alt);
            }
            Inline::Image { source, alt } => {
                let is_linked = self.viewer.links && !self.in_link;
                if is_linked {
                    self.out.push_str("<a class=\"picture\"");
                    self.attribute("href", source.as_str());
                    self.attribute("rel", LINK);
                    let name: &str = if alt.is_empty() { source.as_str() } else { alt };
                    self.attribute("aria-label", name);
                } else {
                    self.out.push_str("<span class=\"picture\"");
                }
                self.out.push_str("><img");
                self.attribute("src", source.as_str());
                self.attribute("alt", alt);
                self.out
                    .push_str(" loading=\"lazy\" referrerpolicy=\"no-referrer\">");
                self.out
                    .push_str(if is_linked { "</a>" } else { "</span>" });
            }
            Inline::Smiley { code, .. } | Inline::CustomSmiley { code, .. }
                if self.mail.is_some() =>
            {
                self.text(code);
            }
            Inline::Smiley { smiley, code } => {
                self.out.push_str("<svg class=\"smiley\" role=\"img\"");
                self.attribute("aria-label", smiley.name());
                self.out.push_str("><title>");
                self.text(code);
                self.out
                    .extend(["</title><use href=\"/smilies.svg#", smiley.name()]);
                self.out.push_str("\"></use></svg>");
            }
            Inline::CustomSmiley { code, name, .. } => match (self.viewer.picture)(code) {
                Some(picture) => {
                    self.out.push_str("<img class=\"custom-smiley\"");
                    self.attribute("src", &picture.src);
                    self.attribute("alt", name);
                    self.attribute("title", code);
                    self.attribute("width", &picture.width.to_string());
                    self.attribute("height", &picture.height.to_string());
                    self.out.push_str(" loading=\"lazy\">");
                }
                None => self.text(code),
            },
        }
    }

    fn link(&mut self, to: &Address<'_>, inlines: &[Inline<'_>]) {
        if !self.viewer.links {
            return self.span("unlinked", "title", to.as_str(), inlines);
        }
        self.open_link(to.as_str(), to.is_absolute());
        self.in_link = true;
        self.inlines(inlines);
        self.in_link = false;
        self.out.push_str("</a>");
    }

    fn open_link(&mut self, to: &str, is_absolute: bool) {
        self.out.push_str("<a");
        self.attribute("href", to);
        if is_absolute {
            self.attribute("rel", LINK);
        }
        self.out.push('>');
    }

    /// An image as a link to it. Inside a link, and where links are turned off, only its text.
    fn image_link(&mut self, source: &str, alt: &str) {
        let text = if alt.is_empty() { source } else { alt };
        if self.in_link || !self.viewer.links {
            return self.wrapping_text(text);
        }
        self.open_link(source, !source.starts_with('/'));
        self.wrapping_text(text);
        self.out.push_str("</a>");
    }

    fn element(&mut self, name: &str, inlines: &[Inline<'_>]) {
        self.out.extend(["<", name, ">"]);
        self.inlines(inlines);
        self.out.extend(["</", name, ">"]);
    }

    fn span(&mut self, class: &str, name: &str, value: &str, inlines: &[Inline<'_>]) {
        self.out.push_str("<span");
        self.attribute("class", class);
        self.attribute(name, value);
        self.out.push('>');
        self.inlines(inlines);
        self.out.push_str("</span>");
    }

    /// Writes the content of `<pre>`. HTML parsers drop a line end right after the tag, so it is doubled.
    fn preformatted(&mut self, text: &str) {
        if text.starts_with('\n') {
            self.out.push('\n');
        }
        self.text(text);
    }

    /// Writes text with line-break opportunities in long words.
    fn wrapping_text(&mut self, text: &str) {
        for (index, stretch) in stretches(text).enumerate() {
            if index > 0 {
                self.out.push_str("<wbr>");
            }
            self.text(stretch);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.extend([" ", name, "=\""]);
        self.text(value);
        self.out.push('"');
    }

    /// Writes text or an attribute value, escaped for both.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            let escaped = match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            };
            self.out.extend([&rest[..at], escaped]);
            rest = &rest[at + 1..];
        }
        self.out.push_str(rest);
    }
}
