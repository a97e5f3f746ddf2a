//! Converts between the UTF-16 offsets of a browser's text area and byte offsets.

/// The byte offset of an offset in UTF-16 units. An offset inside a character becomes the one before it; an offset
/// past the end becomes the end.
#[must_use]
pub fn byte_offset(text: &str, utf16: usize) -> usize {
    let mut units = 0;
    for (byte, character) in text.char_indices() {
        units += character.len_utf16();
        if units > utf16 {
            return byte;
        }
    }
    text.len()
}

/// The offset in UTF-16 units of a byte offset. An offset inside a character becomes the one before it; an offset
/// past the end becomes the end.
#[must_use]
pub fn utf16_offset(text: &str, byte: usize) -> usize {
    let mut units = 0;
    for (start, character) in text.char_indices() {
        if start + character.len_utf8() > byte {
            return units;
        }
        units += character.len_utf16();
    }
    units
}
