//! Colours of text.

use std::fmt;

/// An opaque colour. `Display` writes it as `#rrggbb`, which CSS and `[color=]` both read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    rgb: [u8; 3],
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        f.write_str("#")?;
        for byte in self.rgb {
            for digit in [byte >> 4, byte & 15] {
                fmt::Write::write_char(f, DIGITS[usize::from(digit)].into())?;
            }
        }
        Ok(())
    }
}
