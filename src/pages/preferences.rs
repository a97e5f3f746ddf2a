//! `/preferences`: the reader's preferences. Each is saved as soon as it changes.

use leptos::prelude::*;
use palabre_contract::{Density, Preferences, Speech, topic::POSTS_PER_PAGE_CHOICES};

use super::head;
use crate::components::dynamic::each;
use crate::{
    components::form::FieldRow,
    i18n::{Language, use_i18n},
    state::{DENSITIES, THEMES, theme_name, use_preferences},
};

const SPEECH_NAMES: [(Speech, &str); 3] = [
    (Speech::Word, "word"),
    (Speech::Code, "code"),
    (Speech::Silent, "silent"),
];

pub(super) fn preferences_page() -> impl IntoView {
    let i18n = use_i18n();
    let languages =
        Language::ALL.map(|language| (language.tag().to_owned(), language.name().to_owned()));
    let languages = [(String::new(), i18n.site().language_auto.to_owned())]
        .into_iter()
        .chain(languages);
    let themes =
        THEMES.map(|(theme, name)| (name.to_owned(), (i18n.site().theme_name)(theme).to_owned()));
    let densities = [i18n.site().comfortable, i18n.site().compact];
    let densities = [0, 1].map(|at| (DENSITIES[at].1.to_owned(), densities[at].to_owned()));
    let pages = POSTS_PER_PAGE_CHOICES.map(|posts| (posts.to_string(), i18n.number(posts)));
    let speeches = [
        i18n.site().speech_word,
        i18n.site().speech_code,
        i18n.site().speech_silent,
    ];
    let speeches = SPEECH_NAMES
        .into_iter()
        .zip(speeches)
        .map(|((_, name), label)| (name.to_owned(), label.to_owned()));
    view! {
        {head(i18n.site().preferences_title, i18n.site().preferences_lead)}
        <div class="form">
            {select("language", i18n.language, languages.collect(),
                |chosen| chosen.language.clone().unwrap_or_default(),
                |chosen, tag| chosen.language = Some(tag.to_owned()).filter(|tag| !tag.is_empty()))}
            {select("theme", i18n.theme, themes.into(),
                |chosen| theme_name(chosen.theme).to_owned(),
                |chosen, name| chosen.theme = find(&THEMES, name))}
            {select("density", i18n.site().density, densities.into(),
                |chosen| DENSITIES[usize::from(chosen.density == Density::Compact)].1.to_owned(),
                |chosen, name| chosen.density = find(&DENSITIES, name))}
            {select("posts-per-page", i18n.form().posts_per_page, pages.into(),
                |chosen| chosen.posts_per_page.to_string(),
                |chosen, posts| chosen.posts_per_page = posts.parse().unwrap_or_default())}
            <FieldRow label=i18n.site().reading labelled_by="reading">
                <div class="options" role="group" aria-labelledby="reading">
                    {checkbox(i18n.form().show_smilies, |c| c.show_smilies, |c, on| c.show_smilies = on)}
                    {checkbox(i18n.site().shortcuts_on, |c| c.shortcuts, |c, on| c.shortcuts = on)}
                </div>
            </FieldRow>
            {select("speech", i18n.form().speech, speeches.collect(),
                |chosen| speech_name(chosen.speech).to_owned(),
                |chosen, name| chosen.speech = find(&SPEECH_NAMES, name))}
            <FieldRow label=i18n.site().default_options labelled_by="default-options">
                <div class="options" role="group" aria-labelledby="default-options">
                    {checkbox(i18n.form().notify, |c| c.notify, |c, on| c.notify = on)}
                    {checkbox(i18n.form().disable_smilies, |c| c.plain_smilies, |c, on| c.plain_smilies = on)}
                    {checkbox(i18n.form().use_signature, |c| c.signature, |c, on| c.signature = on)}
                </div>
            </FieldRow>
        </div>
    }
}

fn speech_name(speech: Speech) -> &'static str {
    SPEECH_NAMES
        .into_iter()
        .find_map(|(known, name)| (known == speech).then_some(name))
        .unwrap_or_default()
}

fn find<T: Copy + Default>(table: &[(T, &str)], wanted: &str) -> T {
    table
        .iter()
        .find_map(|(value, name)| (*name == wanted).then_some(*value))
        .unwrap_or_default()
}

/// A select for one of several values.
fn select(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    get: fn(&Preferences) -> String,
    set: fn(&mut Preferences, &str),
) -> AnyView {
    let preferences = use_preferences();
    let chosen = preferences.get_untracked(get);
    let option = move |(value, label): (String, String)| {
        let is_chosen = value == chosen;
        view! { <option value=value selected=is_chosen>{label}</option> }
    };
    view! {
        <FieldRow label control=id>
            <select id=id class="input" on:change:target=move |event| {
                let value = event.target().value();
                preferences.change(|chosen| set(chosen, &value));
            }>
                {each(options, option)}
            </select>
        </FieldRow>
    }
    .into_any()
}

/// A checkbox.
fn checkbox(
    label: &'static str,
    get: fn(&Preferences) -> bool,
    set: fn(&mut Preferences, bool),
) -> AnyView {
    let preferences = use_preferences();
    view! {
        <label class="option">
            <input type="checkbox" prop:checked=move || preferences.get(get)
                on:change:target=move |event| {
                    let on = event.target().checked();
                    preferences.change(|chosen| set(chosen, on));
                }/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}
