//! Text colours: parsing CSS names and hexadecimal notation.

mod names;

use std::fmt;

/// An opaque colour. `Display` writes it as `#rrggbb`, for CSS and `[color=]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    rgb: u32,
}

impl Colour {
    /// Parses a CSS colour name, ignoring letter case, or `#rrggbb` or `#rgb`. `None`: it is none of these.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix('#') {
            Some(digits) => Self::parse_hex(digits),
            None => Self::parse_name(text),
        }
    }

    /// Parses three or six hexadecimal digits.
    pub(crate) fn parse_hex(digits: &str) -> Option<Self> {
        let mut rgb = 0;
        for character in digits.chars() {
            let digit = character.to_digit(16)?;
            rgb = match digits.len() {
                3 => rgb << 8 | digit << 4 | digit,
                6 => rgb << 4 | digit,
                _ => return None,
            };
        }
        (!digits.is_empty()).then_some(Self { rgb })
    }

    fn parse_name(name: &str) -> Option<Self> {
        let lower = |(a, b): (u8, u8)| a.cmp(&b.to_ascii_lowercase());
        let order = |known: &(&str, u32)| {
            let differing = known
                .0
                .bytes()
                .zip(name.bytes())
                .map(lower)
                .find(|order| order.is_ne());
            differing.unwrap_or(known.0.len().cmp(&name.len()))
        };
        let index = names::NAMES.binary_search_by(order).ok()?;
        Some(Self {
            rgb: names::NAMES[index].1,
        })
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        for shift in [20, 16, 12, 8, 4, 0] {
            let digit = char::from_digit(self.rgb >> shift & 15, 16).expect("a digit is below 16");
            fmt::Write::write_char(f, digit)?;
        }
        Ok(())
    }
}
