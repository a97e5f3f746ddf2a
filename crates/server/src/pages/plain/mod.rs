//! Pages as plain HTML, made of the same posts and the same markup tree that the app draws.
//!
//! They stand in the app's own page, with the classes of its style sheets, until the app takes over: a
//! thread can be read before the WebAssembly is there, without it, and by whatever indexes the web. What
//! people wrote is escaped by `maud` and by `palabre_markup::html`.

mod texts;
mod thread;

use maud::{Markup, PreEscaped, html};

pub(super) use texts::Words;
pub(super) use thread::thread;

/// The end of the shell's opening tag in `index.html`: a plain page goes behind it.
const SHELL: &str = "<div id=\"boot\" class=\"boot\">";
/// What `index.html` has where the names of site and page go.
const TITLE: &str = "<title>Palabre</title>";
const SITE: &str = "content=\"Palabre\"";
const BRAND: &str = "<p class=\"boot__brand\">Palabre</p>";

/// A page to stand in the app's.
pub(super) struct Page {
    /// Its title, for the tab.
    pub(super) title: String,
    /// What it is about, for those who index it: plain text.
    pub(super) description: String,
    /// What stands in `main`.
    pub(super) main: Markup,
}

/// `index.html` with the site's name in it, and with a page in its shell where there is one.
pub(super) fn fill(index: &str, site: &str, page: Option<&Page>) -> String {
    let head = html! {
        title { (page.map_or(site, |page| &page.title)) }
        @if let Some(page) = page {
            meta name="description" content=(page.description);
        }
    };
    let name = html! { (site) }.into_string();
    let shell = html! {
        (PreEscaped(SHELL))
        @if let Some(page) = page {
            div class="site" {
                header class="site-header" {
                    a class="site-header__brand" href="/" {
                        img src="/favicon.svg" alt="" width="28" height="28";
                        (site)
                    }
                }
                main class="page" { div class="loaded" { (page.main) } }
            }
        }
    };
    index
        .replacen(TITLE, &head.into_string(), 1)
        .replacen(SITE, &format!("content=\"{name}\""), 1)
        .replacen(BRAND, &format!("<p class=\"boot__brand\">{name}</p>"), 1)
        .replacen(SHELL, &shell.into_string(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page that the app is built from.
    const INDEX: &str = include_str!("../../../../../index.html");

    #[test]
    fn every_mark_that_is_filled_in_is_in_the_page_of_the_app() {
        for mark in [SHELL, TITLE, SITE, BRAND] {
            assert_eq!(INDEX.matches(mark).count(), 1, "{mark}");
        }
    }

    #[test]
    fn names_are_escaped_wherever_they_stand() {
        let page = Page {
            title: "<script>alert(1)</script>".into(),
            description: "\"><script>alert(2)</script>".into(),
            main: html! { p { "Bonsoir" } },
        };
        let filled = fill(INDEX, "\"Rire & <b>chansons</b>\"", Some(&page));
        assert!(!filled.contains("<script>alert"), "{filled}");
        assert!(!filled.contains("<b>chansons"), "{filled}");
        assert!(filled.contains("<p>Bonsoir</p>"));
    }
}
