//! Rules for pseudos, the names of accounts: the allowed characters, and the scripts that a name may mix.
//!
//! The source is UTS 39 (Unicode Security Mechanisms): the restriction level is "Highly Restrictive" (5.2),
//! with all printable ASCII added, because names such as `[Zoé]` have always been allowed here. Scripts are those
//! that UAX 31 recommends for identifiers. A name has letters and digits of one script; Latin may be mixed with
//! Chinese, Japanese or Korean. Refused are emoji, symbols, invisible characters (zero-width characters, joiners, tags,
//! fillers) and compatibility forms of other characters (full width, mathematical letters).
//!
//! Some names within these limits still look alike (`сосо` in Cyrillic and `coco` in Latin). The server detects those:
//! the tables for it are too large for the app.

use super::{Fault, one_line, within};

/// Minimum number of characters of a pseudo.
pub const PSEUDO_MIN: u32 = 2;
/// Maximum number of characters of a pseudo.
pub const PSEUDO_MAX: u32 = 32;

/// Maximum number of combining marks on one letter: Vietnamese and Yoruba need two.
const MARKS_MAX: u32 = 2;

// Bit masks of the scripts that may be mixed. `LETTERS` has the bit numbers.
const LATIN: u32 = 1;
const HAN: u32 = 1 << 1;
const KANA: u32 = 1 << 2;
const BOPOMOFO: u32 = 1 << 3;
const HANGUL: u32 = 1 << 4;
/// The sets of scripts that one name may mix (UTS 39, 5.2, Highly Restrictive).
const MIXES: [u32; 3] = [
    LATIN | HAN | KANA,
    LATIN | HAN | BOPOMOFO,
    LATIN | HAN | HANGUL,
];

/// The letters of each script: first and last code point, and the number of the script's bit. [`char::is_alphanumeric`]
/// excludes the other characters of these ranges.
///
/// Left out although alphabetic: clicks and digraphs (U+01C0 to U+01CC), the Arabic tatweel
/// (U+0640, which only stretches a word), the Hangul fillers (U+3164 and, with all jamo, U+115F and U+1160).
const LETTERS: [(u16, u16, u8); 36] = [
    (0x00c0, 0x01bf, 0),
    (0x01cd, 0x024f, 0),
    (0x0253, 0x0292, 0),
    (0x1e00, 0x1eff, 0),
    (0x3005, 0x3007, 1),
    (0x3400, 0x4dbf, 1),
    (0x4e00, 0x9fff, 1),
    (0x3041, 0x3096, 2),
    (0x309d, 0x309e, 2),
    (0x30a1, 0x30fa, 2),
    (0x30fc, 0x30fe, 2),
    (0x3105, 0x312f, 3),
    (0x3131, 0x3163, 4),
    (0xac00, 0xd7a3, 4),
    // Greek, Cyrillic, Armenian, Hebrew.
    (0x0370, 0x03ff, 5),
    (0x1f00, 0x1fff, 5),
    (0x0400, 0x052f, 6),
    (0x0531, 0x0587, 7),
    (0x05d0, 0x05f2, 8),
    // Arabic.
    (0x0620, 0x063f, 9),
    (0x0641, 0x064a, 9),
    (0x0660, 0x06d5, 9),
    (0x06ee, 0x06fc, 9),
    (0x0750, 0x077f, 9),
    // Devanagari to Sinhala: ten scripts of 128 code points each, told apart below.
    (0x0900, 0x0dff, 10),
    // Thai, Lao, Tibetan, Myanmar, Georgian, Ethiopic, Khmer, Thaana.
    (0x0e01, 0x0e4d, 20),
    (0x0e50, 0x0e59, 20),
    (0x0e81, 0x0edf, 21),
    (0x0f20, 0x0f29, 22),
    (0x0f40, 0x0fbc, 22),
    (0x1000, 0x109d, 23),
    (0x10a0, 0x10ff, 24),
    (0x1c90, 0x1cbf, 24),
    (0x1200, 0x135a, 25),
    (0x1780, 0x17e9, 26),
    (0x0780, 0x07b1, 27),
];

enum Class {
    /// Common to all scripts: space, digits, punctuation.
    Common,
    /// A letter of the script with this bit.
    Letter(u32),
    /// A combining mark, which must follow a letter.
    Mark,
}

/// A new pseudo: [`PSEUDO_MIN`] to [`PSEUDO_MAX`] characters, not counting white space around it, of ASCII and the
/// letters of one script (Latin may be mixed with Chinese, Japanese or Korean).
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooShort`], [`Fault::TooLong`], [`Fault::ForbiddenCharacter`] or
/// [`Fault::MixedScripts`].
pub fn pseudo(text: &str) -> Result<(), Fault> {
    let text = text.trim();
    within(text, PSEUDO_MIN, PSEUDO_MAX)?;
    let (mut scripts, mut marks_left) = (0, 0);
    for c in text.chars() {
        match class(c).ok_or(Fault::ForbiddenCharacter)? {
            Class::Common => marks_left = 0,
            Class::Letter(script) => {
                scripts |= script;
                marks_left = MARKS_MAX;
            }
            Class::Mark if marks_left > 0 => marks_left -= 1,
            Class::Mark => return Err(Fault::ForbiddenCharacter),
        }
    }
    let may_mix = MIXES.iter().any(|mix| scripts & !mix == 0);
    if scripts.count_ones() > 1 && !may_mix {
        Err(Fault::MixedScripts)
    } else {
        Ok(())
    }
}

/// A pseudo to sign in with: [`PSEUDO_MIN`] to [`PSEUDO_MAX`] characters on one line. Less strict than [`pseudo`],
/// because existing accounts keep names that older rules allowed.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooShort`], [`Fault::TooLong`] or [`Fault::ForbiddenCharacter`].
pub fn known_pseudo(text: &str) -> Result<(), Fault> {
    within(text, PSEUDO_MIN, PSEUDO_MAX)?;
    one_line(text)
}

/// The class of a character. `None`: it is not allowed in a name.
fn class(c: char) -> Option<Class> {
    match c {
        'a'..='z' | 'A'..='Z' => return Some(Class::Letter(LATIN)),
        // The French apostrophe, and the middle dots of Catalan and Japanese.
        ' '..='~' | '’' | '·' | '・' => return Some(Class::Common),
        _ => {}
    }
    let code = u32::from(c);
    if is_mark(code) {
        return Some(Class::Mark);
    }
    if !c.is_alphanumeric() {
        return None;
    }
    let Ok(short) = u16::try_from(code) else {
        // The supplementary planes of Han, without the compatibility forms at U+2F800.
        let is_han = matches!(code, 0x20000..=0x2ebff | 0x30000..=0x3ffff);
        return is_han.then_some(Class::Letter(HAN));
    };
    let (.., number) = LETTERS
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&short))?;
    let offset = match short {
        0x0900..=0x0dff => u32::from((short - 0x0900) >> 7),
        _ => 0,
    };
    Some(Class::Letter(1 << (u32::from(*number) + offset)))
}

/// Whether a code point is a combining mark in everyday use: a diacritic that some letters have no precomposed form
/// for, an Arabic vowel, or a mark of South or South-East Asia that Unicode does not count as alphabetic (nukta,
/// virama, tones). The dot above (U+0307) is left out, because it is invisible on an `i`.
fn is_mark(code: u32) -> bool {
    match code {
        0x0300..=0x0304
        | 0x0306
        | 0x0308..=0x030c
        | 0x0323..=0x0328
        | 0x0331
        | 0x064b..=0x0655
        | 0x0dca
        | 0x0e47..=0x0e4c
        | 0x0ec8..=0x0ecc
        | 0x0f84
        | 0x1037
        | 0x1039
        | 0x103a
        | 0x17c9..=0x17d2 => true,
        0x0bbc => false,
        0x0900..=0x0d7f => matches!(code & 0x7f, 0x3c | 0x4d),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_script_are_accepted() {
        for name in [
            "Anaïs B.",
            "Jean-Noël d’Hérouville",
            "O'Brien",
            "xX_Dark_Xx",
            "[Zoé] 42",
            "Łukasz",
            "Nguyễn Văn Ánh",
            "Ẹ\u{301}niọlá",
            "ana\u{308}is",
            "Paral·lel",
            "Юлия Ёлкина",
            "Ελένη",
            "Արամ",
            "דוד כהן",
            "محمد علي",
            "مُحَمَّد",
            "प्रिया क़",
            "অনিক",
            "தமிழ்",
            "สมชาย ตั้ง",
            "ခင်မောင်",
            "ნინო",
            "አበበ",
            "សុខា",
            "山田太郎",
            "さくら",
            "ジャン・ポール",
            "Kenさん",
            "田中ケンさん",
            "김민수",
            "Kim 민수",
            "ㅋㅋ",
            "𠮷野家",
            "王小明",
        ] {
            assert_eq!(pseudo(name), Ok(()), "{name:?}");
        }
    }

    #[test]
    fn invisible_blank_and_lookalike_characters_are_refused() {
        for disguise in [
            "Ana\u{202e}is",
            "Ana\u{200b}is",
            "Ana\u{200c}is",
            "Ana\u{200d}is",
            "Ana\u{ad}is",
            "Ana\u{34f}is",
            "Ana\u{61c}is",
            "Ana\u{180e}is",
            "Ana\u{2061}is",
            "Ana\u{206a}is",
            "Ana\u{fe0f}is",
            "Ana\u{feff}is",
            "Ana\u{e0041}is",
            "Ana\u{e0101}is",
            "Ana\u{1d173}is",
            "Ana\nis",
            "Ana\u{7}is",
            "\u{3164}\u{3164}",
            "\u{115f}\u{1160}",
            "\u{ffa0}\u{ffa0}",
            "\u{2800}\u{2800}",
            "\u{17b4}\u{17b5}",
            "Jean\u{a0}Paul",
            "Jean\u{2003}Paul",
            "Jean\u{3000}Paul",
            "Anai\u{307}s",
            "Ana\u{338}is",
            "e\u{301}\u{302}\u{300}a",
            "\u{301}Ana",
            "محـمد",
            "Ａｎａｉｓ",
            "𝐀𝐧𝐚𝐢𝐬",
            "ⓐⓝⓐ",
            "ﬁona",
            "ǀǀǀ",
            "Zoé 😀",
            "Zoé ★",
            "Zoé²",
            "“Zoé”",
            "a‐b",
            "\u{e000}\u{e001}",
            "\u{fff9}\u{378}",
        ] {
            assert_eq!(
                pseudo(disguise),
                Err(Fault::ForbiddenCharacter),
                "{disguise:?}"
            );
        }
    }

    #[test]
    fn scripts_that_are_not_written_together_are_refused() {
        for mixed in [
            "Bаsile",
            "Аnna",
            "Αnna",
            "Paνlos",
            "Zoé Юлия",
            "ДжоNes",
            "Юлία",
            "Anna דוד",
            "Ana محمد",
            "さくら민",
            "ㄅさ",
            "हिআ",
            "Օlga",
            "สมTom",
        ] {
            assert_eq!(pseudo(mixed), Err(Fault::MixedScripts), "{mixed:?}");
        }
    }

    #[test]
    fn white_space_around_a_name_does_not_count() {
        assert_eq!(pseudo(" A "), Err(Fault::TooShort { min: 2 }));
        assert_eq!(pseudo(" Zoé "), Ok(()));
        assert_eq!(pseudo(" \u{3000}"), Err(Fault::Empty));
        assert!(matches!(
            pseudo(&"a".repeat(33)),
            Err(Fault::TooLong {
                max: 32,
                actual: 33
            })
        ));
    }

    #[test]
    fn sign_in_accepts_names_of_older_rules() {
        for name in ["Bаsile", "Zoé ★", "\u{3164}\u{3164}"] {
            assert_eq!(known_pseudo(name), Ok(()), "{name:?}");
        }
        for name in ["Ana\u{202e}is", "Ana\nis"] {
            assert_eq!(known_pseudo(name), Err(Fault::ForbiddenCharacter));
        }
    }
}
