//! Pages as plain HTML, made from the same posts and the same markup tree as in the app.
//!
//! They are part of `index.html` and use the classes of the app's style sheets, until the app replaces them. So a
//! thread can be read before the WebAssembly has loaded, without it, and by search engines. User content is escaped
//! by `maud` and by `palabre_markup::html`.

mod field;
mod form_texts;
mod frame;
mod lists;
mod moment;
mod not_found;
mod refusal;
mod reply;
mod reply_form;
mod sign_out;
mod site_texts;
mod texts;
mod thread;

use maud::{Markup, PreEscaped, html};

pub(super) use field::{FormErrors, Tone, notice};
pub(super) use frame::Frame;
pub(super) use lists::{forum, home};
pub(super) use not_found::not_found;
pub(super) use refusal::refusal;
pub(super) use reply::{address as post_address, reply};
pub(super) use reply_form::{ReplyForm, ReplyValues, SignedIn};
pub(super) use texts::Texts;
pub(super) use thread::thread;

/// The opening tag of the boot screen in `index.html`. A plain page is inserted after it.
const SHELL: &str = "<div id=\"boot\" class=\"boot\">";
/// Parts of `index.html` that contain the default language or site name, to be replaced.
const LANGUAGE: &str = "<html lang=\"fr\">";
const TITLE: &str = "<title>Palabre</title>";
const SITE: &str = "content=\"Palabre\"";
const BRAND: &str = "<p class=\"boot__brand\">Palabre</p>";

/// Maximum length of a description in characters; search engines show no more.
const DESCRIPTION_MAX: usize = 160;

/// A plain page to insert into `index.html`.
pub(super) struct Page {
    /// Its title, without the name of the site.
    pub(super) title: String,
    /// The description for search engines, as plain text.
    pub(super) description: String,
    /// Its canonical path and query. `None`: search engines must not list the page.
    pub(super) path: Option<String>,
    /// The path and query of the previous page of the same list.
    pub(super) previous: Option<String>,
    /// The path and query of the next page of the same list.
    pub(super) next: Option<String>,
    /// Whether it is the text of people, and not a list or a form (`og:type`).
    pub(super) is_article: bool,
    /// The content of `main`.
    pub(super) main: Markup,
}

impl Page {
    /// A page that search engines do not list.
    pub(super) fn new(title: String, main: Markup) -> Self {
        Self {
            title,
            description: String::new(),
            path: None,
            previous: None,
            next: None,
            is_article: false,
            main,
        }
    }
}

/// `index.html` with the site's name and, if given, a plain page.
pub(super) fn fill(index: &str, frame: &Frame<'_>, page: Option<&Page>) -> String {
    let name = html! { (frame.site) }.into_string();
    let shell = html! {
        (PreEscaped(SHELL))
        @if let Some(page) = page { (frame::framed(frame, &page.main)) }
    };
    let language = format!("<html lang=\"{}\">", frame.reader.texts.language);
    index
        .replacen(LANGUAGE, &language, 1)
        .replacen(TITLE, &head(frame, page).into_string(), 1)
        .replacen(SITE, &format!("content=\"{name}\""), 1)
        .replacen(BRAND, &format!("<p class=\"boot__brand\">{name}</p>"), 1)
        .replacen(SHELL, &shell.into_string(), 1)
}

/// Title, description, and what search engines and previews of links read (<https://ogp.me>).
fn head(frame: &Frame<'_>, page: Option<&Page>) -> Markup {
    let Some(page) = page else {
        return html! { title { (frame.site) } };
    };
    let absolute = |path: &str| format!("{}{path}", frame.public_url);
    html! {
        title {
            @if page.title == frame.site { (page.title) } @else { (page.title) " · " (frame.site) }
        }
        @if !page.description.is_empty() { meta name="description" content=(page.description); }
        @if let Some(path) = &page.path {
            link rel="canonical" href=(absolute(path));
            @if let Some(previous) = &page.previous { link rel="prev" href=(absolute(previous)); }
            @if let Some(next) = &page.next { link rel="next" href=(absolute(next)); }
            meta property="og:title" content=(page.title);
            @if !page.description.is_empty() {
                meta property="og:description" content=(page.description);
            }
            meta property="og:type" content=(if page.is_article { "article" } else { "website" });
            meta property="og:url" content=(absolute(path));
            meta property="og:site_name" content=(frame.site);
        } @else {
            meta name="robots" content="noindex";
        }
    }
}

/// The beginning of a text on one line, for a description.
fn excerpt(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(DESCRIPTION_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::reader::Reader;

    /// The source of the app's page.
    const INDEX: &str = include_str!("../../../../../index.html");

    #[test]
    fn index_html_contains_every_replaced_part_once() {
        for part in [SHELL, LANGUAGE, TITLE, SITE, BRAND] {
            assert_eq!(INDEX.matches(part).count(), 1, "{part}");
        }
    }

    #[test]
    fn names_and_titles_are_escaped_everywhere() {
        let page = Page {
            description: "\"><script>alert(2)</script>".into(),
            path: Some("/f/\"><script>alert(3)</script>".into()),
            ..Page::new(
                "<script>alert(1)</script>".into(),
                html! { p { "Bonsoir" } },
            )
        };
        let reader = Reader {
            account: None,
            csrf: None,
            texts: Texts::accepted("en"),
            back: "/\"><script>alert(4)</script>".into(),
        };
        let frame = Frame {
            site: "\"Rire & <b>chansons</b>\"",
            public_url: "https://forum.example.org",
            capabilities: palabre_contract::Capabilities::default(),
            reader: &reader,
        };
        let filled = fill(INDEX, &frame, Some(&page));
        assert!(filled.contains("<html lang=\"en\">"));
        assert!(!filled.contains("<script>alert"), "{filled}");
        assert!(!filled.contains("<b>chansons"), "{filled}");
        assert!(filled.contains("<p>Bonsoir</p>"));
    }
}
