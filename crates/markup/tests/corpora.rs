//! Parses hostile and odd texts from files: from `tests/corpora`, and from `../shared/corpora` beside the repository
//! if that exists.

mod pathological;
mod walk;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use palabre_markup::{MAX_ELEMENTS, Options, parse, quote, to_bbcode};

/// The payloads of every `.jsonl` file in a folder. None if the folder does not exist.
fn payloads(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        eprintln!("skipped: no folder {}", folder.display());
        return Vec::new();
    };
    let files = entries.map(|entry| entry.expect("a folder entry").path());
    let is_corpus = |file: &PathBuf| {
        file.extension()
            .is_some_and(|extension| extension == "jsonl")
    };
    let mut payloads = Vec::new();
    for file in files.filter(is_corpus) {
        for line in fs::read_to_string(file).expect("a readable corpus").lines() {
            let case: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            payloads.extend(case["payload"].as_str().map(str::to_owned));
        }
    }
    payloads
}

/// Checks the invariants of the parser, the writers and the quoting for one text.
fn check(text: &str) {
    for smilies in [true, false] {
        let options = Options { smilies };
        let document = parse(text, options);
        assert!(walk::depth(&document) <= walk::MAX_DEPTH, "{text}");
        for address in walk::addresses(&document) {
            assert!(walk::is_safe(&address), "{address} in {text}");
        }
        let written = to_bbcode(&document);
        // Beyond the element limit, the rest of the text is escaped when it is written, so the tree may differ.
        if walk::elements(&document) < MAX_ELEMENTS {
            assert_eq!(parse(&written, options), document, "{text}\n{written}");
        }
        let quoted = quote(text, "Ada", None, None, 3);
        let answer = parse(&quoted, options);
        if walk::elements(&answer) < MAX_ELEMENTS {
            assert_eq!(answer.blocks.len(), 1, "{quoted}");
        }
    }
}

#[test]
fn project_corpora_give_only_safe_trees() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora");
    let payloads = payloads(&folder);
    assert!(
        payloads.len() > 1500,
        "found only {} payloads",
        payloads.len()
    );
    payloads.iter().for_each(|payload| check(payload));
}

#[test]
fn shared_corpora_give_only_safe_trees() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    for payload in payloads(&folder) {
        check(&payload);
        // The same payload as an address or a value.
        for carrier in [
            "[url=\"{}\"]x[/url]",
            "[img]{}[/img]",
            "[quote=\"{}\"]x[/quote]",
            "[url]{}[/url]",
        ] {
            check(&carrier.replace("{}", &payload));
        }
    }
}

#[test]
fn pathological_texts_are_parsed_quickly_into_valid_trees() {
    for recipe in &pathological::recipes() {
        let text = pathological::text(recipe, 64 * 1024);
        let start = Instant::now();
        let document = parse(&text, Options { smilies: true });
        // Ample for an unoptimised build, but not for a parser that takes quadratic time.
        assert!(
            start.elapsed().as_millis() < 3000,
            "{}: {:?}",
            recipe.title,
            start.elapsed()
        );
        assert!(
            walk::depth(&document) <= walk::MAX_DEPTH,
            "{}",
            recipe.title
        );
        check(&pathological::text(recipe, 4096));
    }
}
