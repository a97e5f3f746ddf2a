//! Finds line ends, smilies and addresses in the text between tags.

use std::ops::Range;

use crate::{
    Address, Options, Smiley, autolink,
    custom_smiley::{self, CustomCode},
    smiley_codes, tag,
};

/// A part of the text that is not plain text.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// `\n`, `\r\n` or `\r`.
    LineEnd,
    Smiley(Smiley),
    CustomSmiley(CustomCode<'a>),
    Link(Address<'a>),
}

/// Iterates over the pieces of a run of text, each with its byte range.
pub(crate) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// The classes of bytes to stop at: bits of [`CLASSES`].
    stops: u8,
    /// No address starts before this byte offset.
    no_address_before: usize,
}

/// Bits of [`CLASSES`]: which pieces a byte may start.
const LINE_END: u8 = 1;
const SMILEY: u8 = 2;
const LINK: u8 = 4;

/// The classes of each byte. Bytes of prose have none, so that one look-up skips them.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    classes[b'\n' as usize] = LINE_END;
    classes[b'\r' as usize] = LINE_END;
    classes[b'[' as usize] = SMILEY;
    let starts = b":;^8BO><";
    let mut index = 0;
    while index < starts.len() {
        classes[starts[index] as usize] = SMILEY;
        index += 1;
    }
    classes[b'h' as usize] = LINK;
    classes[b'H' as usize] = LINK;
    classes[b'w' as usize] = LINK;
    classes[b'W' as usize] = LINK;
    classes
};

impl<'a> Pieces<'a> {
    /// The pieces in `run`. The text before it decides whether a smiley or address may start there.
    pub(crate) fn new(text: &'a str, run: Range<usize>, options: Options, links: bool) -> Self {
        let mut stops = LINE_END;
        if options.smilies {
            stops |= SMILEY;
        }
        if links {
            stops |= LINK;
        }
        Self {
            text,
            at: run.start,
            end: run.end,
            stops,
            no_address_before: 0,
        }
    }

    /// The next byte offset, from `at` on, at which a piece may start.
    fn stop(&self, at: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at..self.end];
        let class = |byte: &u8| CLASSES[usize::from(*byte)];
        // Skip prose eight bytes at a time: the compiler vectorises the look-ups.
        let is_prose = |bytes: &&[u8; 8]| {
            bytes.iter().fold(0, |all, byte| all | class(byte)) & self.stops == 0
        };
        let prose = rest.as_chunks::<8>().0.iter().take_while(is_prose).count() * 8;
        let is_stop = |byte: &u8| class(byte) & self.stops != 0;
        Some(at + prose + rest[prose..].iter().position(is_stop)?)
    }

    /// The piece that starts at `at`, and its length in bytes.
    fn piece(&mut self, at: usize) -> Option<(Piece<'a>, usize)> {
        let bytes = self.text.as_bytes();
        // Fast path: most words with an `h` or a `w` are not addresses, which need `ht` or `ww`.
        let pair = [bytes[at], *bytes.get(at + 1).unwrap_or(&0)].map(|byte| byte | 0x20);
        if matches!(pair, [b'h', second] if second != b't')
            || matches!(pair, [b'w', second] if second != b'w')
        {
            return None;
        }
        let rest = &self.text[at..self.end];
        match bytes[at] {
            b'\n' => Some((Piece::LineEnd, 1)),
            b'\r' => Some((Piece::LineEnd, if rest.starts_with("\r\n") { 2 } else { 1 })),
            b'[' => {
                let found = custom_smiley::at_start(rest)?;
                Some((Piece::CustomSmiley(found), found.code.len()))
            }
            b'h' | b'H' | b'w' | b'W' => {
                if at < self.no_address_before {
                    return None;
                }
                match autolink::at(self.text, at, self.end) {
                    Ok((address, length)) => Some((Piece::Link(address), length)),
                    Err(length) => {
                        self.no_address_before = at + length;
                        None
                    }
                }
            }
            _ => {
                if !smiley_codes::may_start(self.text, at) {
                    return None;
                }
                let found = smiley_codes::at_start(rest)?;
                Some((Piece::Smiley(found.smiley), found.text.len()))
            }
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (Piece<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(at) = self.stop(self.at) {
            if let Some((piece, length)) = self.piece(at) {
                self.at = at + length;
                return Some((piece, at..self.at));
            }
            self.at = at + 1;
        }
        None
    }
}

/// The first range of a plain text that the parser could read as a piece or as the start of a tag. The result
/// does not depend on what will precede or follow the text.
pub(crate) fn first_markup(text: &str, links: bool) -> Option<Range<usize>> {
    let mut pieces = Pieces::new(text, 0..text.len(), Options { smilies: true }, links);
    let mut at = 0;
    while let Some(stop) = pieces.stop(at) {
        if tag::may_start(&text[stop..]) {
            return Some(stop..stop + 1);
        }
        // Whether an address is valid depends on all that follows. Escaping its second letter always breaks it.
        // (Escaping the first one would turn a smiley code right before it into a smiley.)
        if links && autolink::may_start(text, stop) {
            return Some(stop + 1..stop + 2);
        }
        if let Some((_, length)) = pieces.piece(stop) {
            return Some(stop..stop + length);
        }
        at = stop + 1;
    }
    None
}
