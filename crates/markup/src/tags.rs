//! Finds the tags of a text, in order and not yet paired.

use std::{borrow::Cow, ops::Range};

use crate::{
    Address, Colour, ImageAddress,
    address::{MAX_LENGTH, is_address_character},
    attributes,
    tag::{Format, Kind, Name, Tag, Whole, open},
};

/// Finds the tags of `text`. Any other bracket is text.
pub(crate) fn find(text: &str) -> Vec<Tag<'_>> {
    let mut reader = Reader {
        text,
        unclosed: [false; Name::COUNT],
    };
    // A post with many tags has about one in 64 bytes.
    let mut tags = Vec::with_capacity(text.len() / 64);
    let mut at = 0;
    while let Some(distance) = text[at..].find('[') {
        at += distance;
        match reader.tag(at) {
            Some((kind, end)) => {
                tags.push(Tag {
                    kind,
                    range: at..end,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    tags
}

struct Reader<'a> {
    text: &'a str,
    /// Names without a further closing tag in the text. Without this, a post of unclosed `[code]` tags would search
    /// the whole rest of the text for each of them, in quadratic time.
    unclosed: [bool; Name::COUNT],
}

impl<'a> Reader<'a> {
    /// The tag that starts at byte `at`, and the offset of its end.
    fn tag(&mut self, at: usize) -> Option<(Kind<'a>, usize)> {
        let rest = &self.text[at..];
        match rest.as_bytes().get(1)? {
            b'*' => rest.starts_with("[*]").then_some((Kind::Item, at + 3)),
            b'#' => {
                let (colour, length) = hex_colour(&rest[2..])?;
                let kind = Kind::Format(Name::HexColour, Format::Colour(colour));
                Some((kind, at + 2 + length))
            }
            b'/' if rest.as_bytes().get(2) == Some(&b'#') => {
                let (_, length) = hex_colour(&rest[3..])?;
                Some((Kind::Close(Name::HexColour), at + 3 + length))
            }
            b'/' => {
                let (name, length) = Name::at_start(&rest[2..])?;
                let end = 2 + length;
                rest[end..]
                    .starts_with(']')
                    .then_some((Kind::Close(name), at + end + 1))
            }
            _ => {
                let (name, length) = Name::at_start(&rest[1..])?;
                let attributes = &rest[1 + length..];
                if !attributes.starts_with([']', '=', ' ']) {
                    return None;
                }
                let attributes = &attributes[..attributes::length(attributes)?];
                self.opened(name, attributes, at + 1 + length + attributes.len() + 1)
            }
        }
    }

    /// The kind and end of an opening tag. Its `]` is just before byte `start`.
    fn opened(
        &mut self,
        name: Name,
        attributes: &'a str,
        start: usize,
    ) -> Option<(Kind<'a>, usize)> {
        match name {
            Name::Code | Name::Fixed | Name::Literal => self.verbatim(name, attributes, start),
            Name::Image => {
                let alt = alternative(attributes)?;
                let (source, end) = self.address(name, start)?;
                Some((
                    Kind::Whole(Whole::Image(ImageAddress::parse(source)?, alt)),
                    end,
                ))
            }
            Name::Url | Name::Email if attributes.is_empty() => {
                let (shown, end) = self.address(name, start)?;
                let to = match name {
                    Name::Email => Address::of_mailbox(shown)?,
                    _ => Address::parse(shown)?,
                };
                Some((Kind::Whole(Whole::Link(to, shown)), end))
            }
            _ => open(name, attributes).map(|kind| (kind, start)),
        }
    }

    /// A tag whose content is verbatim up to the closing tag.
    fn verbatim(
        &mut self,
        name: Name,
        attributes: &'a str,
        start: usize,
    ) -> Option<(Kind<'a>, usize)> {
        let language = match attributes::own_value(attributes, &[])? {
            (None, "") => None,
            (Some(Cow::Borrowed(language)), "") if name == Name::Code && is_language(language) => {
                Some(language)
            }
            _ => return None,
        };
        let (content, end) = self.closed(name, start)?;
        let whole = match name {
            Name::Literal => Whole::Literal(content),
            Name::Fixed => Whole::Fixed(lines(&self.text[content])),
            _ => Whole::Code {
                language,
                text: lines(&self.text[content]),
            },
        };
        Some((Kind::Whole(whole), end))
    }

    /// The range of the content that starts at `start`, and the offset of the end of its closing tag.
    fn closed(&mut self, name: Name, start: usize) -> Option<(Range<usize>, usize)> {
        if self.unclosed[name as usize] {
            return None;
        }
        let mut at = start;
        while let Some(distance) = self.text[at..].find("[/") {
            at += distance;
            let rest = &self.text[at + 2..];
            if let Some((closed, length)) = Name::at_start(rest)
                && closed == name
                && rest[length..].starts_with(']')
            {
                return Some((start..at, at + 2 + length + 1));
            }
            at += 2;
        }
        self.unclosed[name as usize] = true;
        None
    }

    /// The address between `start` and the closing tag, trimmed of spaces, and the offset of the end of that tag.
    fn address(&self, name: Name, start: usize) -> Option<(&'a str, usize)> {
        let rest = &self.text[start..];
        // Stopping at the first character that cannot be in an address keeps the time linear for unclosed tags.
        let is_end = |character: char| {
            character == '[' || character != ' ' && !is_address_character(character)
        };
        let mut bounded = rest.char_indices().take(MAX_LENGTH + 1);
        let (length, _) = bounded.find(|&(_, character)| is_end(character))?;
        let closing = rest[length..].strip_prefix("[/")?;
        let (closed, name_length) = Name::at_start(closing)?;
        let is_closed = closed == name && closing[name_length..].starts_with(']');
        let end = start + length + 2 + name_length + 1;
        is_closed.then(|| (rest[..length].trim_matches(' '), end))
    }
}

/// The colour of `FF0000]`, and its length in bytes with the bracket.
fn hex_colour(rest: &str) -> Option<(Colour, usize)> {
    let digits = &rest[..rest.bytes().take(7).position(|byte| byte == b']')?];
    Some((Colour::parse_hex(digits)?, digits.len() + 1))
}

/// The value of the attribute `alt`: the image's alternative text.
fn alternative(attributes: &str) -> Option<Cow<'_, str>> {
    if attributes.is_empty() {
        return Some(Cow::Borrowed(""));
    }
    match attributes::named(attributes)? {
        ("alt", value, "") => Some(value),
        _ => None,
    }
}

fn is_language(value: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"+-._#".contains(&byte);
    (1..=32).contains(&value.len()) && value.bytes().all(is_part)
}

/// Verbatim content with all line ends as `\n`, without the one after the opening and the one before the closing tag.
pub(crate) fn lines(content: &str) -> Cow<'_, str> {
    let content = content
        .strip_prefix("\r\n")
        .or(content.strip_prefix(['\n', '\r']))
        .unwrap_or(content);
    let content = content
        .strip_suffix("\r\n")
        .or(content.strip_suffix(['\n', '\r']))
        .unwrap_or(content);
    if content.contains('\r') {
        Cow::Owned(content.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(content)
    }
}
