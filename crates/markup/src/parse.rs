//! The parser: walks the tags of a text and feeds the [`Builder`] with formats, blocks and text.

use std::ops::Range;

use crate::{
    Block, Document, Inline,
    builder::Builder,
    limits::MAX_SMILIES,
    pairs::{self, Partners},
    pieces::{Piece, Pieces},
    tag::{Format, Kind, Tag, Whole},
    tags,
};

/// How a text is parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether codes of built-in and custom smilies become smilies. `false`: they are text.
    pub smilies: bool,
}

/// Parses a text. Never fails: invalid markup becomes text. Takes time linear in the length of the text.
#[must_use]
pub fn parse(text: &str, options: Options) -> Document<'_> {
    parse_with_end(text, options).0
}

/// Parses a text. Also returns the byte offset at which the parser stopped because of
/// [`MAX_ELEMENTS`](crate::MAX_ELEMENTS): the length of the text if it did not stop.
pub(crate) fn parse_with_end(text: &str, options: Options) -> (Document<'_>, usize) {
    let tags = tags::find(text);
    let partners = pairs::pair(&tags);
    let mut parser = Parser {
        text,
        options,
        partners,
        builder: Builder::new(),
        smilies: 0,
    };
    let end = parser.parse(tags);
    parser.builder.close_with_rest(tags::lines(&text[end..]));
    let blocks = parser.builder.finish();
    (Document { blocks }, end)
}

struct Parser<'a> {
    text: &'a str,
    options: Options,
    partners: Partners,
    builder: Builder<'a>,
    /// Smilies in the tree so far.
    smilies: usize,
}

impl<'a> Parser<'a> {
    /// Parses until the end of the text or the element limit. Returns the byte offset where it stopped.
    fn parse(&mut self, tags: Vec<Tag<'a>>) -> usize {
        // Start of the text that is not in the tree yet. It includes tags that turned out to be text.
        let mut start = 0;
        for (index, tag) in tags.into_iter().enumerate() {
            if self.is_effective(index, &tag) {
                let stop = self.text(start..tag.range.start);
                if stop < tag.range.start || self.builder.is_at_element_limit() {
                    return stop;
                }
                start = tag.range.end;
                if let Kind::Whole(Whole::Literal(content)) = tag.kind {
                    let stop = self.pieces(content.clone(), Options { smilies: false }, false);
                    if stop < content.end {
                        return stop;
                    }
                } else {
                    self.tag(index, tag);
                }
            }
        }
        self.text(start..self.text.len())
    }

    /// Whether the tag takes effect here. If an opening tag does not, its closing tag becomes text too.
    fn is_effective(&mut self, index: usize, tag: &Tag<'a>) -> bool {
        match &tag.kind {
            Kind::Item => self.builder.in_list(),
            Kind::Whole(Whole::Link(..)) => !self.builder.in_link(),
            Kind::Whole(_) => true,
            Kind::Close(_) => self.partners[index].is_some(),
            Kind::Format(..) | Kind::Container(..) => {
                let Some(partner) = self.partners[index] else {
                    return false;
                };
                let is_link = matches!(tag.kind, Kind::Format(_, Format::Link(_)));
                let is_text = self.builder.is_at_max_depth() || is_link && self.builder.in_link();
                if is_text {
                    self.partners[partner] = None;
                }
                !is_text
            }
        }
    }

    fn tag(&mut self, index: usize, tag: Tag<'a>) {
        match tag.kind {
            Kind::Format(_, format) => self.builder.open_format(index, format),
            Kind::Container(_, container) => self.builder.open_container(container),
            Kind::Item => self.builder.item(),
            Kind::Close(name) if name.is_container() => self.builder.close_container(),
            Kind::Close(_) => {
                if let Some(opening) = self.partners[index] {
                    self.builder.close_format(opening);
                }
            }
            Kind::Whole(Whole::Code { language, text }) => {
                self.builder.block(Block::Code { language, text });
            }
            Kind::Whole(Whole::Fixed(text)) => self.builder.block(Block::Fixed(text)),
            Kind::Whole(Whole::Image(source, alt)) => {
                self.builder.inline(Inline::Image { source, alt });
            }
            Kind::Whole(Whole::Link(to, shown)) => {
                let inlines = vec![Inline::Text(shown.into())];
                self.builder.inline(Inline::Link { to, inlines });
            }
            // `parse` handles these as text.
            Kind::Whole(Whole::Literal(_)) => {}
        }
    }

    /// Adds text between tags, with its smilies and links. Returns the byte offset where it stopped.
    fn text(&mut self, range: Range<usize>) -> usize {
        if range.is_empty() {
            return range.start;
        }
        let links = !self.builder.in_link();
        self.pieces(range, self.options, links)
    }

    /// Adds text and the pieces in it. Returns the byte offset where it stopped: the end of `within`, or less at
    /// the element limit.
    fn pieces(&mut self, within: Range<usize>, options: Options, links: bool) -> usize {
        let mut start = within.start;
        let end = within.end;
        for (piece, range) in Pieces::new(self.text, within, options, links) {
            if matches!(piece, Piece::Smiley(_) | Piece::CustomSmiley(_)) {
                if self.smilies == MAX_SMILIES {
                    continue;
                }
                self.smilies += 1;
            }
            if start < range.start {
                self.builder.text(&self.text[start..range.start]);
            }
            start = range.end;
            if self.builder.is_at_element_limit() {
                return range.start;
            }
            let typed = &self.text[range];
            match piece {
                Piece::LineEnd => self.builder.line_end(),
                Piece::Smiley(smiley) => {
                    self.builder.inline(Inline::Smiley {
                        smiley,
                        code: typed,
                    });
                }
                Piece::CustomSmiley(found) => self.builder.inline(Inline::CustomSmiley {
                    code: found.code,
                    name: found.name,
                    variant: found.variant,
                }),
                Piece::Link(to) => {
                    let inlines = vec![Inline::Text(typed.into())];
                    self.builder.inline(Inline::Link { to, inlines });
                }
            }
        }
        if start < end {
            self.builder.text(&self.text[start..end]);
        }
        end
    }
}
