//! Many style sheets in the repository, one on the network.
//!
//! `index.html` lists one link a sheet, in the order of the cascade. Here their files become one minified
//! file in that order, and their links the one link to it.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

use super::scripts::esbuild;

const MERGED: &str = "palabre.css";

/// Replaces the sheets that `page` links by one.
///
/// # Errors
/// When a linked file is missing or is no valid CSS.
pub(super) fn merge(workspace: &Workspace, staging: &Path, page: &mut String) -> Result<()> {
    let links = stylesheet_links(page);
    let Some(first) = links.first().cloned() else {
        bail!("index.html links no style sheet");
    };
    let mut sheets = String::new();
    for link in &links {
        let href = attribute(&page[link.clone()], "href").context("a style sheet without href")?;
        let file = staging.join(href.trim_start_matches('/'));
        let sheet = fs::read_to_string(&file)
            .with_context(|| format!("index.html links {href}, which trunk did not write"))?;
        sheets.push_str(&sheet);
        sheets.push('\n');
        fs::remove_file(&file)?;
    }
    let merged = staging.join(MERGED);
    fs::write(&merged, sheets)?;
    esbuild(workspace, &merged, &["--charset=utf8"])?;
    for link in links.iter().skip(1).rev() {
        let start = page[..link.start].trim_end().len();
        page.replace_range(start..link.end, "");
    }
    page.replace_range(
        first,
        &format!("<link rel=\"stylesheet\" href=\"/{MERGED}\">"),
    );
    Ok(())
}

/// Where the page has its `<link rel="stylesheet">` tags, comments aside.
fn stylesheet_links(page: &str) -> Vec<Range<usize>> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(offset) = page[at..].find('<') {
        let start = at + offset;
        let end_mark = if page[start..].starts_with("<!--") {
            "-->"
        } else {
            ">"
        };
        let Some(length) = page[start..].find(end_mark) else {
            break;
        };
        at = start + length + end_mark.len();
        let tag = &page[start..at];
        if tag.starts_with("<link") && attribute(tag, "rel") == Some("stylesheet") {
            links.push(start..at);
        }
    }
    links
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_to_style_sheets_count_and_comments_do_not() {
        let page = "<link rel=\"icon\" href=\"/i.svg\"><!-- <link rel=\"stylesheet\" href=\"/no.css\"> -->\
                    <link rel=\"stylesheet\" href=\"/a-1.css\"/>\n<link href=\"/b-2.css\" rel=\"stylesheet\">";
        let hrefs: Vec<_> = stylesheet_links(page)
            .into_iter()
            .map(|link| attribute(&page[link], "href"))
            .collect();
        assert_eq!(hrefs, [Some("/a-1.css"), Some("/b-2.css")]);
    }
}
