//! The pager of a thread.

use leptos::prelude::*;

use super::dynamic::{dynamic, when};
use super::icon::Icon;
use crate::i18n::use_i18n;

/// Links to the pages of a thread, with the place in it.
///
/// Shows the first and the last page, and those around the current one.
#[component]
pub fn Pager(
    /// Its name: one for each pager on the page.
    label: &'static str,
    /// The current page, from 1.
    page: u32,
    /// How many there are.
    pages: u32,
    /// The place in the thread, for instance "41–60 sur 250".
    #[prop(into)]
    place: Signal<String>,
    /// The address of a page.
    link: Callback<u32, String>,
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
            <span class="pager__place">{dynamic(move || place.get())}</span>
            {when(pages > 1, || view! {
                {step(page.wrapping_sub(1), i18n.previous_page, "chevron-left", "prev")}
                <ol class="pager__pages" role="list">
                    {entries(page, pages).into_iter().map(entry).collect_view()}
                </ol>
                {step(page + 1, i18n.next_page, "chevron-right", "next")}
            })}
        </nav>
    }
}

/// The pages to link to; `None` is a gap.
fn entries(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut entries = Vec::new();
    let mut last = 0;
    for to in (1..=pages).filter(|to| *to == 1 || *to == pages || to.abs_diff(page) <= 1) {
        match to - last {
            1 => {}
            // A gap of one page is better filled.
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

    fn written(page: u32, pages: u32) -> String {
        let words = entries(page, pages).into_iter();
        words
            .map(|to| to.map_or("…".into(), |to| to.to_string()))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[wasm_bindgen_test]
    fn the_pager_shows_the_ends_and_the_neighbours() {
        assert_eq!(written(1, 1), "1");
        assert_eq!(written(1, 13), "1 2 … 13");
        assert_eq!(written(7, 13), "1 … 6 7 8 … 13");
        assert_eq!(written(13, 13), "1 … 12 13");
    }

    #[wasm_bindgen_test]
    fn a_gap_of_a_single_page_is_filled_with_it() {
        assert_eq!(written(4, 13), "1 2 3 4 5 … 13");
        assert_eq!(written(10, 13), "1 … 9 10 11 12 13");
    }
}
