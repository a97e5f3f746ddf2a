//! Hostile posts, rendered by the thread's components in a real browser, contain only known elements and safe URLs.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use leptos::{mount::mount_to, prelude::*};
use palabre::{
    api::Client,
    components::markup_view::MarkupView,
    i18n::{I18n, Language},
    state::{CustomSmilies, PreferencesStore},
};
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlAnchorElement, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const CARRIERS: &str = include_str!("../crates/markup/tests/corpora/own-bbcode-carriers.jsonl");
const URLS: &str = include_str!("../crates/markup/tests/corpora/own-hostile-urls.jsonl");
const INCIDENTS: &str = include_str!("../crates/markup/tests/corpora/own-incidents.jsonl");

/// Every element that a post may contain.
const ELEMENTS: [&str; 24] = [
    "p",
    "strong",
    "em",
    "u",
    "s",
    "span",
    "a",
    "img",
    "svg",
    "title",
    "use",
    "blockquote",
    "pre",
    "code",
    "ul",
    "wbr",
    "ol",
    "li",
    "details",
    "summary",
    "div",
    "kbd",
    "sub",
    "sup",
];

#[derive(Deserialize)]
struct Case {
    id: String,
    payload: String,
}

fn cases(corpus: &str) -> impl Iterator<Item = Case> {
    corpus
        .lines()
        .map(|line| serde_json::from_str(line).expect("one JSON case per line"))
}

/// Renders a post and passes the element that contains it to `check`.
fn with_rendered(text: &str, check: impl FnOnce(&HtmlElement)) {
    let document = web_sys::window().unwrap().document().unwrap();
    let container: HtmlElement = document.create_element("div").unwrap().dyn_into().unwrap();
    document.body().unwrap().append_child(&container).unwrap();
    let text = text.to_owned();
    let mounted = mount_to(container.clone(), move || {
        I18n::provide(Language::French);
        PreferencesStore::provide(Client);
        CustomSmilies::provide(Client);
        view! { <MarkupView text smilies=true/> }
    });
    check(&container);
    drop(mounted);
    container.remove();
}

fn elements(container: &HtmlElement) -> Vec<Element> {
    let found = container.get_elements_by_tag_name("*");
    (0..found.length())
        .filter_map(|index| found.item(index))
        .collect()
}

/// The forbidden tag, event handler or URL of an element. `None`: the element is safe.
fn fault(element: &Element) -> Option<String> {
    let name = element.tag_name().to_lowercase();
    if !ELEMENTS.contains(&name.as_str()) {
        return Some(format!("<{name}>"));
    }
    let attributes = element.get_attribute_names();
    let handler = attributes
        .iter()
        .filter_map(|name| name.as_string())
        .find(|name| name.starts_with("on"));
    if handler.is_some() {
        return handler;
    }
    if let Some(link) = element.dyn_ref::<HtmlAnchorElement>() {
        let is_safe = matches!(link.protocol().as_str(), "http:" | "https:" | "mailto:");
        return (!is_safe).then(|| link.href());
    }
    let source = element.get_attribute("src")?.to_lowercase();
    let is_safe = ["http://", "https://", "/"]
        .iter()
        .any(|start| source.starts_with(start));
    (!is_safe || source.starts_with("//")).then_some(source)
}

fn faults(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    with_rendered(text, |container| {
        found = elements(container).iter().filter_map(fault).collect();
    });
    found
}

#[wasm_bindgen_test]
fn hostile_posts_render_only_known_elements_and_safe_urls() {
    let carriers = cases(CARRIERS).chain(cases(INCIDENTS));
    let found: Vec<_> = carriers
        .map(|case| (case.id, faults(&case.payload)))
        .filter(|(_, faults)| !faults.is_empty())
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[wasm_bindgen_test]
fn hostile_urls_are_rejected_in_every_url_position() {
    let mut found = Vec::new();
    for case in cases(URLS) {
        for text in [
            format!("[url={}]x[/url]", case.payload),
            format!("[url]{}[/url]", case.payload),
            format!("[img]{}[/img]", case.payload),
            format!("[email={}]x[/email]", case.payload),
            case.payload.clone(),
        ] {
            let faults = faults(&text);
            if !faults.is_empty() {
                found.push((case.id.clone(), faults));
            }
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

#[wasm_bindgen_test]
fn text_without_markup_is_shown_as_typed() {
    let typed = "<script>alert(1)</script> & <b onclick=alert(2)>gras</b> [b&#93;";
    with_rendered(typed, |container| {
        assert_eq!(container.text_content().as_deref(), Some(typed));
    });
}

#[wasm_bindgen_test]
fn smiley_is_an_image_with_an_accessible_name() {
    with_rendered("Bien :)", |container| {
        let smiley = container.query_selector("svg[role=img]").unwrap().unwrap();
        assert_eq!(
            smiley.get_attribute("aria-label").as_deref(),
            Some("sourire")
        );
    });
}

#[wasm_bindgen_test]
fn colour_is_set_as_a_custom_property() {
    with_rendered("[color=teal]x[/color]", |container| {
        let coloured: HtmlElement = container
            .query_selector(".coloured")
            .unwrap()
            .unwrap()
            .dyn_into()
            .unwrap();
        assert_eq!(
            coloured.style().get_property_value("--chosen").unwrap(),
            "#008080"
        );
    });
}
