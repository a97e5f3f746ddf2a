//! All tags of a text, from left to right, not yet paired.

use std::{borrow::Cow, ops::Range};

use crate::{
    Address, Colour, ImageAddress,
    address::{MAX_LENGTH, is_address_character},
    attributes,
    tag::{Format, Kind, Name, Tag, Whole, open},
};

/// Finds the tags of `text`. Brackets that are none stay text.
pub(crate) fn find(text: &str) -> Vec<Tag<'_>> {
    let mut reader = Reader {
        text,
        unclosed: [false; Name::COUNT],
    };
    // About as many as a lively post has.
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
    /// Names whose closing tag does not come any more: it is looked for to the end of the text only
    /// once, however often `[code]` is opened.
    unclosed: [bool; Name::COUNT],
}

impl<'a> Reader<'a> {
    /// The tag that starts at `at`, and where it ends.
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

    /// What the tag opens whose `]` is just before `start`.
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

    /// Everything up to the closing tag, whatever it looks like.
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

    /// Where the content that starts at `start` goes, and where the closing tag after it ends.
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

    /// The address between `start` and the closing tag, spaces around it left out.
    fn address(&self, name: Name, start: usize) -> Option<(&'a str, usize)> {
        let rest = &self.text[start..];
        // An address ends at the first character that none has; so nothing is looked at twice.
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

/// `FF0000]`, and its length.
fn hex_colour(rest: &str) -> Option<(Colour, usize)> {
    let digits = &rest[..rest.bytes().take(7).position(|byte| byte == b']')?];
    Some((Colour::parse_hex(digits)?, digits.len() + 1))
}

/// The attribute `alt`, for those who do not see the picture.
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

/// Lines as `\n` ends them, without the line ends next to the tags.
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
