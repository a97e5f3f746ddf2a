//! What a post may make its readers' browsers draw. What is above stays text, everywhere alike: the limits
//! are part of reading a text, so the server's pages, the thread and the preview agree.
//!
//! Some texts are cheap to send and dear to draw: a browser takes seconds for one letter under ten thousand
//! accents, for one word of fifty thousand letters that join or kern, for twenty thousand pictures.

use std::borrow::Cow;

/// Marks that are drawn on one letter; those that follow them are left out of the tree. The text that is
/// kept is as it was sent.
///
/// No writing needs more: Vietnamese takes two, pointed Hebrew four, the tallest Tibetan stacks eight.
pub const MAX_MARKS: usize = 8;

/// Smilies of one post, built-in and custom ones together. The codes after them are text.
///
/// Each is a picture, four nodes of a page: a browser draws five hundred in some thirty milliseconds.
pub const MAX_SMILIES: usize = 500;

/// Elements of one post: paragraphs, quotes, items, formats, links, pictures, smilies. What stands behind
/// them is shown as it was typed, as one block of text. Words and line ends do not count, for a page needs no
/// element for them.
///
/// The longest post that may be sent reaches this with an element every fifteen characters, from its first
/// line to its last. A browser draws as many in some fifty milliseconds.
pub const MAX_ELEMENTS: usize = 4_000;

/// Letters between two places where a line may end: viewers offer one more after each so many, see
/// [`stretches`].
///
/// To end a line within a word, a browser shapes the word again from its start, for every line: time in
/// proportion to the square of its length. The longest words are far shorter, and few addresses are longer.
pub const MAX_STRETCH: usize = 200;

/// Leaves out the marks above [`MAX_MARKS`] of one letter.
#[derive(Default)]
pub(crate) struct FewMarks {
    /// Marks since the last letter.
    marks: usize,
}

impl FewMarks {
    /// What is kept of some words. They follow those of the last call, or whatever it was since then that
    /// [`letter`](Self::letter) was told of.
    pub(crate) fn of<'a>(&mut self, words: Cow<'a, str>) -> Cow<'a, str> {
        // Most words have no character that could be a mark.
        if words.bytes().all(|byte| byte < FIRST_MARK) {
            self.marks = 0;
            return words;
        }
        let Some(first) = words.find(|character| !self.keeps(character)) else {
            return words;
        };
        let mut kept = words[..first].to_owned();
        kept.extend(
            words[first..]
                .chars()
                .filter(|&character| self.keeps(character)),
        );
        Cow::Owned(kept)
    }

    /// Something stands there that no mark is drawn on.
    pub(crate) const fn letter(&mut self) {
        self.marks = 0;
    }

    fn keeps(&mut self, character: char) -> bool {
        self.marks = if is_mark(character) {
            self.marks + 1
        } else {
            0
        };
        self.marks <= MAX_MARKS
    }
}

/// The text in pieces, between which a viewer lets a line end (HTML: `<wbr>`): one piece for all texts but
/// those with a word longer than [`MAX_STRETCH`]. Together they are the text.
pub fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let length = stretch(rest);
        let (stretch, after) = rest.split_at(length);
        rest = after;
        (length > 0).then_some(stretch)
    })
}

/// The length of the first stretch of a text.
fn stretch(text: &str) -> usize {
    if text.len() <= MAX_STRETCH {
        return text.len();
    }
    let mut letters = 0;
    for (at, character) in text.char_indices() {
        // Marks stay with their letter.
        if letters >= MAX_STRETCH && !is_mark(character) {
            return at;
        }
        letters = if ends_word(character) { 0 } else { letters + 1 };
    }
    text.len()
}

/// Whether a line may end at this character anyway: at spaces, and between the signs of Chinese and Japanese.
fn ends_word(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '-' | '\u{1680}' | '\u{2000}'..='\u{200B}' | '\u{3000}'..='\u{9FFF}')
}

/// The first byte of the first mark, and of no character before it.
const FIRST_MARK: u8 = 0xCC;

/// Whether a character is drawn on or into the letter before it: combining marks, signs of emoji.
///
/// The marks of the scripts that are written today, in a few ranges: Unicode's whole table would weigh more
/// than the parser. A sign here and there among them is none; nobody writes more than [`MAX_MARKS`] of those
/// in a row. A mark that is missing here counts as a letter, and [`MAX_STRETCH`] bounds how many there are.
fn is_mark(character: char) -> bool {
    let code = u32::from(character);
    match code {
        ..0x300 => false,
        // The scripts of India, Sinhala apart, have their marks at the same places of their blocks.
        0x900..=0xD7F => matches!(code & 0x7F, 0..=3 | 0x3A..=0x57 | 0x62..=0x63),
        // Signs of emoji: the tones of a skin, the letters of a flag.
        0x1_0000.. => matches!(code, 0x1F3FB..=0x1F3FF | 0xE_0000..=0xE_0FFF),
        _ => MARKS
            .iter()
            .any(|&(first, last)| (u32::from(first)..=u32::from(last)).contains(&code)),
    }
}

/// First and last of the other ranges of marks.
const MARKS: [(u16, u16); 34] = [
    (0x300, 0x36F),
    (0x483, 0x489),
    (0x591, 0x5C7),
    (0x610, 0x61A),
    (0x64B, 0x65F),
    (0x670, 0x670),
    (0x6D6, 0x6ED),
    (0x730, 0x74A),
    (0x7A6, 0x7B0),
    (0x7EB, 0x7F3),
    (0x8CA, 0x8FF),
    (0xDCA, 0xDDF),
    (0xE31, 0xE31),
    (0xE34, 0xE3A),
    (0xE47, 0xE4E),
    (0xEB1, 0xEB1),
    (0xEB4, 0xEBC),
    (0xEC8, 0xECE),
    (0xF71, 0xFBC),
    (0x102B, 0x103E),
    (0x135D, 0x135F),
    (0x17B4, 0x17D3),
    (0x180B, 0x180F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x200C, 0x200D),
    (0x20D0, 0x20FF),
    (0x2DE0, 0x2DFF),
    (0x302A, 0x302F),
    (0x3099, 0x309A),
    (0xA66F, 0xA67D),
    (0xAA7B, 0xAA7D),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
];
