//! The paths that the documentation names exist.

use std::fs;
use std::path::{Path, PathBuf};

/// Documents whose links and paths in code spans are checked.
const DOCUMENTS: [&str; 3] = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"];

/// Created by a running server.
const NOT_IN_THE_REPOSITORY: [&str; 1] = ["data/mails"];

#[test]
fn links_and_paths_in_the_documentation_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let file = root.join(document);
        let text = prose(&fs::read_to_string(&file).expect("the document is in the repository"));
        let directory = file.parent().expect("a file is in a directory");
        let links = links(&text).into_iter().map(|link| directory.join(link));
        let spans = paths_in_code_spans(&text)
            .into_iter()
            .map(|path| root.join(path));
        let named: Vec<PathBuf> = links.chain(spans).collect();
        assert!(!named.is_empty(), "{document} names no path");
        let absent = named.into_iter().filter(|path| !path.exists());
        missing.extend(absent.map(|path| format!("{document}: {}", path.display())));
    }
    assert!(
        missing.is_empty(),
        "these paths do not exist:\n{}",
        missing.join("\n")
    );
}

#[test]
fn links_to_files_and_paths_in_code_spans_are_found() {
    let text = "[a](docs/a.md#part) [b](https://b.example) ![c](c.png)\n`src/d.rs` `/api/x` `e.md` `a | b/c`\n\
                ```sh\n`src/f.rs`\n```\n";
    assert_eq!(links(&prose(text)), ["docs/a.md", "c.png"]);
    assert_eq!(paths_in_code_spans(&prose(text)), ["src/d.rs", "e.md"]);
}

/// A document without its code blocks.
fn prose(document: &str) -> String {
    let blocks = document.split("\n```");
    blocks.step_by(2).collect::<Vec<_>>().join("\n")
}

/// The targets of links to files, without fragments.
fn links(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next())
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .collect()
}

/// Code spans that are paths from the root of the repository.
fn paths_in_code_spans(text: &str) -> Vec<&str> {
    let spans = text.split('`').skip(1).step_by(2);
    spans
        .filter(|span| is_path(span) && !NOT_IN_THE_REPOSITORY.contains(span))
        .collect()
}

fn is_path(span: &str) -> bool {
    let characters = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let extension = Path::new(span)
        .extension()
        .and_then(|extension| extension.to_str());
    let is_file = extension.is_some_and(|extension| {
        [
            "css", "html", "js", "json", "lock", "md", "mjs", "rs", "toml", "ts", "txt",
        ]
        .contains(&extension)
    });
    span.chars().all(characters) && !span.starts_with('/') && (span.contains('/') || is_file)
}
