//! The dependency direction that docs/architecture.md describes: between crates, and between the modules of the
//! app and of the server.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The dependencies of each crate on other crates of the workspace.
const CRATES: [(&str, &[&str]); 5] = [
    ("crates/contract", &[]),
    ("crates/markup", &[]),
    ("crates/server", &["palabre-contract", "palabre-markup"]),
    (".", &["palabre-contract", "palabre-markup"]),
    ("xtask", &[]),
];

/// A crate whose modules form layers.
struct Modules {
    source: &'static str,
    /// A module imports only from the layers to its left, never from its own.
    layers: &'static [&'static [&'static str]],
    exceptions: &'static [Exception],
}

struct Exception {
    importer: &'static str,
    imported: &'static str,
    #[expect(dead_code, reason = "for the reader of the table")]
    reason: &'static str,
}

const APP: Modules = Modules {
    source: "src",
    layers: &[
        &["json", "origin"],
        &["address", "browser"],
        &["api"],
        &["i18n", "part"],
        &["state"],
        &["components"],
        &["pages"],
        &["app"],
    ],
    exceptions: &[],
};

/// Roots of crates; the binary of the custom elements has a test of its own.
const NOT_IN_THE_LIBRARY: [&str; 3] = ["lib", "main", "embed"];

/// What the binary of the custom elements does not import: these modules own the whole document.
const NOT_IN_ELEMENTS: [&str; 2] = ["pages", "app"];

const SERVER: Modules = Modules {
    source: "crates/server/src",
    layers: &[
        &["clock", "headers", "request_log"],
        &["error"],
        &["host_header", "pictures"],
        &["store"],
        &["mail"],
        &["forum"],
        &["config", "housekeeping", "sample"],
        &["assets"],
        &["routes"],
        &["pages"],
        &["app"],
        &["serve"],
    ],
    exceptions: &[
        Exception {
            importer: "error",
            imported: "pictures",
            reason: "a refusal of a large picture names the limit",
        },
        Exception {
            importer: "error",
            imported: "routes",
            reason: "a refusal of a large body names the limit",
        },
        Exception {
            importer: "store",
            imported: "forum",
            reason: "transactions apply the rules of `forum::policy`; tests below allow nothing else",
        },
    ],
};

#[test]
fn crates_depend_only_on_the_listed_crates_of_the_workspace() {
    for (directory, allowed) in CRATES {
        let manifest = read(&root().join(directory).join("Cargo.toml"));
        let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML");
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(table) = manifest.get(kind).and_then(toml::Value::as_table) else {
                continue;
            };
            for name in table.keys().filter(|name| name.starts_with("palabre")) {
                assert!(
                    allowed.contains(&name.as_str()),
                    "{directory}/Cargo.toml: {name} is not allowed in [{kind}]"
                );
            }
        }
    }
}

#[test]
fn app_modules_import_only_from_the_left() {
    APP.check();
}

#[test]
fn server_modules_import_only_from_the_left() {
    SERVER.check();
}

#[test]
fn store_uses_only_the_policy_of_forum() {
    for file in rust_files(&root().join("crates/server/src/store")) {
        for line in read(&file).lines() {
            let code = line.split("//").next().unwrap_or_default();
            for (at, _) in code.match_indices("forum::") {
                let path = &code[at..];
                assert!(
                    path.starts_with("forum::policy"),
                    "{}: {path}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn the_policy_imports_no_other_module() {
    let source = root().join("crates/server/src");
    let files = rust_files(&source.join("forum/policy"));
    for file in files.into_iter().chain([source.join("forum/policy.rs")]) {
        let depth = module_path(&source, &file).len();
        let mut imported = imports(&read(&file), "crate", depth);
        imported.remove("forum");
        assert!(imported.is_empty(), "{}: {imported:?}", file.display());
    }
}

#[test]
fn the_architecture_document_states_the_direction() {
    let document = read(&root().join("docs/architecture.md"));
    let document = document.split_whitespace().collect::<Vec<_>>().join(" ");
    for modules in [APP, SERVER] {
        let direction = modules.direction();
        assert!(
            document.contains(&direction),
            "it does not contain: {direction}"
        );
    }
}

#[test]
fn elements_import_neither_pages_nor_the_app() {
    for file in rust_files(&root().join("src/embed")) {
        for module in imports(&read(&file), "palabre", 0) {
            assert!(
                !NOT_IN_ELEMENTS.contains(&module.as_str()),
                "{} imports palabre::{module}",
                file.display()
            );
        }
    }
}

#[test]
fn imports_are_found_in_groups_macros_and_relative_paths() {
    let source = r#"
        //! crate::comment
        use crate::{one::{Inner, Other}, two};
        use super::super::three;
        fn f() { view! { <p>{crate::four::text()}</p> } }
        mod tests { use super::*; use super::super::super::five; const S: &str = "crate::string"; }
        pub(in crate::six) fn g() {}
        use crate::seven as renamed;
        use super::sibling;
    "#;
    let found: Vec<String> = imports(source, "crate", 2).into_iter().collect();
    assert_eq!(
        found,
        ["five", "four", "one", "seven", "six", "three", "two"]
    );
}

impl Modules {
    fn check(&self) {
        let source = root().join(self.source);
        let mut edges = BTreeSet::new();
        let mut faults = Vec::new();
        for file in rust_files(&source) {
            let module = module_path(&source, &file);
            let importer = module[0].as_str();
            if NOT_IN_THE_LIBRARY.contains(&importer) {
                continue;
            }
            if self.layer(importer).is_none() {
                faults.push(format!("{}: add `{importer}` to a layer", file.display()));
            }
            for imported in imports(&read(&file), "crate", module.len()) {
                if self.is_against_the_direction(importer, &imported) {
                    faults.push(format!("{}: imports `{imported}`", file.display()));
                }
                edges.insert((importer.to_owned(), imported));
            }
        }
        for Exception {
            importer, imported, ..
        } in self.exceptions
        {
            if !edges.contains(&(importer.to_string(), imported.to_string())) {
                faults.push(format!(
                    "`{importer}` no longer imports `{imported}`: remove the exception"
                ));
            }
        }
        assert!(
            faults.is_empty(),
            "the direction is {}\n{}",
            self.direction(),
            faults.join("\n")
        );
    }

    fn is_against_the_direction(&self, importer: &str, imported: &str) -> bool {
        // Names at the root of the crate that are not modules are functions and macros.
        let (Some(from), Some(to)) = (self.layer(importer), self.layer(imported)) else {
            return false;
        };
        let excepted = self
            .exceptions
            .iter()
            .any(|exception| exception.importer == importer && exception.imported == imported);
        importer != imported && to >= from && !excepted
    }

    /// As it is written in docs/architecture.md.
    fn direction(&self) -> String {
        let layers = self
            .layers
            .iter()
            .map(|layer| format!("`{}`", layer.join("`, `")));
        layers.collect::<Vec<_>>().join(" → ")
    }

    fn layer(&self, module: &str) -> Option<usize> {
        self.layers.iter().position(|layer| layer.contains(&module))
    }
}

fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask
        .parent()
        .expect("xtask is in the workspace")
        .to_owned()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    for entry in entries {
        let path = entry.expect("an entry of a readable directory").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The module that a file contains, from the root of its crate.
fn module_path(source: &Path, file: &Path) -> Vec<String> {
    let relative = file
        .strip_prefix(source)
        .expect("the file is below the source");
    let mut module: Vec<String> = relative
        .with_extension("")
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if module.len() > 1 && module.last().is_some_and(|name| name == "mod") {
        module.pop();
    }
    module
}

/// The names that a file imports from the root of a crate, by paths that start with `krate` or with `super`.
/// `depth`: how many modules the file is below the root.
fn imports(source: &str, krate: &str, depth: usize) -> BTreeSet<String> {
    let tokens: TokenStream = source.parse().expect("the file is Rust");
    let mut found = BTreeSet::new();
    collect(tokens, krate, depth, &mut found);
    found
}

fn collect(tokens: TokenStream, krate: &str, depth: usize, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| &tokens[index]);
        let in_path = before.is_some_and(|token| is_punctuation(token, ':'));
        match token {
            TokenTree::Group(group) => {
                // `mod name { … }` is one level deeper.
                let inline = group.delimiter() == Delimiter::Brace
                    && index >= 2
                    && is_ident(&tokens[index - 2], "mod");
                collect(group.stream(), krate, depth + usize::from(inline), found);
            }
            _ if is_ident(token, krate) && !in_path => {
                names_after(&tokens[index + 1..], found);
            }
            _ if is_ident(token, "super") && !in_path => {
                let mut rest = &tokens[index + 1..];
                let mut up = 1;
                while rest.len() > 2 && is_ident(&rest[2], "super") {
                    rest = &rest[3..];
                    up += 1;
                }
                if up == depth {
                    names_after(rest, found);
                }
            }
            _ => {}
        }
    }
}

/// The names after the root in `::name` or `::{name::…, name}`.
fn names_after(rest: &[TokenTree], found: &mut BTreeSet<String>) {
    let [first, second, name, ..] = rest else {
        return;
    };
    if !is_punctuation(first, ':') || !is_punctuation(second, ':') {
        return;
    }
    match name {
        TokenTree::Ident(name) => {
            found.insert(name.to_string());
        }
        TokenTree::Group(group) => {
            let mut at_start = true;
            for token in group.stream() {
                if let TokenTree::Ident(name) = &token
                    && at_start
                {
                    found.insert(name.to_string());
                }
                at_start = is_punctuation(&token, ',');
            }
        }
        _ => {}
    }
}

fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

fn is_punctuation(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punctuation) if punctuation.as_char() == character)
}
