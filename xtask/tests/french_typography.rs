//! French texts have a narrow no-break space (U+202F) before `: ; ! ? »` and after `«`.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::Chars;

/// Files whose string literals are all French.
const FRENCH: [&str; 3] = [
    "src/i18n/french.rs",
    "src/i18n/form/french.rs",
    "src/i18n/site/french.rs",
];

/// Directories with French texts among others: the custom elements, the emails and the pages of the server.
const MIXED: [&str; 3] = [
    "src/embed",
    "crates/server/src/forum",
    "crates/server/src/pages",
];

const NARROW: char = '\u{202f}';

#[test]
fn french_catalogues_use_narrow_no_break_spaces() {
    let mut faults = Vec::new();
    for path in FRENCH {
        let texts = literals(&read(&workspace(path)));
        assert!(texts.len() > 50, "{path} has {} texts", texts.len());
        faults.extend(
            texts
                .into_iter()
                .filter(|text| has_wrong_space(text) || lacks_space(text)),
        );
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn french_texts_of_elements_emails_and_pages_use_narrow_no_break_spaces() {
    let mut faults = Vec::new();
    for directory in MIXED {
        for path in rust_files(&workspace(directory)) {
            let texts = literals(&read(&path)).into_iter();
            faults.extend(texts.filter(|text| has_wrong_space(text)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn each_kind_of_wrong_space_is_found() {
    for text in [
        "Vide :",
        "Vide\u{a0}:",
        "« titre\u{202f}»",
        "«titre\u{202f}»",
    ] {
        assert!(has_wrong_space(text), "{text}");
    }
    for text in [
        "Vide:",
        "Vraiment?",
        "Vide; rien",
        "{titre}»",
        "«\u{202f}titre»",
    ] {
        assert!(lacks_space(text), "{text}");
    }
    for text in [
        "Vide\u{202f}: rien",
        "«\u{202f}:)\u{202f}»",
        "https://exemple.org",
    ] {
        assert!(!has_wrong_space(text) && !lacks_space(text), "{text}");
    }
}

#[test]
fn string_literals_are_read_without_comments_and_escapes() {
    let source = "f('\"', \"a \\\"b\\\"\"); // not \"this\"\nlet c = \"d\\u{202f}: \\\n     e\";";
    assert_eq!(literals(source), ["a \"b\"", "d\u{202f}: e"]);
}

/// Whether a text has another space, or none inside guillemets, where a narrow no-break space belongs.
fn has_wrong_space(text: &str) -> bool {
    pairs(text).any(|(before, after)| {
        let is_mark = matches!(after, ':' | ';' | '!' | '?' | '»');
        let is_other_space = before.is_whitespace() && before != NARROW;
        is_mark && is_other_space || before == '«' && after != NARROW
    })
}

/// Whether a French text has a punctuation mark directly after a letter. A colon counts at the end of a word only:
/// addresses contain colons.
fn lacks_space(text: &str) -> bool {
    let spaced = format!("{text} ");
    let after_next = spaced.chars().skip(2);
    pairs(&spaced)
        .zip(after_next)
        .any(|((before, mark), after)| {
            let is_mark =
                matches!(mark, ';' | '!' | '?' | '»') || mark == ':' && after.is_whitespace();
            is_mark && (before.is_alphanumeric() || before == '}')
        })
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}

/// The string literals of Rust source. Raw strings are read as if they had escapes.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = source.chars();
    while let Some(c) = rest.next() {
        let ahead = rest.as_str();
        match c {
            '/' if ahead.starts_with('/') => skip_line(&mut rest),
            '\'' if ahead.starts_with("\"'") => skip(&mut rest, 2),
            '\'' if ahead.starts_with("\\\"'") => skip(&mut rest, 3),
            '"' => found.push(literal(&mut rest)),
            _ => {}
        }
    }
    found
}

/// The literal whose opening quotation mark was read last.
fn literal(rest: &mut Chars<'_>) -> String {
    let mut text = String::new();
    while let Some(c) = rest.next() {
        match c {
            '"' => break,
            '\\' => match rest.next() {
                Some('u') => {
                    let digits: String = rest.by_ref().take_while(|c| *c != '}').collect();
                    let code = u32::from_str_radix(digits.trim_start_matches('{'), 16);
                    text.extend(code.ok().and_then(char::from_u32));
                }
                Some('\n') => *rest = rest.as_str().trim_start().chars(),
                escaped => text.extend(escaped),
            },
            c => text.push(c),
        }
    }
    text
}

fn skip_line(rest: &mut Chars<'_>) {
    rest.find(|c| *c == '\n');
}

fn skip(rest: &mut Chars<'_>, count: usize) {
    rest.nth(count - 1);
}

fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("a directory entry is readable").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
