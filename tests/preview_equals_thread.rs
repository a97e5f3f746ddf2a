//! After any edit, the preview shows the same HTML as the thread.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{cell::Cell, rc::Rc};

use leptos::{mount::mount_to, prelude::*};
use palabre::{
    api::Client,
    components::{dynamic::dynamic, markup_view::MarkupView},
    i18n::{I18n, Language},
    state::{CustomSmilies, PreferencesStore},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

const PARTS: [&str; 24] = [
    "mot ",
    "\n",
    "\n\n",
    "[b]",
    "[/b]",
    "[i]",
    "[/i]",
    "[quote=Ada]",
    "[/quote]",
    "[list]",
    "[*]",
    "[/list]",
    "[code]",
    "[/code]",
    ":) ",
    "[:chat]",
    "[url=/x]",
    "[/url]",
    "[img]/a.png[/img]",
    "[color=red]",
    "[/color]",
    "[spoiler]",
    "[/spoiler]",
    "é",
];

fn container() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let container: HtmlElement = document.create_element("div").unwrap().dyn_into().unwrap();
    document.body().unwrap().append_child(&container).unwrap();
    container
}

fn provide() {
    I18n::provide(Language::French);
    PreferencesStore::provide(Client);
    CustomSmilies::provide(Client);
}

/// The HTML without the comments that Leptos inserts as markers.
fn html(container: &HtmlElement) -> String {
    let html = container.inner_html();
    html.replace("<!---->", "").replace("<!--<() />-->", "")
}

/// A linear congruential generator with a fixed seed, so that each run makes the same edits (constants of Numerical
/// Recipes).
struct Random(u32);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % end
    }
}

#[wasm_bindgen_test]
async fn preview_equals_the_thread_after_any_edit() {
    let live = container();
    let text = Rc::new(Cell::new(None::<RwSignal<String>>));
    let signal = text.clone();
    let mounted = mount_to(live.clone(), move || {
        provide();
        let message = RwSignal::new(String::new());
        signal.set(Some(message));
        dynamic(move || {
            let text = message.get();
            view! { <MarkupView text smilies=true/> }
        })
    });
    let text = text.get().unwrap();
    let mut random = Random(7);
    for _ in 0..300 {
        let mut now = text.get_untracked();
        let boundary = |text: &str, mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(&now, random.below(now.len() + 1));
        let end = boundary(&now, (start + random.below(30)).min(now.len())).max(start);
        let added: String = (0..random.below(6))
            .map(|_| PARTS[random.below(PARTS.len())])
            .collect();
        now.replace_range(start..end, &added);
        text.set(now.clone());
        leptos::task::tick().await;
        let fresh = container();
        let whole = now.clone();
        let drawn = mount_to(fresh.clone(), move || {
            provide();
            view! { <MarkupView text=whole smilies=true/> }
        });
        assert_eq!(html(&live), html(&fresh), "{now}");
        drop(drawn);
        fresh.remove();
    }
    drop(mounted);
    live.remove();
}
