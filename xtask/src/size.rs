//! `cargo xtask size`: the download size of the app, compared with `xtask/budget.toml`.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::build;
use crate::workspace::Workspace;

/// A bundle and its rows in the report. `is_embed`: it consists of the files of the custom elements.
///
/// Its parts, which are loaded later, have separate rows below the total.
struct Bundle {
    rows: &'static [(&'static str, &'static str)],
    total: &'static str,
    is_embed: bool,
}

/// What a first visit to the app loads before it can show a page, and what a host page loads for its
/// elements. A row has a name and a file extension.
const BUNDLES: [Bundle; 2] = [
    Bundle {
        // The page contains the style sheets and the boot script.
        rows: &[("wasm", "wasm"), ("scripts", "js"), ("page", "html")],
        total: "total",
        is_embed: false,
    },
    Bundle {
        rows: &[
            ("embed-wasm", "wasm"),
            ("embed-scripts", "js"),
            ("embed-styles", "css"),
            ("embed-symbols", "svg"),
        ],
        total: "embed-total",
        is_embed: true,
    },
];

/// The sizes of the app and of the elements: the rows of each, followed by their total and by their parts.
pub(crate) struct Report(Vec<Row>);

/// Bytes of one kind of file, uncompressed and compressed; `budget` limits the brotli size.
struct Row {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
    budget: u64,
}

const NOT_BUILT: &str = "there is no dist/: run cargo xtask build";

/// Builds the app, prints the report, and fails if a row is over its budget.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    build::app(workspace, &Board::new(workspace))?;
    let report = Report::of(workspace)?;
    print!("{report}");
    Ok(if report.over_budget().is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Report {
    /// Measures `dist/`.
    ///
    /// # Errors
    /// When the app was not built, or the budget has no number for a row.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self> {
        let path = workspace.path("xtask/budget.toml");
        let budget: toml::Table = fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?
            .parse()
            .with_context(|| format!("{} is not valid TOML", path.display()))?;
        let dist = workspace.dist();
        let mut rows = Vec::new();
        for bundle in BUNDLES {
            let mut measured = Vec::new();
            for &(name, extension) in bundle.rows {
                let files = Files {
                    extension,
                    is_embed: bundle.is_embed,
                };
                let row = measure(&dist, name, |path| files.contain(path), &budget)?;
                measured.push(row);
            }
            let sum = |bytes: fn(&Row) -> u64| measured.iter().map(bytes).sum();
            let total = Row {
                name: bundle.total.to_owned(),
                raw: sum(|row| row.raw),
                gzip: sum(|row| row.gzip),
                brotli: sum(|row| row.brotli),
                budget: allowed(&budget, bundle.total)?,
            };
            rows.extend(measured);
            rows.push(total);
            for part in parts(&dist, bundle.is_embed)? {
                let is_part = |path: &Path| part_of(path).as_ref() == Some(&part);
                rows.push(measure(&dist, &part, is_part, &budget)?);
            }
        }
        Ok(Self(rows))
    }

    /// The rows that exceed their budget.
    pub(crate) fn over_budget(&self) -> Vec<&str> {
        let over = self.0.iter().filter(|row| row.brotli > row.budget);
        over.map(|row| row.name.as_str()).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| kB                 |    raw |   gzip | brotli | budget |"
        )?;
        writeln!(
            f,
            "|--------------------|-------:|-------:|-------:|-------:|"
        )?;
        for row in &self.0 {
            writeln!(
                f,
                "| {:18} | {:>6} | {:>6} | {:>6} | {:>6} |{}",
                row.name,
                kilobytes(row.raw),
                kilobytes(row.gzip),
                kilobytes(row.brotli),
                kilobytes(row.budget),
                if row.brotli > row.budget { " over" } else { "" }
            )?;
        }
        Ok(())
    }
}

/// The files that belong to a row.
struct Files {
    extension: &'static str,
    is_embed: bool,
}

impl Files {
    fn contain(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str());
        path.extension()
            .is_some_and(|found| found == self.extension)
            && name.is_some_and(|name| name.starts_with("embed") == self.is_embed)
            && part_of(path).is_none()
    }
}

/// The names of the parts of a bundle.
fn parts(dist: &Path, is_embed: bool) -> Result<BTreeSet<String>> {
    let mut parts = BTreeSet::new();
    for entry in fs::read_dir(dist).context(NOT_BUILT)? {
        let part = part_of(&entry?.path());
        parts.extend(part.filter(|part| part.starts_with("embed") == is_embed));
    }
    Ok(parts)
}

/// The name of the part in a file: `part-rare` for `part-rare-0123456789abcdef.wasm`.
fn part_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_suffix(".wasm")?;
    let is_part = name.starts_with("part-") || name.starts_with("embed-part-");
    let (part, _hash) = name.rsplit_once('-').filter(|_| is_part)?;
    Some(part.to_owned())
}

fn measure(
    dist: &Path,
    name: &str,
    belongs: impl Fn(&Path) -> bool,
    budget: &toml::Table,
) -> Result<Row> {
    let mut row = Row {
        name: name.to_owned(),
        raw: 0,
        gzip: 0,
        brotli: 0,
        budget: allowed(budget, name)?,
    };
    let entries = fs::read_dir(dist).context(NOT_BUILT)?;
    for entry in entries {
        let path = entry?.path();
        if belongs(&path) {
            let raw = fs::metadata(&path)?.len();
            row.raw += raw;
            row.gzip += compressed(&path, "gz").unwrap_or(raw);
            row.brotli += compressed(&path, "br").unwrap_or(raw);
        }
    }
    if row.raw == 0 {
        bail!("dist/ has no file for {name}");
    }
    Ok(row)
}

/// The size of the compressed file beside `path`, if there is one.
fn compressed(path: &Path, suffix: &str) -> Option<u64> {
    let mut compressed = path.as_os_str().to_owned();
    compressed.push(".");
    compressed.push(suffix);
    Some(fs::metadata(compressed).ok()?.len())
}

/// The budget of a row, in bytes.
fn allowed(budget: &toml::Table, name: &str) -> Result<u64> {
    let kilobytes = budget.get(name).and_then(toml::Value::as_integer);
    kilobytes
        .and_then(|kilobytes| u64::try_from(kilobytes).ok())
        .map(|kilobytes| kilobytes * 1000)
        .with_context(|| format!("xtask/budget.toml has no number for {name}"))
}

/// 1 kB = 1000 bytes, one decimal.
fn kilobytes(bytes: u64) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budget_is_read_in_kilobytes_of_1000_bytes() {
        let budget = "# no\nwasm = 190\nscripts = \"much\"\n".parse().unwrap();
        assert_eq!(allowed(&budget, "wasm").unwrap(), 190_000);
        assert!(allowed(&budget, "scripts").is_err());
        assert!(allowed(&budget, "styles").is_err());
    }

    #[test]
    fn row_over_its_budget_is_reported() {
        let row = |name: &str, brotli| Row {
            name: name.to_owned(),
            raw: 9,
            gzip: 9,
            brotli,
            budget: 5,
        };
        let report = Report(vec![row("wasm", 5), row("styles", 6)]);
        assert_eq!(report.over_budget(), ["styles"]);
    }

    #[test]
    fn part_has_its_own_row_outside_of_the_first_download() {
        let part = Path::new("dist/embed-part-writing-0123456789abcdef.wasm");
        assert_eq!(part_of(part).as_deref(), Some("embed-part-writing"));
        let files = Files {
            extension: "wasm",
            is_embed: true,
        };
        assert!(!files.contain(part));
        assert!(files.contain(Path::new("dist/embed-0123456789abcdef.wasm")));
        assert_eq!(
            part_of(Path::new("dist/palabre-0123456789abcdef.wasm")),
            None
        );
        assert_eq!(
            part_of(Path::new("dist/part-rare-0123456789abcdef.wasm.br")),
            None
        );
    }

    #[test]
    fn kilobytes_are_rounded_to_one_decimal() {
        assert_eq!(kilobytes(99_949), "99.9");
        assert_eq!(kilobytes(99_951), "100.0");
    }
}
