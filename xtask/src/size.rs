//! `cargo xtask size`: the weight of the app on the network, against `xtask/budget.toml`.

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::board::Board;
use crate::build;
use crate::workspace::Workspace;

/// A bundle: what its rows are called, and whether the files of the custom elements are those it has.
struct Bundle {
    rows: &'static [(&'static str, &'static str)],
    total: &'static str,
    is_embed: bool,
}

/// What a first visit of the app loads before it can show a page, and what a page of another site loads for
/// its elements: rows and file extensions.
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

/// The weight of app and elements, row by row; after the rows of each its total.
pub(crate) struct Report(Vec<Row>);

/// Bytes of one kind of file, as they are and compressed; `budget` is brotli.
struct Row {
    name: &'static str,
    raw: u64,
    gzip: u64,
    brotli: u64,
    budget: u64,
}

/// Builds, weighs and judges.
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
    /// Weighs `dist/`.
    ///
    /// # Errors
    /// When the app was not built, or the budget names no number for a row.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self> {
        let path = workspace.path("xtask/budget.toml");
        let budget =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut rows = Vec::new();
        for bundle in BUNDLES {
            let mut weighed = Vec::new();
            for &(name, extension) in bundle.rows {
                let files = Files {
                    extension,
                    is_embed: bundle.is_embed,
                };
                weighed.push(weigh(&workspace.dist(), name, &files, &budget)?);
            }
            let sum = |bytes: fn(&Row) -> u64| weighed.iter().map(bytes).sum();
            let total = Row {
                name: bundle.total,
                raw: sum(|row| row.raw),
                gzip: sum(|row| row.gzip),
                brotli: sum(|row| row.brotli),
                budget: allowed(&budget, bundle.total)?,
            };
            rows.extend(weighed);
            rows.push(total);
        }
        Ok(Self(rows))
    }

    /// The rows that weigh more than they may.
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

/// Which files belong to a row.
struct Files {
    extension: &'static str,
    is_embed: bool,
}

impl Files {
    fn hold(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str());
        path.extension()
            .is_some_and(|found| found == self.extension)
            && name.is_some_and(|name| name.starts_with("embed") == self.is_embed)
    }
}

fn weigh(dist: &Path, name: &'static str, files: &Files, budget: &str) -> Result<Row> {
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
        if files.hold(&path) {
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

/// The size of the compressed twin, where compression was worth while.
fn compressed(path: &Path, suffix: &str) -> Option<u64> {
    let mut twin = path.as_os_str().to_owned();
    twin.push(".");
    twin.push(suffix);
    Some(fs::metadata(twin).ok()?.len())
}

/// The bytes of a row `name = kilobytes`.
fn allowed(budget: &str, name: &str) -> Result<u64> {
    let kilobytes = budget
        .lines()
        .filter_map(|line| line.split_once('='))
        .find(|(key, _)| key.trim() == name)
        .and_then(|(_, value)| value.trim().parse::<u64>().ok())
        .with_context(|| format!("xtask/budget.toml has no number for {name}"))?;
    Ok(kilobytes * 1000)
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
    fn a_budget_is_in_kilobytes_of_1000_bytes() {
        assert_eq!(allowed("# no\nwasm = 190\n", "wasm").unwrap(), 190_000);
        assert!(allowed("wasm = much", "wasm").is_err());
    }

    #[test]
    fn a_row_over_its_budget_is_named() {
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
    fn kilobytes_are_rounded_to_a_tenth() {
        assert_eq!(kilobytes(99_949), "99.9");
        assert_eq!(kilobytes(99_951), "100.0");
    }
}
