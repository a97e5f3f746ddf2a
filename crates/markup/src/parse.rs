//! From text to tree.

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

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether the codes of built-in and custom smilies are read as smilies.
    pub smilies: bool,
}

/// The tree of a text. Any text has one, and making it takes time in proportion to its length.
#[must_use]
pub fn parse(text: &str, options: Options) -> Document<'_> {
    read(text, options).0
}

/// The tree of a text, and how much of the text is read: the rest is above the limits.
pub(crate) fn read(text: &str, options: Options) -> (Document<'_>, usize) {
    let tags = tags::find(text);
    let partners = pairs::pair(&tags);
    let mut parser = Parser {
        text,
        options,
        partners,
        builder: Builder::new(),
        smilies: 0,
    };
    let end = parser.read(tags);
    parser.builder.rest(tags::lines(&text[end..]));
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
    /// Reads until the end, or until there are as many elements as there may be: to where.
    fn read(&mut self, tags: Vec<Tag<'a>>) -> usize {
        // Where the words start that are not in the tree yet. Tags that turn out to be text join them.
        let mut start = 0;
        for (place, tag) in tags.into_iter().enumerate() {
            if self.is_live(place, &tag) {
                let read = self.words(start..tag.range.start);
                if read < tag.range.start || self.builder.is_spent() {
                    return read;
                }
                start = tag.range.end;
                if let Kind::Whole(Whole::Literal(words)) = tag.kind {
                    let read = self.run(words.clone(), Options { smilies: false }, false);
                    if read < words.end {
                        return read;
                    }
                } else {
                    self.tag(place, tag);
                }
            }
        }
        self.words(start..self.text.len())
    }

    /// Whether the tag is more than text. Where an opening tag is not, its partner is not, either.
    fn is_live(&mut self, place: usize, tag: &Tag<'a>) -> bool {
        match &tag.kind {
            Kind::Item => self.builder.in_list(),
            Kind::Whole(Whole::Link(..)) => !self.builder.in_link(),
            Kind::Whole(_) => true,
            Kind::Close(_) => self.partners[place].is_some(),
            Kind::Format(..) | Kind::Container(..) => {
                let Some(partner) = self.partners[place] else {
                    return false;
                };
                let is_link = matches!(tag.kind, Kind::Format(_, Format::Link(_)));
                let is_text = self.builder.is_full() || is_link && self.builder.in_link();
                if is_text {
                    self.partners[partner] = None;
                }
                !is_text
            }
        }
    }

    fn tag(&mut self, place: usize, tag: Tag<'a>) {
        match tag.kind {
            Kind::Format(_, format) => self.builder.open_format(place, format),
            Kind::Container(_, container) => self.builder.open_container(container),
            Kind::Item => self.builder.item(),
            Kind::Close(name) if name.is_container() => self.builder.close_container(),
            Kind::Close(_) => {
                if let Some(opening) = self.partners[place] {
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
            // Words, see [`read`](Self::read).
            Kind::Whole(Whole::Literal(_)) => {}
        }
    }

    fn words(&mut self, run: Range<usize>) -> usize {
        if run.is_empty() {
            return run.start;
        }
        let links = !self.builder.in_link();
        self.run(run, self.options, links)
    }

    /// Up to where it has come.
    fn run(&mut self, run: Range<usize>, options: Options, links: bool) -> usize {
        let mut start = run.start;
        let end = run.end;
        for (piece, range) in Pieces::new(self.text, run, options, links) {
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
            if self.builder.is_spent() {
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
