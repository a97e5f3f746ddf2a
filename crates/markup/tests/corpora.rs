//! Attacks and oddities from files: `tests/corpora`, and where there are more of them, those beside the
//! repository.

mod pathological;
mod walk;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use palabre_markup::{MAX_ELEMENTS, Options, parse, quote, to_bbcode};

/// The payloads of every `.jsonl` in a folder, or nothing where the folder is missing.
fn payloads(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        eprintln!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let files = entries.map(|entry| entry.expect("an entry").path());
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

fn hold(text: &str) {
    for smilies in [true, false] {
        let options = Options { smilies };
        let document = parse(text, options);
        assert!(walk::depth(&document) <= walk::MAX_DEPTH, "{text}");
        for address in walk::addresses(&document) {
            assert!(walk::is_safe(&address), "{address} in {text}");
        }
        let written = to_bbcode(&document);
        // Beyond the limit what was kept as it was typed is read as text again.
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
fn no_payload_of_ours_gets_through() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora");
    let payloads = payloads(&folder);
    assert!(
        payloads.len() > 1500,
        "only {} payloads were found",
        payloads.len()
    );
    payloads.iter().for_each(|payload| hold(payload));
}

#[test]
fn no_payload_of_others_gets_through() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    for payload in payloads(&folder) {
        hold(&payload);
        // The same where an address or a value is expected.
        for carrier in [
            "[url=\"{}\"]x[/url]",
            "[img]{}[/img]",
            "[quote=\"{}\"]x[/quote]",
            "[url]{}[/url]",
        ] {
            hold(&carrier.replace("{}", &payload));
        }
    }
}

#[test]
fn pathological_texts_give_shallow_trees_that_survive() {
    for recipe in &pathological::recipes() {
        let text = pathological::text(recipe, 64 * 1024);
        let start = Instant::now();
        let document = parse(&text, Options { smilies: true });
        // Far above what an unoptimised build needs, far below what a square of the length costs.
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
        hold(&pathological::text(recipe, 4096));
    }
}
