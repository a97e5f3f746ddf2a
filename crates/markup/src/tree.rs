//! What a post's text is made of: the tree that [`parse`](crate::parse) makes and that viewers draw.

use std::borrow::Cow;

use crate::{Address, Colour, ImageAddress, Smiley};

/// The text of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// Its paragraphs, quotes, lists and so on, from top to bottom.
    pub blocks: Vec<Block<'a>>,
}

impl<'a> Document<'a> {
    /// The codes of the custom smilies in this document, in order and as often as they occur.
    pub fn custom_smilies(&self) -> impl Iterator<Item = &'a str> {
        let mut codes = Vec::new();
        in_blocks(&self.blocks, &mut codes);
        codes.into_iter()
    }
}

fn in_blocks<'a>(blocks: &[Block<'a>], codes: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => in_line(inlines, codes),
            Block::Quote(Quote { blocks, .. }) | Block::Spoiler { blocks, .. } => {
                in_blocks(blocks, codes);
            }
            Block::List { items, .. } => items.iter().for_each(|item| in_blocks(item, codes)),
            Block::Code { .. } | Block::Fixed(_) => {}
        }
    }
}

fn in_line<'a>(inlines: &[Inline<'a>], codes: &mut Vec<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::CustomSmiley { code, .. } => codes.push(code),
            Inline::Bold(inlines)
            | Inline::Italic(inlines)
            | Inline::Underline(inlines)
            | Inline::Strike(inlines)
            | Inline::Colour { inlines, .. }
            | Inline::Size { inlines, .. }
            | Inline::Link { inlines, .. } => in_line(inlines, codes),
            Inline::Text(_) | Inline::Break | Inline::Image { .. } | Inline::Smiley { .. } => {}
        }
    }
}

/// A part of a post that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// Lines of text. Never empty, and never starts or ends with a break.
    Paragraph(Vec<Inline<'a>>),
    /// `[quote]`
    Quote(Quote<'a>),
    /// `[code]`, `[code=rust]`
    Code {
        /// The language as it was written.
        language: Option<&'a str>,
        /// The code, lines ended by `\n`, without the line ends next to the tags.
        text: Cow<'a, str>,
    },
    /// `[list]`, `[list=1]`
    List {
        /// What stands before each item.
        style: ListStyle,
        /// The blocks of each item; an item may be empty.
        items: Vec<Vec<Block<'a>>>,
    },
    /// `[spoiler]`, `[spoiler=title]`: shown on demand.
    Spoiler {
        /// What is shown instead.
        title: Option<Cow<'a, str>>,
        /// What is hidden.
        blocks: Vec<Block<'a>>,
    },
    /// `[fixed]`: text that keeps its line ends and columns, as in [`Block::Code`].
    Fixed(Cow<'a, str>),
}

/// What somebody else wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote<'a> {
    /// Who wrote it.
    pub author: Option<Cow<'a, str>>,
    /// The id of the post that it comes from.
    pub post: Option<i64>,
    /// When it was written, in seconds since 1970.
    pub time: Option<i64>,
    /// What was written.
    pub blocks: Vec<Block<'a>>,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListStyle {
    /// `[list]`
    #[default]
    Bullets,
    /// `[list=1]`: 1, 2, 3
    Decimal,
    /// `[list=a]`: a, b, c
    LowerAlpha,
    /// `[list=A]`: A, B, C
    UpperAlpha,
    /// `[list=i]`: i, ii, iii
    LowerRoman,
    /// `[list=I]`: I, II, III
    UpperRoman,
}

impl ListStyle {
    /// The value of the tag, which is also that of the attribute `type` of HTML's `ol`. `None`: bullets.
    #[must_use]
    pub const fn marker(self) -> Option<&'static str> {
        match self {
            Self::Bullets => None,
            Self::Decimal => Some("1"),
            Self::LowerAlpha => Some("a"),
            Self::UpperAlpha => Some("A"),
            Self::LowerRoman => Some("i"),
            Self::UpperRoman => Some("I"),
        }
    }

    /// The style with that [`marker`](Self::marker).
    pub(crate) fn from_marker(marker: &str) -> Option<Self> {
        match marker {
            "1" => Some(Self::Decimal),
            "a" => Some(Self::LowerAlpha),
            "A" => Some(Self::UpperAlpha),
            "i" => Some(Self::LowerRoman),
            "I" => Some(Self::UpperRoman),
            _ => None,
        }
    }
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline<'a> {
    /// Words. Never empty, never next to another text, without line ends.
    Text(Cow<'a, str>),
    /// The end of a line within a paragraph.
    Break,
    /// `[b]`
    Bold(Vec<Inline<'a>>),
    /// `[i]`
    Italic(Vec<Inline<'a>>),
    /// `[u]`
    Underline(Vec<Inline<'a>>),
    /// `[s]`, `[strike]`
    Strike(Vec<Inline<'a>>),
    /// `[color=red]`, `[#FF0000]`
    Colour {
        /// The colour of the text.
        colour: Colour,
        /// The text.
        inlines: Vec<Inline<'a>>,
    },
    /// `[size=150]`
    Size {
        /// 50 to 200 per cent of the size that a post's text has; sizes in sizes do not multiply.
        percent: u16,
        /// The text.
        inlines: Vec<Inline<'a>>,
    },
    /// `[url]`, `[email]`, or an address that stands in the text. Holds no other link.
    Link {
        /// Where it leads.
        to: Address<'a>,
        /// What is shown for it.
        inlines: Vec<Inline<'a>>,
    },
    /// `[img]`
    Image {
        /// Where the picture is.
        source: ImageAddress<'a>,
        /// What is said for it; empty where the writer gave nothing.
        alt: Cow<'a, str>,
    },
    /// A built-in smiley.
    Smiley {
        /// Which one.
        smiley: Smiley,
        /// The code that was typed for it.
        code: &'a str,
    },
    /// `[:name]`, `[:name:2]`: a picture that the forum may have under this name.
    CustomSmiley {
        /// The whole code, brackets included: what to show where there is no picture.
        code: &'a str,
        /// The name.
        name: &'a str,
        /// The number after the name, 1 to 10.
        variant: Option<u8>,
    },
}
