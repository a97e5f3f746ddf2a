//! Addresses that cannot be unsafe: nothing but [`Address::parse`] makes one.

use std::borrow::Cow;

/// Where a link leads: `http`, `https` or `mailto`, or a path on the forum's own site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'a>(Cow<'a, str>);

impl<'a> Address<'a> {
    /// The address that `text` holds, or `None` where it might lead elsewhere than it shows.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        text.starts_with("https://").then(|| Self(text.into()))
    }

    /// The address, fit for `href`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a picture is: `http`, `https`, or a path on the forum's own site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageAddress<'a>(Address<'a>);

impl<'a> ImageAddress<'a> {
    /// The address that `text` holds, or `None` where it is none that a picture may come from.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        Address::parse(text).map(Self)
    }

    /// The address, fit for `src`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}
