//! Lists the smiley codes in the message: whether each becomes an image, why not, and a button to change that.

use leptos::prelude::*;
use palabre_markup::{Occurrence, Options, Reason, Verdict, edit, inspect};

use crate::{
    components::{
        custom_smiley::CustomSmileyImage,
        dynamic::{dynamic, given, when},
        icon::SmileyImage,
        lazily::lazily,
    },
    i18n::use_i18n,
    part,
    state::{Composer, Draft, use_custom_smilies},
};

part!(both extras, report_part: fn((Composer, Signal<Draft>)) -> AnyView = report);

/// Every smiley code contains one of these characters.
const MARKS: [char; 5] = [':', ';', ')', '^', '<'];

/// The maximum number of codes in the list.
const LISTED: usize = 50;

/// Characters that are shown before and after a code.
const AROUND: usize = 10;

/// The list of codes, loaded as soon as the message contains one of [`MARKS`]. `draft`: the throttled draft.
pub(super) fn inspector(composer: Composer, draft: Signal<Draft>) -> AnyView {
    let is_wanted = Memo::new(move |was: Option<&bool>| {
        was == Some(&true) || draft.with(|draft| draft.body.contains(MARKS))
    });
    dynamic(move || {
        is_wanted
            .get()
            .then(|| lazily(report_part, (composer, draft)))
    })
    .into_any()
}

/// The number of codes that become smilies and that stay text; when opened, the list of them. Empty if there are none.
fn report((composer, draft): (Composer, Signal<Draft>)) -> AnyView {
    let i18n = use_i18n();
    let custom_smilies = use_custom_smilies();
    let open = RwSignal::new(false);
    let found = Memo::new(move |_| {
        draft.with(|draft| {
            let smilies = draft.smilies;
            inspect(&draft.body, Options { smilies })
        })
    });
    // A code of a custom smiley that the forum does not have is text. Until the forum's smilies are loaded, every code counts
    // as known.
    let is_missing = move |code: &str| {
        custom_smilies.all().with(Option::is_some) && custom_smilies.find(code).is_none()
    };
    let counts = move || {
        let (mut images, mut texts) = (0, 0);
        draft.with(|draft| {
            found.with(|found| {
                for occurrence in found {
                    let is_text = match occurrence.verdict {
                        Verdict::Smiley(_) => false,
                        // `found` may not have been computed for this text yet, so the range may be invalid.
                        Verdict::CustomSmiley => draft
                            .body
                            .get(occurrence.range.clone())
                            .is_some_and(is_missing),
                        Verdict::Text(_) => true,
                    };
                    *(if is_text { &mut texts } else { &mut images }) += 1;
                }
            });
        });
        (i18n.site().inspected)(images, texts)
    };
    // Right after a key, the ranges still refer to the previous text.
    let is_current = move || {
        let current = composer.draft();
        current.with_untracked(|current| draft.with_untracked(|draft| draft.body == current.body))
    };
    let row = move |body: &str, occurrence: &Occurrence| {
        let range = occurrence.range.clone();
        let code = body.get(range.clone()).unwrap_or_default().to_owned();
        let (picture, why) = match occurrence.verdict {
            Verdict::Smiley(smiley) => (
                Some(view! { <SmileyImage smiley code=code.clone()/> }.into_any()),
                None,
            ),
            Verdict::CustomSmiley if is_missing(&code) => (None, Some(i18n.site().unknown_smiley)),
            Verdict::CustomSmiley => (
                custom_smilies
                    .find(&code)
                    .map(|smiley| view! { <CustomSmileyImage smiley/> }.into_any()),
                None,
            ),
            Verdict::Text(reason) => (None, Some((i18n.site().why_text)(reason))),
        };
        let fix: Option<(_, fn(&str, _) -> _)> = match occurrence.verdict {
            Verdict::Text(Reason::Before | Reason::After) => {
                Some((i18n.site().set_apart, edit::set_apart))
            }
            Verdict::Text(_) => None,
            _ if why.is_some() => None,
            _ => Some((i18n.site().leave_as_text, edit::leave_as_text)),
        };
        let (before, after) = around(body, occurrence);
        let button = given(fix, |(label, change)| {
            view! {
                <button class="button" data-variant="quiet" type="button" aria-label=format!("{label} {code}")
                    on:click=move |_| {
                        if is_current() {
                            composer.edit(|text, _| change(text, range.clone()));
                        }
                    }>
                    {label}
                </button>
            }
        });
        view! {
            <li class="inspector__row">
                <span class="inspector__picture">{picture}</span>
                <code class="inspector__code">{before}<mark>{code.clone()}</mark>{after}</code>
                {button}
                {given(why, |why| view! { <span class="inspector__why">{why}</span> })}
            </li>
        }
        .into_any()
    };
    let list = move || {
        draft.with(|draft| {
            found.with(|found| {
                let listed = found.iter().take(LISTED);
                let rows: Vec<_> = listed
                    .map(|occurrence| row(&draft.body, occurrence))
                    .collect();
                let rest = found.len().saturating_sub(LISTED) as u32;
                let more = || (i18n.site().inspected_more)(&i18n.number(rest));
                view! {
                    <ol class="inspector__list" role="list">{rows}</ol>
                    {when(rest > 0, || view! { <p class="inspector__why">{more()}</p> })}
                }
                .into_any()
            })
        })
    };
    let is_empty = Memo::new(move |_| found.with(Vec::is_empty));
    dynamic(move || {
        when(!is_empty.get(), || {
            view! {
                <details class="inspector" open=open.get_untracked()
                    on:toggle:target=move |event| open.set(event.target().open())>
                    <summary>{dynamic(counts)}</summary>
                    {dynamic(move || open.get().then(list))}
                </details>
            }
        })
    })
    .into_any()
}

/// The text before and after a code, on the same line.
fn around(body: &str, occurrence: &Occurrence) -> (String, String) {
    let before = body.get(..occurrence.range.start).unwrap_or_default();
    let after = body.get(occurrence.range.end..).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .nth(AROUND - 1)
        .map_or(0, |(at, _)| at);
    (
        before[start..].to_owned(),
        after.chars().take(AROUND).collect(),
    )
}

#[cfg(test)]
mod tests {
    use palabre_markup::Smiley;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn every_smiley_code_contains_a_mark() {
        for code in Smiley::ALL.into_iter().flat_map(Smiley::codes) {
            assert!(code.contains(MARKS), "{code}");
        }
    }
}
