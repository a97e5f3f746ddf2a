//! "Smilies personnalisés": the forum's own pictures, found by name.

use leptos::prelude::*;
use palabre_contract::{CustomSmiley, ForumSlug, SmileySet};

use crate::{
    api::Answer,
    browser::text,
    components::dynamic::dynamic,
    components::{
        button_group::{ButtonGroup, tab_stop},
        custom_smiley::CustomSmileyImage,
        failure::explain,
        icon::Icon,
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::{Composer, use_pictures},
};

/// A button that opens the panel, and the panel.
///
/// The pictures are asked for when the panel is opened, or when the text holds what may be the code of
/// one, so that the preview can show it.
#[component]
pub(super) fn CustomSmilies(composer: Composer, forum: ForumSlug) -> impl IntoView {
    let i18n = use_i18n();
    let pictures = use_pictures();
    let (open, set_open) = signal(false);
    let draft = composer.draft();
    let is_wanted = Memo::new(move |_| open.get() || draft.with(|draft| draft.body.contains("[:")));
    Effect::new(move |_| {
        if is_wanted.get() {
            pictures.ask(forum.clone());
        }
    });
    let panel = move || match pictures.set().get() {
        None => view! { <p class="custom-smilies__empty">{i18n.loading}</p> }.into_any(),
        Some(answer) => view! { <Panel composer answer/> }.into_any(),
    };
    view! {
        <div class="custom-smilies">
            <button
                class="button"
                data-variant="link"
                type="button"
                aria-expanded=move || open.get().to_string()
                aria-controls="custom-smilies"
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                <Icon name="smiley"/>
                {i18n.custom_smilies}
            </button>
            <div id="custom-smilies" class="custom-smilies__panel" hidden=move || !open.get()>
                {dynamic(move || open.get().then(panel))}
            </div>
        </div>
    }
}

#[component]
fn Panel(composer: Composer, answer: Answer<SmileySet>) -> impl IntoView {
    let i18n = use_i18n();
    let all = match answer {
        Ok(set) if set.custom.is_empty() => {
            return view! { <p class="custom-smilies__empty">{i18n.custom_smilies_empty}</p> }
                .into_any();
        }
        Ok(set) => StoredValue::new(set.custom),
        Err(error) => {
            return view! { <Notice tone=Tone::Failure>{explain(i18n, &error)}</Notice> }
                .into_any();
        }
    };
    let (search, set_search) = signal(String::new());
    let button = move |(index, smiley): (usize, CustomSmiley)| {
        let code = smiley.code();
        view! {
            <button
                class="custom-smilies__choice"
                type="button"
                tabindex=tab_stop(index)
                title=code.clone()
                on:click=move |_| composer.insert_smiley(&code)
            >
                <CustomSmileyImage smiley/>
            </button>
        }
    };
    let matches = move || {
        let wanted = text::lower(search.get().trim());
        let found: Vec<_> = all.with_value(|all| {
            let named = |smiley: &&CustomSmiley| text::lower(&smiley.name).contains(&wanted);
            all.iter().filter(named).cloned().collect()
        });
        if found.is_empty() {
            return view! { <p class="custom-smilies__empty">{i18n.custom_smilies_none}</p> }
                .into_any();
        }
        view! {
            <ButtonGroup label=i18n.custom_smilies class="custom-smilies__choices">
                {found.into_iter().enumerate().map(button).collect_view()}
            </ButtonGroup>
        }
        .into_any()
    };
    view! {
        <input
            class="input"
            type="search"
            aria-label=i18n.custom_smilies_search
            placeholder=i18n.custom_smilies_search
            on:input:target=move |event| set_search.set(event.target().value())
            // The form is not sent by looking for a smiley.
            on:keydown=|event| if event.key() == "Enter" { event.prevent_default() }
        />
        {dynamic(matches)}
    }
    .into_any()
}
