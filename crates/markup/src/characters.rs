//! Character classes, without Unicode tables: those would add more to the browser app than the whole parser.

/// Whether a character is part of a word. Beyond ASCII, every character outside the blocks of punctuation,
/// symbols, emoji and private use counts as a letter.
pub(crate) fn is_word(character: char) -> bool {
    match character {
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '_' => true,
        ..'\u{C0}' => matches!(character, 'ª' | 'µ' | 'º'),
        '×' | '÷' => false,
        '\u{2000}'..='\u{2BFF}' | '\u{2E00}'..='\u{2E7F}' => false,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' => false,
        '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE6F}' | '\u{FEFF}' => false,
        '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' => false,
        '\u{FF5B}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFFF}' => false,
        '\u{1F000}'..='\u{1FAFF}' | '\u{E0000}'.. => false,
        _ => true,
    }
}

/// Whether a text starts with a word character.
pub(crate) fn starts_with_word(text: &str) -> bool {
    text.chars().next().is_some_and(is_word)
}

/// Whether a character is invisible or changes the text direction. Such characters can make an address look like
/// a different one.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E0000}'..
    )
}

/// Whether a character is white space, of any width.
pub(crate) fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}
