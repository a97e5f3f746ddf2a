//! Limits on what a post can make its readers' browsers render. Markup beyond a limit stays text.
//!
//! They stop denial-of-service posts, which are cheap to send and expensive to render: ten thousand accents on one
//! letter, one word of fifty thousand letters that join or kern, or twenty thousand images each keep a browser
//! busy for seconds. The parser applies the limits, so that the thread, the preview and the server's pages agree.

use std::borrow::Cow;

/// Maximum number of combining marks on one letter. The parser drops further marks from the tree; the stored text
/// of the post keeps them. Applies to text, code, authors of quotes and titles of spoilers.
///
/// Stops "Zalgo" text, whose marks cover the lines around it and are slow to shape.
///
/// No script needs more: Vietnamese uses two, pointed Hebrew four, the tallest Tibetan stacks eight.
pub const MAX_MARKS: usize = 8;

/// Maximum number of smilies in one post, built-in and custom together. Codes after them are text.
///
/// Each smiley is an image and four DOM nodes, for as few as three typed characters.
pub const MAX_SMILIES: usize = 500;

/// Maximum number of elements in one post: blocks, list items, formats, links, images and smilies. Text and line
/// breaks do not count. The rest of the text is shown as it was typed, in one block.
///
/// Formats and containers that are open at the limit still enter the tree, so that it can hold a few more: the depth
/// of nesting bounds them. A post of the maximum length, 60,000 characters, reaches the limit only with an element
/// every fifteen characters. Stops posts that are nearly all markup, such as 20,000 list items. It does not bound the
/// time to render a post.
pub const MAX_ELEMENTS: usize = 4_000;

/// Maximum number of letters without a line-break opportunity. Viewers add one after each [stretch](stretches) of
/// this length.
///
/// To break a line inside a word, a browser shapes the word again from its start for every line, which takes time
/// quadratic in the length of the word. Real words are far shorter, and few addresses are longer.
pub const MAX_STRETCH: usize = 200;

/// Drops the marks beyond [`MAX_MARKS`] on one letter.
#[derive(Default)]
pub(crate) struct MarkLimiter {
    /// Number of marks since the last letter.
    marks: usize,
}

impl MarkLimiter {
    /// The text without the marks beyond the limit. It continues the text of the previous call, unless
    /// [`reset`](Self::reset) was called since.
    pub(crate) fn limit<'a>(&mut self, text: Cow<'a, str>) -> Cow<'a, str> {
        // Fast path: most texts have no character that could be a mark.
        if text.bytes().all(|byte| byte < FIRST_MARK) {
            self.marks = 0;
            return text;
        }
        let Some(first) = text.find(|character| !self.keeps(character)) else {
            return text;
        };
        let mut kept = text[..first].to_owned();
        kept.extend(
            text[first..]
                .chars()
                .filter(|&character| self.keeps(character)),
        );
        Cow::Owned(kept)
    }

    /// Resets the count, after content that marks cannot attach to.
    pub(crate) const fn reset(&mut self) {
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

/// Splits a text into stretches, between which a viewer adds line-break opportunities (HTML: `<wbr>`). Concatenated,
/// they are the text. A text without words longer than [`MAX_STRETCH`] is one stretch, an empty text none.
pub fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let length = stretch(rest);
        let (stretch, after) = rest.split_at(length);
        rest = after;
        (length > 0).then_some(stretch)
    })
}

/// The length in bytes of the first stretch of a text.
fn stretch(text: &str) -> usize {
    if text.len() <= MAX_STRETCH {
        return text.len();
    }
    let mut letters = 0;
    for (at, character) in text.char_indices() {
        // Never split a letter from its marks.
        if letters >= MAX_STRETCH && !is_mark(character) {
            return at;
        }
        letters = if ends_word(character) { 0 } else { letters + 1 };
    }
    text.len()
}

/// Whether browsers break lines at this character by themselves: spaces, hyphens, Chinese and Japanese characters.
fn ends_word(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '-' | '\u{1680}' | '\u{2000}'..='\u{200B}' | '\u{3000}'..='\u{9FFF}')
}

/// The first UTF-8 byte of U+0300, the first mark. The characters before U+0300 have only smaller bytes.
const FIRST_MARK: u8 = 0xCC;

/// Whether a character is drawn on or joined to the one before it: combining marks and emoji modifiers.
///
/// Approximates the marks of today's scripts by a few ranges, because Unicode's full table is larger than the
/// parser. The ranges include a few characters that are not marks; nobody writes more than [`MAX_MARKS`] of those in
/// a row. A mark outside the ranges counts as a letter, so [`MAX_STRETCH`] still splits long runs of it.
fn is_mark(character: char) -> bool {
    let code = u32::from(character);
    match code {
        ..0x300 => false,
        // The Indic scripts except Sinhala have their marks at the same offsets of their 128-character blocks.
        0x900..=0xD7F => matches!(code & 0x7F, 0..=3 | 0x3A..=0x57 | 0x62..=0x63),
        // Emoji modifiers: skin tones, and the tag characters of flags.
        0x1_0000.. => matches!(code, 0x1F3FB..=0x1F3FF | 0xE_0000..=0xE_0FFF),
        _ => MARKS
            .iter()
            .any(|&(first, last)| (u32::from(first)..=u32::from(last)).contains(&code)),
    }
}

/// The other ranges of marks: first and last character.
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
