//! The tree of a post: [`parse`](crate::parse()) creates it, viewers render it.

use std::borrow::Cow;

use crate::{Address, Colour, ImageAddress, Smiley};

/// The text of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// The blocks, from top to bottom.
    pub blocks: Vec<Block<'a>>,
}

impl<'a> Document<'a> {
    /// The codes of the custom smilies in this document, in order and with repetitions.
    pub fn custom_smilies(&self) -> impl Iterator<Item = &'a str> {
        let mut codes = Vec::new();
        custom_smilies_in_blocks(&self.blocks, &mut codes);
        codes.into_iter()
    }
}

fn custom_smilies_in_blocks<'a>(blocks: &[Block<'a>], codes: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => custom_smilies_in_inlines(inlines, codes),
            Block::Quote(Quote { blocks, .. }) | Block::Spoiler { blocks, .. } => {
                custom_smilies_in_blocks(blocks, codes);
            }
            Block::List { items, .. } => items
                .iter()
                .for_each(|item| custom_smilies_in_blocks(item, codes)),
            Block::Code { .. } | Block::Fixed(_) => {}
        }
    }
}

fn custom_smilies_in_inlines<'a>(inlines: &[Inline<'a>], codes: &mut Vec<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::CustomSmiley { code, .. } => codes.push(code),
            Inline::Bold(inlines)
            | Inline::Italic(inlines)
            | Inline::Underline(inlines)
            | Inline::Strike(inlines)
            | Inline::Colour { inlines, .. }
            | Inline::Size { inlines, .. }
            | Inline::Link { inlines, .. } => custom_smilies_in_inlines(inlines, codes),
            Inline::Text(_) | Inline::Break | Inline::Image { .. } | Inline::Smiley { .. } => {}
        }
    }
}

/// A block: a part of a post that starts on a new line.
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
        /// The code. Lines end with `\n`; the line ends next to the tags are left out.
        text: Cow<'a, str>,
    },
    /// `[list]`, `[list=1]`
    List {
        /// The marker of the items.
        style: ListStyle,
        /// The blocks of each item; an item may be empty.
        items: Vec<Vec<Block<'a>>>,
    },
    /// `[spoiler]`, `[spoiler=title]`: hidden until the reader opens it.
    Spoiler {
        /// The label to show while it is closed.
        title: Option<Cow<'a, str>>,
        /// The hidden content.
        blocks: Vec<Block<'a>>,
    },
    /// `[fixed]`: text in a fixed-width font, with its line ends and spaces, as in [`Block::Code`].
    Fixed(Cow<'a, str>),
}

/// A quote of a post, or of another text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The name of the quoted author.
    pub author: Option<Cow<'a, str>>,
    /// The id of the quoted post.
    pub post: Option<i64>,
    /// When the quoted post was written, in seconds since 1970.
    pub time: Option<i64>,
    /// The quoted content.
    pub blocks: Vec<Block<'a>>,
}

/// The markers of the items of a list.
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
    /// The value of the tag `[list]`, and of the attribute `type` of HTML's `ol`. `None`: bullets.
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

    /// The style of a [`marker`](Self::marker).
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

/// An inline: a part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline<'a> {
    /// Plain text. Never empty, never next to another text, without line ends.
    Text(Cow<'a, str>),
    /// A line break within a paragraph.
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
        /// 50 to 200 per cent of the text size of a post. Nested sizes do not multiply.
        percent: u16,
        /// The text.
        inlines: Vec<Inline<'a>>,
    },
    /// `[url]`, `[email]`, or an address in the text. Contains no other link.
    Link {
        /// The target.
        to: Address<'a>,
        /// The content of the link.
        inlines: Vec<Inline<'a>>,
    },
    /// `[img]`
    Image {
        /// The address of the image.
        source: ImageAddress<'a>,
        /// The alternative text. Empty: the author gave none.
        alt: Cow<'a, str>,
    },
    /// A built-in smiley.
    Smiley {
        /// Which one.
        smiley: Smiley,
        /// The code as it was typed.
        code: &'a str,
    },
    /// `[:name]`, `[:name:2]`: a custom smiley. The forum may or may not have an image of this name.
    CustomSmiley {
        /// The whole code with its brackets: what to show if there is no image.
        code: &'a str,
        /// The name.
        name: &'a str,
        /// The number after the name, 1 to 10.
        variant: Option<u8>,
    },
}
