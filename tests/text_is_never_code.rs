//! Hostile text, drawn by the components of the thread in a real browser, is text and nothing else.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use leptos::{mount::mount_to, prelude::*};
use palabre::{
    api::Client,
    components::markup_view::MarkupView,
    i18n::{I18n, Language},
    state::{Pictures, PreferencesStore},
};
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlAnchorElement, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const CARRIERS: &str = include_str!("../crates/markup/tests/corpora/own-bbcode-carriers.jsonl");
const URLS: &str = include_str!("../crates/markup/tests/corpora/own-hostile-urls.jsonl");
const INCIDENTS: &str = include_str!("../crates/markup/tests/corpora/own-incidents.jsonl");

/// Every element that a post may be made of.
const ELEMENTS: [&str; 24] = [
    "p",
    "br",
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
        .map(|line| serde_json::from_str(line).expect("a case a line"))
}

/// Draws a text and hands the element that holds it to `check`.
fn drawn(text: &str, check: impl FnOnce(&HtmlElement)) {
    let document = web_sys::window().unwrap().document().unwrap();
    let holder: HtmlElement = document.create_element("div").unwrap().dyn_into().unwrap();
    document.body().unwrap().append_child(&holder).unwrap();
    let text = text.to_owned();
    let mounted = mount_to(holder.clone(), move || {
        I18n::provide(Language::French);
        PreferencesStore::provide(Client);
        Pictures::provide(Client);
        view! { <MarkupView text smilies=true/> }
    });
    check(&holder);
    drop(mounted);
    holder.remove();
}

fn elements(holder: &HtmlElement) -> Vec<Element> {
    let found = holder.get_elements_by_tag_name("*");
    (0..found.length())
        .filter_map(|index| found.item(index))
        .collect()
}

/// What is wrong with an element; `None`: nothing.
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
    drawn(text, |holder| {
        found = elements(holder).iter().filter_map(fault).collect();
    });
    found
}

#[wasm_bindgen_test]
fn hostile_posts_become_known_elements_with_safe_addresses() {
    let carriers = cases(CARRIERS).chain(cases(INCIDENTS));
    let found: Vec<_> = carriers
        .map(|case| (case.id, faults(&case.payload)))
        .filter(|(_, faults)| !faults.is_empty())
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[wasm_bindgen_test]
fn hostile_addresses_lead_nowhere_wherever_an_address_can_stand() {
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
fn what_is_no_markup_is_shown_as_it_was_typed() {
    let typed = "<script>alert(1)</script> & <b onclick=alert(2)>gras</b> [b&#93;";
    drawn(typed, |holder| {
        assert_eq!(holder.text_content().as_deref(), Some(typed));
    });
}

#[wasm_bindgen_test]
fn a_smiley_is_a_picture_that_has_a_name() {
    drawn("Bien :)", |holder| {
        let smiley = holder.query_selector("svg[role=img]").unwrap().unwrap();
        assert_eq!(
            smiley.get_attribute("aria-label").as_deref(),
            Some("sourire")
        );
    });
}

#[wasm_bindgen_test]
fn a_colour_is_set_without_an_attribute_that_the_policy_would_refuse() {
    drawn("[color=teal]x[/color]", |holder| {
        let coloured: HtmlElement = holder
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
