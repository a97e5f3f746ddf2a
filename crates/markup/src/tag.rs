//! A single tag: its name, its kind and its parsed values.

use std::{borrow::Cow, ops::Range};

use crate::{Address, Colour, ImageAddress, Inline, ListStyle, attributes};

/// Tag names. Two spellings of one format (`s` and `strike`) each need a closing tag of the same spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Bold,
    Italic,
    Underline,
    Strike,
    LongStrike,
    Colour,
    HexColour,
    Size,
    Url,
    Email,
    Quote,
    QuoteMessage,
    List,
    Spoiler,
    Code,
    Fixed,
    Image,
    Literal,
}

impl Name {
    /// Number of variants.
    pub(crate) const COUNT: usize = Self::Literal as usize + 1;

    /// Whether tags of this name are [`Container`]s.
    pub(crate) const fn is_container(self) -> bool {
        matches!(
            self,
            Self::Quote | Self::QuoteMessage | Self::List | Self::Spoiler
        )
    }

    /// The name at the start of `text`, ignoring letter case, and its length in bytes.
    pub(crate) fn at_start(text: &str) -> Option<(Self, usize)> {
        let mut lower = [0; 9];
        let mut length = 0;
        for (to, byte) in lower.iter_mut().zip(text.bytes()) {
            if !byte.is_ascii_alphabetic() {
                break;
            }
            *to = byte.to_ascii_lowercase();
            length += 1;
        }
        let name = match &lower[..length] {
            b"b" => Self::Bold,
            b"i" => Self::Italic,
            b"u" => Self::Underline,
            b"s" => Self::Strike,
            b"strike" => Self::LongStrike,
            b"color" => Self::Colour,
            b"size" => Self::Size,
            b"url" => Self::Url,
            b"email" => Self::Email,
            b"quote" => Self::Quote,
            b"quotemsg" => Self::QuoteMessage,
            b"list" => Self::List,
            b"spoiler" => Self::Spoiler,
            b"code" => Self::Code,
            b"fixed" => Self::Fixed,
            b"img" => Self::Image,
            b"noparse" => Self::Literal,
            _ => return None,
        };
        Some((name, length))
    }
}

/// A tag in a text.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    pub(crate) kind: Kind<'a>,
    /// Byte range in the text, including the brackets.
    pub(crate) range: Range<usize>,
}

#[derive(Debug)]
pub(crate) enum Kind<'a> {
    /// Opening tag of an inline format.
    Format(Name, Format<'a>),
    /// Opening tag of a block that holds blocks.
    Container(Name, Container<'a>),
    /// `[*]`
    Item,
    /// Closing tag of a format or container.
    Close(Name),
    /// An opening tag, its content and its closing tag, parsed together because the content holds no tags.
    Whole(Whole<'a>),
}

#[derive(Clone, Debug)]
pub(crate) enum Format<'a> {
    Bold,
    Italic,
    Underline,
    Strike,
    Colour(Colour),
    Size(u16),
    Link(Address<'a>),
}

impl<'a> Format<'a> {
    /// Wraps inlines in this format.
    pub(crate) fn wrap(self, inlines: Vec<Inline<'a>>) -> Inline<'a> {
        match self {
            Self::Bold => Inline::Bold(inlines),
            Self::Italic => Inline::Italic(inlines),
            Self::Underline => Inline::Underline(inlines),
            Self::Strike => Inline::Strike(inlines),
            Self::Colour(colour) => Inline::Colour { colour, inlines },
            Self::Size(percent) => Inline::Size { percent, inlines },
            Self::Link(to) => Inline::Link { to, inlines },
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Container<'a> {
    Quote {
        author: Option<Cow<'a, str>>,
        post: Option<i64>,
        time: Option<i64>,
    },
    List(ListStyle),
    Spoiler(Option<Cow<'a, str>>),
}

#[derive(Clone, Debug)]
pub(crate) enum Whole<'a> {
    Code {
        language: Option<&'a str>,
        text: Cow<'a, str>,
    },
    Fixed(Cow<'a, str>),
    /// The address and the alternative text.
    Image(ImageAddress<'a>, Cow<'a, str>),
    /// `[url]` or `[email]` around the address itself: the address and the text shown for it.
    Link(Address<'a>, &'a str),
    /// `[noparse]`: the byte range of its content, which is text.
    Literal(Range<usize>),
}

/// Whether `rest` starts with `[` and a tag name, so that it could become a tag with more text after it.
pub(crate) fn may_start(rest: &str) -> bool {
    let Some(inside) = rest.strip_prefix('[') else {
        return false;
    };
    let name = inside.strip_prefix('/').unwrap_or(inside);
    name.starts_with(['*', '#']) || Name::at_start(name).is_some()
}

/// Parses the values of an opening tag. `None`: they are invalid, so the tag is text.
pub(crate) fn open<'a>(name: Name, attributes: &'a str) -> Option<Kind<'a>> {
    let open = |container| Some(Kind::Container(name, container));
    match name {
        Name::Quote => return open(quote(attributes)?),
        Name::QuoteMessage => return open(quote_message(attributes)?),
        _ => {}
    }
    let (value, rest) = attributes::own_value(attributes, &[])?;
    if !rest.trim_matches(' ').is_empty() {
        return None;
    }
    let format = match (name, value) {
        (Name::Bold, None) => Format::Bold,
        (Name::Italic, None) => Format::Italic,
        (Name::Underline, None) => Format::Underline,
        (Name::Strike | Name::LongStrike, None) => Format::Strike,
        (Name::Colour, Some(value)) => Format::Colour(Colour::parse(&value)?),
        (Name::Size, Some(value)) => Format::Size(percent(&value)?),
        (Name::Url, Some(Cow::Borrowed(value))) => Format::Link(Address::parse(value)?),
        (Name::Email, Some(value)) => Format::Link(Address::of_mailbox(&value)?),
        (Name::List, None) => return open(Container::List(ListStyle::Bullets)),
        (Name::List, Some(value)) => {
            return open(Container::List(ListStyle::from_marker(&value)?));
        }
        (Name::Spoiler, value) => {
            return open(Container::Spoiler(value.filter(|title| !title.is_empty())));
        }
        _ => return None,
    };
    Some(Kind::Format(name, format))
}

/// A size in per cent, clamped to 50..=200. The maximum is phpBB's default; text below 50 is unreadable.
fn percent(value: &str) -> Option<u16> {
    Some(value.parse::<u16>().ok()?.clamp(50, 200))
}

/// `[quote]`, `[quote=author]`, `[quote="author" post_id=1 time=2 user_id=3]` (phpBB 3.2 and later).
fn quote(attributes: &str) -> Option<Container<'_>> {
    const KNOWN: [&str; 6] = [
        "post_id", "time", "user_id", "msg_id", "topic_id", "post_url",
    ];
    let (author, mut rest) = attributes::own_value(attributes, &KNOWN)?;
    let (mut post, mut time) = (None, None);
    while let Some((name, value, after)) = attributes::named(rest) {
        match name {
            "post_id" => post = number(&value),
            "time" => time = number(&value),
            _ if KNOWN.contains(&name) => {}
            _ => return None,
        }
        rest = after;
    }
    let author = author.filter(|author| !author.is_empty());
    rest.trim_matches(' ')
        .is_empty()
        .then_some(Container::Quote { author, post, time })
}

/// `[quotemsg=post,…]` (MesDiscussions). The values after the post id are internal to that engine and ignored.
fn quote_message(attributes: &str) -> Option<Container<'_>> {
    let value = attributes.strip_prefix('=')?;
    let post = number(value.split(',').next()?)?;
    Some(Container::Quote {
        author: None,
        post: Some(post),
        time: None,
    })
}

fn number(digits: &str) -> Option<i64> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}
