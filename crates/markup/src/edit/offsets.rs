//! Browsers count a text area's offsets in UTF-16 units, Rust in bytes.

/// The byte offset of a UTF-16 offset. Inside a character: before it; past the end: the end.
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

/// The UTF-16 offset of a byte offset. Inside a character: before it; past the end: the end.
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
