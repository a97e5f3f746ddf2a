//! `cargo xtask size`: the download size of the app, compared with `xtask/budget.toml`.

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::build;
use crate::workspace::Workspace;

/// A bundle and its rows in the report. `is_embed`: it consists of the files of the custom elements.
struct Bundle {
    rows: &'static [(&'static str, &'static str)],
    total: &'static str,
    is_embed: bool,
}

/// What a first visit to the app loads before it can show a page, and what a host page loads for its
/// elements. A row has a name and a file extension.
const BUNDLES: [Bundle; 2] = [
    Bundle {
        rows: &[("wasm", "wasm"), ("scripts", "js"), ("styles", "css")],
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

/// The sizes of the app and of the elements: the rows of each, followed by their total.
pub(crate) struct Report(Vec<Row>);

/// Bytes of one kind of file, uncompressed and compressed; `budget` limits the brotli size.
struct Row {
    name: &'static str,
    raw: u64,
    gzip: u64,
    brotli: u64,
    budget: u64,
}

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
        let mut rows = Vec::new();
        for bundle in BUNDLES {
            let mut measured = Vec::new();
            for &(name, extension) in bundle.rows {
                let files = Files {
                    extension,
                    is_embed: bundle.is_embed,
                };
                measured.push(measure(&workspace.dist(), name, &files, &budget)?);
            }
            let sum = |bytes: fn(&Row) -> u64| measured.iter().map(bytes).sum();
            let total = Row {
                name: bundle.total,
                raw: sum(|row| row.raw),
                gzip: sum(|row| row.gzip),
                brotli: sum(|row| row.brotli),
                budget: allowed(&budget, bundle.total)?,
            };
            rows.extend(measured);
            rows.push(total);
        }
        Ok(Self(rows))
    }

    /// The rows that exceed their budget.
    pub(crate) fn over_budget(&self) -> Vec<&'static str> {
        let over = self.0.iter().filter(|row| row.brotli > row.budget);
        over.map(|row| row.name).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| kB            |    raw |   gzip | brotli | budget |")?;
        writeln!(f, "|---------------|-------:|-------:|-------:|-------:|")?;
        for row in &self.0 {
            writeln!(
                f,
                "| {:13} | {:>6} | {:>6} | {:>6} | {:>6} |{}",
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
    }
}

fn measure(dist: &Path, name: &'static str, files: &Files, budget: &toml::Table) -> Result<Row> {
    let mut row = Row {
        name,
        raw: 0,
        gzip: 0,
        brotli: 0,
        budget: allowed(budget, name)?,
    };
    let entries = fs::read_dir(dist).context("there is no dist/: run cargo xtask build")?;
    for entry in entries {
        let path = entry?.path();
        if files.contain(&path) {
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
        let row = |name, brotli| Row {
            name,
            raw: 9,
            gzip: 9,
            brotli,
            budget: 5,
        };
        let report = Report(vec![row("wasm", 5), row("styles", 6)]);
        assert_eq!(report.over_budget(), ["styles"]);
    }

    #[test]
    fn kilobytes_are_rounded_to_one_decimal() {
        assert_eq!(kilobytes(99_949), "99.9");
        assert_eq!(kilobytes(99_951), "100.0");
    }
}
