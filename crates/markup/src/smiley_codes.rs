//! Where the code of a smiley counts as one: the boundaries of phpBB.
//!
//! A code counts at the start of the text or after a line end, a space, `.` or `]`, and where no word
//! character follows it. Among the codes that fit, the longest wins. Letter case matters. So `a:)`,
//! `(:)`, `:)x` and `://` are text, while `hi.:)`, `[b]:)[/b]` and `:),` hold smilies.

use crate::{characters::starts_with_word, smiley::Smiley};

/// A code at some place of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Code {
    pub(crate) smiley: Smiley,
    pub(crate) text: &'static str,
}

/// The longest code that starts `rest` and is not run into by a word.
pub(crate) fn at_start(rest: &str) -> Option<Code> {
    longest(rest, |after| !starts_with_word(after))
}

/// The longest code that starts `rest`, whatever follows it.
pub(crate) fn at_start_of_anything(rest: &str) -> Option<Code> {
    longest(rest, |_| true)
}

fn longest(rest: &str, fits: impl Fn(&str) -> bool) -> Option<Code> {
    let bytes = rest.as_bytes();
    // Most colons end words, and most capitals start some.
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

/// Whether a code that starts at `at` has the place for it before it.
pub(crate) fn has_place(text: &str, at: usize) -> bool {
    match text.as_bytes()[..at].last() {
        None | Some(b'\n' | b'\r' | b' ' | b'\t' | b'.' | b']') => true,
        // French typography: the spaces that do not break.
        Some(0xA0 | 0xAF) => text[..at].ends_with(['\u{A0}', '\u{202F}']),
        Some(_) => false,
    }
}
