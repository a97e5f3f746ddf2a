//! The bundle of the custom elements: a script of a name that never changes, for hosts to load, and what it
//! loads in turn, named after its content.
//!
//! In `dist/`: `embed.js`, and `embed-<hash>.js`, `.wasm`, `.css` and `.svg`. trunk has no part in it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup::wasm_target;
use crate::workspace::Workspace;

use super::{names::digest, scripts, wasm};

/// The binary of the root package, and the stem of its files.
pub(super) const BINARY: &str = "palabre-embed";

/// Makes the bundle in `staging` from what cargo has compiled.
///
/// # Errors
/// When one of the tools refuses.
pub(super) fn bundle(workspace: &Workspace, staging: &Path) -> Result<()> {
    let directory = workspace.target("xtask/embed");
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    let compiled = workspace.target(format!("{}/app/{BINARY}.wasm", wasm_target::TRIPLE));
    let mut bindgen = workspace.command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", BINARY])
        .arg("--out-dir")
        .arg(&directory)
        .arg(compiled);
    run(&mut bindgen)?;
    wasm::optimize(workspace, &directory, BINARY)?;
    scripts::minify(workspace, &directory)?;
    let glue = place(staging, &directory.join(format!("{BINARY}.js")), "js")?;
    let wasm = place(
        staging,
        &directory.join(format!("{BINARY}_bg.wasm")),
        "wasm",
    )?;
    let sheet = directory.join("embed.css");
    esbuild(
        workspace,
        "embed/script/embed.css",
        &sheet,
        &["--charset=utf8"],
    )?;
    fs::write(&sheet, sized_by_property(&fs::read_to_string(&sheet)?))?;
    let sheet = place(staging, &sheet, "css")?;
    let define = |name: &str, file: &str| format!("--define:{name}=\"./{file}\"");
    let symbols = directory.join("embed.svg");
    fs::write(&symbols, symbols_of(workspace)?)?;
    let symbols = place(staging, &symbols, "svg")?;
    esbuild(
        workspace,
        "embed/script/embed.js",
        &staging.join("embed.js"),
        &[
            "--format=esm",
            "--charset=utf8",
            "--target=es2022",
            &define("GLUE", &glue),
            &define("WASM", &wasm),
            &define("SHEET", &sheet),
            &define("SYMBOLS", &symbols),
        ],
    )
}

/// The symbols of all sprites in one, each with the name of its sprite before its own, as `src/origin.rs` has it.
fn symbols_of(workspace: &Workspace) -> Result<String> {
    let mut all = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for sprite in ["icons", "message-icons", "smilies"] {
        let file = workspace.path(format!("public/{sprite}.svg"));
        let text = fs::read_to_string(&file).with_context(|| format!("no {}", file.display()))?;
        let symbols = text.split("<symbol id=\"").skip(1);
        for symbol in symbols.filter_map(|symbol| symbol.split("</symbol>").next()) {
            all.push_str(&format!("<symbol id=\"{sprite}-{symbol}</symbol>"));
        }
    }
    all.push_str("</svg>");
    Ok(all)
}

/// Copies a file to where it is served from, under a name that follows its content, and answers with it.
fn place(staging: &Path, file: &Path, extension: &str) -> Result<String> {
    let content = fs::read(file).with_context(|| format!("no {}", file.display()))?;
    let name = format!("embed-{:016x}.{extension}", digest(&content));
    fs::write(staging.join(&name), content)?;
    Ok(name)
}

fn esbuild(workspace: &Workspace, from: &str, to: &Path, options: &[&str]) -> Result<()> {
    let mut esbuild = workspace.command("esbuild");
    esbuild
        .arg(workspace.path(from))
        .args(["--bundle", "--minify", "--log-level=warning"])
        .args(options)
        .arg(format!("--outfile={}", to.display()));
    run(&mut esbuild)
}

fn run(command: &mut Command) -> Result<()> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {:?}", command.get_program()))?;
    if !output.status.success() {
        bail!(
            "{:?} failed\n{}",
            command.get_program(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

/// A sheet whose lengths in `rem` follow the property `--size` instead: the root of the document is the
/// host's, and many set its font to ten pixels. In conditions, where no property is known, a `rem` is 16 px.
fn sized_by_property(sheet: &str) -> String {
    let mut sized = String::with_capacity(sheet.len() * 5 / 4);
    let mut is_condition = false;
    let mut rest = sheet;
    while let Some(at) =
        rest.find(|c: char| c.is_ascii_digit() || matches!(c, '.' | '@' | '{' | ';'))
    {
        let before_dot = rest[..at].chars().next_back();
        sized.push_str(&rest[..at]);
        let tail = &rest[at..];
        let end = tail
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(tail.len());
        let is_unit = |text: &str| !text.starts_with(|c: char| c.is_ascii_alphanumeric());
        let after_rem = tail[end..].strip_prefix("rem").filter(|text| is_unit(text));
        let is_name = before_dot.or_else(|| sized.chars().next_back());
        let is_name = is_name.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '\\'));
        match (tail[..end].parse::<f64>(), after_rem) {
            (Ok(number), Some(after)) if !is_name => {
                let minus = sized.ends_with('-') && !sized.ends_with("--");
                if minus {
                    sized.pop();
                }
                let number = if minus { -number } else { number };
                if is_condition {
                    sized.push_str(&format!("{}px", number * 16.0));
                } else {
                    sized.push_str(&format!("calc(var(--size)*{number})"));
                }
                rest = after;
            }
            _ => {
                let length = end.max(1);
                match &tail[..1] {
                    "@" => is_condition = true,
                    "{" | ";" => is_condition = false,
                    _ => {}
                }
                sized.push_str(&tail[..length]);
                rest = &tail[length..];
            }
        }
    }
    sized.push_str(rest);
    sized
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_follow_the_property_and_conditions_the_usual_size() {
        for (given, expected) in [
            (
                ".a{margin:.5rem -1rem}",
                ".a{margin:calc(var(--size)*0.5) calc(var(--size)*-1)}",
            ),
            (
                "@container page (inline-size>=46rem){.a{top:2rem}}",
                "@container page (inline-size>=736px){.a{top:calc(var(--size)*2)}}",
            ),
            (
                ".h1,.s2{--s3:0;width:calc(100% - 2*var(--s3))}",
                ".h1,.s2{--s3:0;width:calc(100% - 2*var(--s3))}",
            ),
            (
                "@layer a;.b{font:.875rem/1 x}",
                "@layer a;.b{font:calc(var(--size)*0.875)/1 x}",
            ),
            (".a{inset:0 auto 1.5em 10px}", ".a{inset:0 auto 1.5em 10px}"),
        ] {
            assert_eq!(sized_by_property(given), expected);
        }
    }
}
