//! Recognises the codes of built-in smilies, with phpBB's rules for their boundaries.
//!
//! A code is a smiley at the start of the text or after a line end, a space, `.` or `]`, and only if no word
//! character follows. The longest matching code wins. Letter case matters. `a:)`, `(:)`, `:)x` and `://` are
//! text; `hi.:)`, `[b]:)[/b]` and `:),` contain smilies.

use crate::{characters::starts_with_word, smiley::Smiley};

/// A code found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Code {
    pub(crate) smiley: Smiley,
    pub(crate) text: &'static str,
}

/// The longest code that `rest` starts with and that no word character follows.
pub(crate) fn at_start(rest: &str) -> Option<Code> {
    longest(rest, |after| !starts_with_word(after))
}

/// The longest code that `rest` starts with, whatever follows it.
pub(crate) fn at_start_unbounded(rest: &str) -> Option<Code> {
    longest(rest, |_| true)
}

fn longest(rest: &str, fits: impl Fn(&str) -> bool) -> Option<Code> {
    let bytes = rest.as_bytes();
    // Fast path: in prose, a colon is followed by a space, and `B` or `O` by a letter.
    let is_prose = |next: u8| next <= b' ' || bytes[0] != b':' && next.is_ascii_alphabetic();
    if bytes.get(1).copied().is_none_or(is_prose) {
        return None;
    }
    let mut found: Option<Code> = None;
    for smiley in Smiley::ALL {
        for text in smiley.codes() {
            let is_longer = found.is_none_or(|found| found.text.len() < text.len());
            if is_longer
                && text.as_bytes()[..2] == bytes[..2]
                && rest.strip_prefix(text).is_some_and(&fits)
            {
                found = Some(Code { smiley, text });
            }
        }
    }
    found
}

/// Whether a code may start at byte `at`, judging by the character before it.
pub(crate) fn may_start(text: &str, at: usize) -> bool {
    match text.as_bytes()[..at].last() {
        None | Some(b'\n' | b'\r' | b' ' | b'\t' | b'.' | b']') => true,
        // French typography puts a no-break space before some punctuation.
        Some(0xA0 | 0xAF) => text[..at].ends_with(['\u{A0}', '\u{202F}']),
        Some(_) => false,
    }
}
