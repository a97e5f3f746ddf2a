//! Runs the golden specs in `tests/spec`: Markdown files with inputs and their expected trees.
//!
//! A case is a heading, a fenced input (` ```bbcode `) and a fenced tree (` ```tree `) in the notation of
//! `notation`. In an input fenced as ` ```escaped `, `\n`, `\r`, `\t` and `\u{…}` are escapes. `no-smilies`
//! after the kind of fence turns smilies off.

mod notation;

use std::{fs, path::Path};

use palabre_markup::{Options, parse, to_bbcode};

struct Case {
    title: String,
    input: String,
    options: Options,
    tree: String,
}

fn cases(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).expect("a readable spec");
    let mut cases = Vec::new();
    let mut title = "";
    let mut input = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            title = heading;
        } else if let Some(kind) = line.strip_prefix("```") {
            let body: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            let body = body.join("\n");
            if kind == "tree" {
                let (input, options) = input.take().expect("an input before the tree");
                cases.push(Case {
                    title: title.into(),
                    input,
                    options,
                    tree: body,
                });
            } else {
                let body = if kind.starts_with("escaped") {
                    unescape(&body)
                } else {
                    body
                };
                input = Some((
                    body,
                    Options {
                        smilies: !kind.contains("no-smilies"),
                    },
                ));
            }
        }
    }
    cases
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        rest = &after[1..];
        match after.as_bytes()[0] {
            b'n' => out.push('\n'),
            b'r' => out.push('\r'),
            b't' => out.push('\t'),
            b'u' => {
                let (digits, after) = after[2..].split_once('}').expect("a closed escape");
                let code = u32::from_str_radix(digits, 16).expect("hexadecimal digits");
                out.push(char::from_u32(code).expect("a character"));
                rest = after;
            }
            _ => out.push('\\'),
        }
    }
    out.push_str(rest);
    out
}

#[test]
fn every_spec_case_gives_its_tree_and_survives_a_round_trip() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut count = 0;
    let mut failures = String::new();
    for entry in fs::read_dir(folder).expect("the folder of the specs") {
        let file = entry.expect("a folder entry").path();
        for case in cases(&file) {
            count += 1;
            let document = parse(&case.input, case.options);
            let tree = notation::of(&document);
            let name = file
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            if tree.trim_end() != case.tree.trim_end() {
                failures += &format!(
                    "\n{name}: {}\n{}\n-- expected\n{}\n-- found\n{tree}",
                    case.title, case.input, case.tree
                );
            }
            let written = to_bbcode(&document);
            if parse(&written, case.options) != document {
                let again = notation::of(&parse(&written, case.options));
                failures += &format!(
                    "\n{name}: {} does not survive a round trip\n{written}\n{tree}->\n{again}",
                    case.title
                );
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(count > 100, "found only {count} cases");
}
