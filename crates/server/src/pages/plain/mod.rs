//! Pages as plain HTML, made from the same posts and the same markup tree as in the app.
//!
//! They are part of `index.html` and use the classes of the app's style sheets, until the app replaces them. So a
//! thread can be read before the WebAssembly has loaded, without it, and by search engines. User content is escaped
//! by `maud` and by `palabre_markup::html`.

mod field;
mod form_texts;
mod refusal;
mod sign_out;
mod texts;
mod thread;

use maud::{Markup, PreEscaped, html};

pub(super) use refusal::refusal;
pub(super) use texts::Texts;
pub(super) use thread::thread;

/// The opening tag of the boot screen in `index.html`. A plain page is inserted after it.
const SHELL: &str = "<div id=\"boot\" class=\"boot\">";
/// Parts of `index.html` that contain the default site name, to be replaced.
const TITLE: &str = "<title>Palabre</title>";
const SITE: &str = "content=\"Palabre\"";
const BRAND: &str = "<p class=\"boot__brand\">Palabre</p>";

/// A plain page to insert into `index.html`.
pub(super) struct Page {
    /// The content of `title`.
    pub(super) title: String,
    /// The description for search engines, as plain text.
    pub(super) description: String,
    /// The content of `main`.
    pub(super) main: Markup,
}

/// `index.html` with the site's name and, if given, a plain page.
pub(super) fn fill(index: &str, site: &str, page: Option<&Page>) -> String {
    let head = html! {
        title { (page.map_or(site, |page| &page.title)) }
        @if let Some(page) = page {
            @if !page.description.is_empty() { meta name="description" content=(page.description); }
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

    /// The source of the app's page.
    const INDEX: &str = include_str!("../../../../../index.html");

    #[test]
    fn index_html_contains_every_replaced_part_once() {
        for part in [SHELL, TITLE, SITE, BRAND] {
            assert_eq!(INDEX.matches(part).count(), 1, "{part}");
        }
    }

    #[test]
    fn names_and_titles_are_escaped_everywhere() {
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
