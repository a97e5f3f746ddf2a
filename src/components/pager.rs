//! Pagination.

use leptos::prelude::*;

use super::dynamic::{dynamic, when};
use super::form::FormValues;
use super::icon::Icon;
use crate::i18n::use_i18n;

/// Links to the pages of a thread: the first, the last, the current one and its neighbours.
#[component]
pub fn Pager(
    /// Accessible name; must differ between two pagers on one page.
    label: &'static str,
    /// The current page, from 1.
    page: u32,
    /// The number of pages.
    pages: u32,
    /// The range of posts that is shown, for instance "41–60 sur 250".
    #[prop(into)]
    range: Signal<String>,
    /// Returns the address of a page.
    link: Callback<u32, String>,
    /// Shown behind the links, for instance a [`PageJump`].
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let step = move |to: u32, label: &'static str, icon: &'static str, rel: &'static str| {
        (1..=pages).contains(&to).then(|| {
            view! {
                <a class="pager__step" href=link.run(to) rel=rel aria-label=label>
                    <Icon name=icon/>
                </a>
            }
        })
    };
    let entry = move |to: Option<u32>| {
        match to {
        None => view! { <li class="pager__gap" aria-hidden="true">"…"</li> }.into_any(),
        Some(to) if to == page => {
            view! { <li><a href=link.run(to) aria-current="page" aria-label=(i18n.page)(to)>{to}</a></li> }
                .into_any()
        }
        Some(to) => {
            view! { <li><a href=link.run(to) aria-label=(i18n.page)(to)>{to}</a></li> }.into_any()
        }
    }
    };
    view! {
        <nav class="pager" aria-label=label>
            <span class="pager__place">{dynamic(move || range.get())}</span>
            {when(pages > 1, || view! {
                {step(page.wrapping_sub(1), i18n.previous_page, "chevron-left", "prev")}
                <ol class="pager__pages" role="list">
                    {entries(page, pages).into_iter().map(entry).collect_view()}
                </ol>
                {step(page + 1, i18n.next_page, "chevron-right", "next")}
            })}
            {children.map(|children| children())}
        </nav>
    }
}

/// A field to go to any page; empty if every page has a link.
#[component]
pub fn PageJump(
    /// The number of pages.
    pages: u32,
    /// Goes to a page.
    go: Callback<u32>,
) -> impl IntoView {
    let i18n = use_i18n();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let values = FormValues::around(&event);
        let to = values.and_then(|values| values.named("page").trim().parse().ok());
        if let Some(to) = to {
            go.run(u32::clamp(to, 1, pages));
        }
    };
    when(pages > MAX_LISTED, || {
        view! {
            <form class="pager__jump" on:submit=on_submit>
                <input class="input" type="text" name="page" inputmode="numeric" autocomplete="off"
                    aria-label=i18n.site().go_to_page placeholder=i18n.site().page_number/>
            </form>
        }
    })
}

/// Up to this number, every page has a link.
const MAX_LISTED: u32 = 9;

/// The pages to link to; `None` is an ellipsis.
fn entries(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut entries = Vec::new();
    let mut last = 0;
    let is_listed =
        |to: &u32| pages <= MAX_LISTED || *to == 1 || *to == pages || to.abs_diff(page) <= 2;
    for to in (1..=pages).filter(is_listed) {
        match to - last {
            1 => {}
            // An ellipsis in place of a single page saves no space.
            2 => entries.push(Some(to - 1)),
            _ => entries.push(None),
        }
        entries.push(Some(to));
        last = to;
    }
    entries
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn labels(page: u32, pages: u32) -> String {
        let entries = entries(page, pages).into_iter();
        entries
            .map(|to| to.map_or("…".into(), |to| to.to_string()))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[wasm_bindgen_test]
    fn first_last_and_neighbouring_pages_are_listed() {
        assert_eq!(labels(1, 1), "1");
        assert_eq!(labels(1, 13), "1 2 3 … 13");
        assert_eq!(labels(7, 13), "1 … 5 6 7 8 9 … 13");
        assert_eq!(labels(13, 13), "1 … 11 12 13");
    }

    #[wasm_bindgen_test]
    fn up_to_nine_pages_are_all_listed() {
        assert_eq!(labels(1, 9), "1 2 3 4 5 6 7 8 9");
    }

    #[wasm_bindgen_test]
    fn a_gap_of_one_page_shows_that_page() {
        assert_eq!(labels(5, 13), "1 2 3 4 5 6 7 … 13");
        assert_eq!(labels(9, 13), "1 … 7 8 9 10 11 12 13");
    }
}
