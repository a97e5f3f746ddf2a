//! Why a code is a smiley, or why it is none.

use std::ops::Range;

use crate::{
    Options, Smiley,
    characters::starts_with_word,
    custom_smiley,
    limits::MAX_SMILIES,
    pairs, parse,
    pieces::{Piece, Pieces},
    smiley_codes,
    tag::{Format, Kind, Whole},
    tags,
};

/// A place of a text where the code of a smiley stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The code's place, in bytes.
    pub range: Range<usize>,
    /// What has become of it.
    pub verdict: Verdict,
}

/// What has become of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is shown as this smiley.
    Smiley(Smiley),
    /// It is shown as the custom smiley of this code, if the forum has one.
    CustomSmiley,
    /// It is text.
    Text(Reason),
}

/// Why a code is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Smilies are turned off for this text.
    TurnedOff,
    /// Something else than a space, a line end, `.` or `]` stands before it.
    Before,
    /// A word follows it.
    After,
    /// It stands in an address.
    Address,
    /// It stands in a tag.
    Tag,
    /// It stands in `[code]`, `[fixed]` or `[noparse]`.
    Verbatim,
    /// As many stand before it as a post may have.
    TooMany,
}

/// Every code of a smiley in a text, in order, and whether it is shown as one. Where one code is part of
/// another only the longest is told of.
#[must_use]
pub fn inspect(text: &str, options: Options) -> Vec<Occurrence> {
    let tags = tags::find(text);
    let mut partners = pairs::pair(&tags);
    let mut inspector = Inspector {
        text,
        options,
        found: Vec::new(),
        in_link: false,
        smilies: 0,
        read: parse::read(text, options).1,
    };
    let mut start = 0;
    for (place, tag) in tags.iter().enumerate() {
        let partner = partners[place];
        let is_link = |kind: &Kind<'_>| matches!(kind, Kind::Format(_, Format::Link(_)));
        let is_whole_link = matches!(tag.kind, Kind::Whole(Whole::Link(..)));
        // A link in a link is text, and so is its closing tag.
        if inspector.in_link && (is_whole_link || is_link(&tag.kind)) {
            partner
                .into_iter()
                .for_each(|partner| partners[partner] = None);
            continue;
        }
        if partner.is_none() && !matches!(tag.kind, Kind::Whole(_) | Kind::Item) {
            continue;
        }
        inspector.words(start..tag.range.start);
        start = tag.range.end;
        let reason = match &tag.kind {
            Kind::Whole(Whole::Code { .. } | Whole::Fixed(_) | Whole::Literal(_)) => {
                Reason::Verbatim
            }
            Kind::Whole(_) => Reason::Address,
            _ => Reason::Tag,
        };
        inspector.text(tag.range.clone(), Some(reason));
        if is_link(&tag.kind) {
            inspector.in_link = true;
        } else if partner.is_some_and(|opening| is_link(&tags[opening].kind)) {
            inspector.in_link = false;
        }
    }
    inspector.words(start..text.len());
    inspector.found
}

struct Inspector<'a> {
    text: &'a str,
    options: Options,
    found: Vec<Occurrence>,
    /// Whether a link is open here: addresses within are words.
    in_link: bool,
    /// Smilies so far.
    smilies: usize,
    /// Up to where the text is read: what follows is above the limits.
    read: usize,
}

impl Inspector<'_> {
    /// Words between tags.
    fn words(&mut self, run: Range<usize>) {
        let mut start = run.start;
        let end = run.end;
        for (piece, range) in Pieces::new(self.text, run, self.options, !self.in_link) {
            self.text(start..range.start, None);
            start = range.end;
            match piece {
                Piece::LineEnd => {}
                Piece::Smiley(smiley) => self.push(range, Verdict::Smiley(smiley)),
                Piece::CustomSmiley(_) => self.push(range, Verdict::CustomSmiley),
                Piece::Link(_) => self.text(range, Some(Reason::Address)),
            }
        }
        self.text(start..end, None);
    }

    /// Text in which no code counts, for one reason or each for its own.
    fn text(&mut self, range: Range<usize>, reason: Option<Reason>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            let custom = custom_smiley::at_start(rest).map(|found| found.code.len());
            let code = smiley_codes::at_start_of_anything(rest).map(|found| found.text.len());
            if let Some(length) = custom.or(code) {
                let code = at..at + length;
                let reason = reason.unwrap_or_else(|| self.reason(&code));
                self.push(code, Verdict::Text(reason));
                at += length;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    fn reason(&self, code: &Range<usize>) -> Reason {
        if !self.options.smilies {
            Reason::TurnedOff
        } else if starts_with_word(&self.text[code.end..])
            && smiley_codes::has_place(self.text, code.start)
        {
            Reason::After
        } else {
            Reason::Before
        }
    }

    fn push(&mut self, range: Range<usize>, mut verdict: Verdict) {
        if !matches!(verdict, Verdict::Text(_)) {
            if self.smilies == MAX_SMILIES || range.start >= self.read {
                verdict = Verdict::Text(Reason::TooMany);
            } else {
                self.smilies += 1;
            }
        }
        self.found.push(Occurrence { range, verdict });
    }
}
