//! Addresses that cannot be unsafe: nothing but [`Address::parse`] makes one.
//!
//! An address is taken as it stands or not at all. Nothing is repaired, because a repaired address is
//! where parsers begin to disagree: no control, space, invisible or direction-turning character,
//! no backslash, no quote or angle bracket is let in, a host is letters, digits, hyphens and dots, and
//! there are no user names before it (`https://good.test@evil.test`).

use std::borrow::Cow;

use crate::characters::{is_invisible, is_space, is_word};

/// Bytes of the longest address that is taken: browsers and servers agree on about 2,000.
pub(crate) const MAX_LENGTH: usize = 2048;

/// Bytes of the longest host name (RFC 1035).
const MAX_HOST: usize = 253;

/// Where a link leads: `http`, `https` or `mailto`, or a path on the forum's own site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'a>(Cow<'a, str>);

impl<'a> Address<'a> {
    /// The address that `text` holds, or `None` where it might lead elsewhere than it shows.
    ///
    /// `www.example.org` stands for `https://www.example.org`. A path starts with a single `/`.
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
            // `//host` leads to another site, and so does `/\host`: browsers read `\` as `/`.
            let is_path = text.starts_with('/') && !text.starts_with("//");
            is_path.then_some(Self(Cow::Borrowed(text)))
        }
    }

    /// The address to write to a mailbox, `alice@example.org`.
    #[must_use]
    pub fn of_mailbox(mailbox: &str) -> Option<Self> {
        let is_safe = mailbox.len() <= MAX_LENGTH && mailbox.chars().all(is_address_character);
        (is_safe && is_mailbox(mailbox)).then(|| Self(Cow::Owned(["mailto:", mailbox].concat())))
    }

    /// The address, fit for `href`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads to another site, as far as can be told without knowing one's own.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        !self.0.starts_with('/')
    }
}

/// Where a picture is: `http`, `https`, or a path on the forum's own site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageAddress<'a>(Address<'a>);

impl<'a> ImageAddress<'a> {
    /// The address that `text` holds, or `None` where it is none that a picture may come from.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        Address::parse(text)
            .filter(|_| !starts_with(text, "mailto:"))
            .map(Self)
    }

    /// The address, fit for `src`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Whether a character may stand in an address.
pub(crate) fn is_address_character(character: char) -> bool {
    match character {
        '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
        '!'..='~' => true,
        _ => !is_invisible(character) && !is_space(character),
    }
}

/// What follows `http://` or `https://`, in whatever letter case.
pub(crate) fn web_rest(text: &str) -> Option<&str> {
    ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| starts_with(text, scheme).then(|| &text[scheme.len()..]))
}

/// Whether a text starts with an ASCII prefix, in whatever letter case.
pub(crate) fn starts_with(text: &str, prefix: &str) -> bool {
    text.as_bytes()
        .get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// The host and port at the start of what follows a scheme.
fn authority(rest: &str) -> &str {
    let end = rest
        .bytes()
        .position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether a host, and perhaps a port, and nothing else.
fn is_authority(authority: &str) -> bool {
    match authority.split_once(':') {
        None => is_host(authority),
        Some((host, port)) => is_host(host) && port.parse::<u16>().is_ok_and(|port| port > 0),
    }
}

/// Labels of letters, digits and inner hyphens between dots. Letters beyond ASCII are left to the browser,
/// which shows suspicious mixtures as `xn--`.
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

/// The mailboxes that people have: no quoted names, and no `?` that would fill in the mail.
fn is_mailbox(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_name = |character: char| is_word(character) || matches!(character, '.' | '-' | '+');
    !name.is_empty() && name.chars().all(is_name) && host.contains('.') && is_host(host)
}
