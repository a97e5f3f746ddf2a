//! Why the form was emptied, and other drafts for the same target.

use leptos::prelude::*;

use crate::{
    components::{
        dynamic::{dynamic, each},
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::{CloseReason, Composer},
};

/// Characters that are shown of another draft.
const EXCERPT: usize = 80;

/// Why the form no longer shows its text, and buttons to resume other drafts for the same target.
pub(super) fn other_drafts(composer: Composer) -> AnyView {
    let i18n = use_i18n();
    let reason = move || {
        composer.close_reason().get().map(|close_reason| {
            let why = match close_reason {
                CloseReason::AccountChanged => i18n.form().draft_closed,
                CloseReason::OtherTab => i18n.form().draft_opened_elsewhere,
            };
            view! { <Notice tone=Tone::Info>{why}</Notice> }
        })
    };
    let others = move || {
        each(composer.others().get(), |stored| {
            let body = &stored.draft.body;
            let mut excerpt: String = body.chars().take(EXCERPT).collect();
            if excerpt.len() < body.len() {
                excerpt.push('…');
            }
            let name = stored.name;
            view! {
                <Notice tone=Tone::Info>
                    <p>{(i18n.form().other_draft)(&excerpt)}</p>
                    <button class="button" type="button" on:click=move |_| composer.resume(name.clone())>
                        {i18n.form().resume_draft}
                    </button>
                </Notice>
            }
        })
    };
    view! { {dynamic(reason)} {dynamic(others)} }.into_any()
}
