//! Addresses that are safe by construction: only [`Address`] and [`ImageAddress`] create them.
//!
//! An address is accepted unchanged or rejected. It is never repaired, because parsers disagree about repaired
//! addresses. Rejected are control, space, invisible and direction-changing characters, backslashes, quotation
//! marks and angle brackets; hosts with anything but letters, digits, hyphens and dots; and user names before the
//! host, which disguise it (`https://good.test@evil.test`).

use std::borrow::Cow;

use crate::characters::{is_invisible, is_space, is_word};

/// Maximum length of an address in bytes: browsers and servers all support about 2,000.
pub(crate) const MAX_LENGTH: usize = 2048;

/// Maximum length of a host name in bytes (RFC 1035).
const MAX_HOST: usize = 253;

/// The target of a link: an `http`, `https` or `mailto` address, or a path on the forum's own site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'a>(Cow<'a, str>);

impl<'a> Address<'a> {
    /// Parses an address of at most 2,048 bytes. `None`: it is not one, or not a safe one.
    ///
    /// `www.example.org` becomes `https://www.example.org`. A path starts with a single `/`.
    ///
    /// ```
    /// # use palabre_markup::Address;
    /// assert!(Address::parse("https://example.org/?q=1").is_some());
    /// assert!(Address::parse("javascript:alert(1)").is_none());
    /// assert!(Address::parse("//example.org").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        if text.len() > MAX_LENGTH || !text.chars().all(is_address_character) {
            return None;
        }
        if let Some(rest) = web_rest(text) {
            is_authority(authority(rest)).then_some(Self(Cow::Borrowed(text)))
        } else if starts_with(text, "www.") {
            is_authority(authority(text)).then(|| Self(Cow::Owned(["https://", text].concat())))
        } else if starts_with(text, "mailto:") {
            is_mailbox(&text["mailto:".len()..]).then_some(Self(Cow::Borrowed(text)))
        } else {
            // `//host` leads to another site. So does `/\host`, because browsers read `\` as `/`: the check of
            // the characters above rejects it.
            let is_path = text.starts_with('/') && !text.starts_with("//");
            is_path.then_some(Self(Cow::Borrowed(text)))
        }
    }

    /// The `mailto` address of a mailbox such as `alice@example.org`. `None`: it is not a mailbox.
    #[must_use]
    pub fn of_mailbox(mailbox: &str) -> Option<Self> {
        let is_safe = mailbox.len() <= MAX_LENGTH && mailbox.chars().all(is_address_character);
        (is_safe && is_mailbox(mailbox)).then(|| Self(Cow::Owned(["mailto:", mailbox].concat())))
    }

    /// The address, for `href`. Its `&` is not escaped.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is not a path. Absolute addresses of the forum's own site are included: the parser does not know
    /// that site.
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        !self.0.starts_with('/')
    }
}

/// The source of an image: an `http` or `https` address, or a path on the forum's own site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageAddress<'a>(Address<'a>);

impl<'a> ImageAddress<'a> {
    /// Parses an address as [`Address::parse`] does. `None` for `mailto` too.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        Address::parse(text)
            .filter(|_| !starts_with(text, "mailto:"))
            .map(Self)
    }

    /// The address, for `src`. Its `&` is not escaped.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Whether a character is allowed in an address.
pub(crate) fn is_address_character(character: char) -> bool {
    match character {
        '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
        '!'..='~' => true,
        _ => !is_invisible(character) && !is_space(character),
    }
}

/// The text after `http://` or `https://`, ignoring letter case.
pub(crate) fn web_rest(text: &str) -> Option<&str> {
    ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| starts_with(text, scheme).then(|| &text[scheme.len()..]))
}

/// Whether a text starts with an ASCII prefix, ignoring letter case.
pub(crate) fn starts_with(text: &str, prefix: &str) -> bool {
    text.as_bytes()
        .get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// The authority (host and port) at the start of the text after a scheme.
fn authority(rest: &str) -> &str {
    let end = rest
        .bytes()
        .position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether an authority is a host with an optional port, and nothing else.
fn is_authority(authority: &str) -> bool {
    match authority.split_once(':') {
        None => is_host(authority),
        Some((host, port)) => is_host(host) && port.parse::<u16>().is_ok_and(|port| port > 0),
    }
}

/// Whether a host consists of labels of letters, digits and inner hyphens. Letters beyond ASCII are accepted:
/// browsers show suspicious mixtures of scripts as `xn--`.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let is_inner = |character| is_word(character) || character == '-';
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(is_inner)
    };
    host.len() <= MAX_HOST && host.split('.').all(is_label)
}

/// Whether a text is an ordinary mailbox: no quoted names, and no `?`, which could add recipients or a text.
fn is_mailbox(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_name = |character: char| is_word(character) || matches!(character, '.' | '-' | '+');
    !name.is_empty() && name.chars().all(is_name) && host.contains('.') && is_host(host)
}
