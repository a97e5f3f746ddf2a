//! Reports which smiley codes of a text are shown as smilies, and why the others are not.

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

/// A smiley code in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Byte range of the code.
    pub range: Range<usize>,
    /// How the code is shown.
    pub verdict: Verdict,
}

/// How a code is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As this smiley.
    Smiley(Smiley),
    /// As the custom smiley of this code, if the forum has one.
    CustomSmiley,
    /// As text.
    Text(Reason),
}

/// Why a code is shown as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Smilies are turned off for this text.
    TurnedOff,
    /// The character before it is not a space, a line end, `.` or `]`.
    Before,
    /// A word character follows it.
    After,
    /// It is part of an address.
    Address,
    /// It is part of a tag, for instance of the value of `[url=…]`.
    Tag,
    /// It is in `[code]`, `[fixed]` or `[noparse]`.
    Verbatim,
    /// It is beyond the limit of smilies or of elements: see [`MAX_SMILIES`] and
    /// [`MAX_ELEMENTS`](crate::MAX_ELEMENTS).
    TooMany,
}

/// Lists every smiley code of a text, in order, and how [`parse`](crate::parse()) shows it. Of codes that overlap,
/// only the longest is listed.
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
        parsed_to: parse::parse_with_end(text, options).1,
    };
    let mut start = 0;
    for (index, tag) in tags.iter().enumerate() {
        let partner = partners[index];
        let is_link = |kind: &Kind<'_>| matches!(kind, Kind::Format(_, Format::Link(_)));
        let is_whole_link = matches!(tag.kind, Kind::Whole(Whole::Link(..)));
        // A link inside a link is text, and so is its closing tag.
        if inspector.in_link && (is_whole_link || is_link(&tag.kind)) {
            partner
                .into_iter()
                .for_each(|partner| partners[partner] = None);
            continue;
        }
        if partner.is_none() && !matches!(tag.kind, Kind::Whole(_) | Kind::Item) {
            continue;
        }
        inspector.between_tags(start..tag.range.start);
        start = tag.range.end;
        let reason = match &tag.kind {
            Kind::Whole(Whole::Code { .. } | Whole::Fixed(_) | Whole::Literal(_)) => {
                Reason::Verbatim
            }
            Kind::Whole(_) => Reason::Address,
            _ => Reason::Tag,
        };
        inspector.codes_in_text(tag.range.clone(), Some(reason));
        if is_link(&tag.kind) {
            inspector.in_link = true;
        } else if partner.is_some_and(|opening| is_link(&tags[opening].kind)) {
            inspector.in_link = false;
        }
    }
    inspector.between_tags(start..text.len());
    inspector.found
}

struct Inspector<'a> {
    text: &'a str,
    options: Options,
    found: Vec<Occurrence>,
    /// Whether a link is open: addresses inside it are text.
    in_link: bool,
    /// Number of smilies so far.
    smilies: usize,
    /// Byte offset where the parser stopped: everything after it is beyond the element limit.
    parsed_to: usize,
}

impl Inspector<'_> {
    /// Reports the codes in text between tags.
    fn between_tags(&mut self, run: Range<usize>) {
        let mut start = run.start;
        let end = run.end;
        for (piece, range) in Pieces::new(self.text, run, self.options, !self.in_link) {
            self.codes_in_text(start..range.start, None);
            start = range.end;
            match piece {
                Piece::LineEnd => {}
                Piece::Smiley(smiley) => self.push(range, Verdict::Smiley(smiley)),
                Piece::CustomSmiley(_) => self.push(range, Verdict::CustomSmiley),
                Piece::Link(_) => self.codes_in_text(range, Some(Reason::Address)),
            }
        }
        self.codes_in_text(start..end, None);
    }

    /// Reports the codes in a range that holds no smilies. Without a common `reason`, each code gets its own.
    fn codes_in_text(&mut self, range: Range<usize>, reason: Option<Reason>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            // The `:/` after the scheme of an address: nobody means it as a smiley.
            if rest.starts_with("://")
                && self.text[..at].ends_with(|c: char| c.is_ascii_alphabetic())
            {
                at += 3;
                continue;
            }
            let custom = custom_smiley::at_start(rest).map(|found| found.code.len());
            let code = smiley_codes::at_start_unbounded(rest).map(|found| found.text.len());
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
            && smiley_codes::may_start(self.text, code.start)
        {
            Reason::After
        } else {
            Reason::Before
        }
    }

    fn push(&mut self, range: Range<usize>, mut verdict: Verdict) {
        if !matches!(verdict, Verdict::Text(_)) {
            if self.smilies == MAX_SMILIES || range.start >= self.parsed_to {
                verdict = Verdict::Text(Reason::TooMany);
            } else {
                self.smilies += 1;
            }
        }
        self.found.push(Occurrence { range, verdict });
    }
}
