//! The panel: search field, grid of smilies, and details of the smiley under the pointer or with the focus.

use std::{sync::Arc, time::Duration};

use leptos::{ev, html, leptos_dom::helpers::debounce, prelude::*};
use palabre_contract::{ForumSlug, Speech, preferences::FAVOURITES_MAX};

use super::{
    recent::{recent, remember},
    search::Search,
};
use crate::{
    browser::{page, roving},
    components::{
        custom_smiley::image_without_title,
        dynamic::{dynamic, given, when},
        icon::Icon,
    },
    i18n::{I18n, use_i18n},
    state::{Composer, PreferencesStore, smiley_index::SmileyIndex, use_preferences},
};

/// The number of smilies that are rendered at first, and added when the grid is scrolled to its end.
const BATCH: usize = 60;

/// How long the pointer has to stay on a smiley before its details are shown: on its way to the favourite button, the
/// pointer crosses other smilies.
const HOVER_DELAY: Duration = Duration::from_millis(120);

/// An element of the grid.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Entry {
    /// The name of a group.
    Heading(&'static str),
    /// The smiley at this index of the gallery. The group tells apart copies of one smiley.
    Smiley(&'static str, u32),
    /// A button that shows more.
    More,
}

#[derive(Clone, Copy)]
struct Panel {
    i18n: I18n,
    composer: Composer,
    preferences: PreferencesStore,
    speech: Speech,
    forum: StoredValue<ForumSlug>,
    gallery: StoredValue<Arc<SmileyIndex>>,
    search: StoredValue<Search>,
    /// The indices that match the search. `None`: no search.
    found: RwSignal<Option<Vec<u32>>>,
    /// How many smilies are rendered.
    rendered: RwSignal<usize>,
    /// The code of the smiley whose details are shown; empty at first.
    selected: RwSignal<String>,
    /// The last announcement for screen readers: a count or a change of favourites.
    status: RwSignal<String>,
    search_field: NodeRef<html::Input>,
    grid: NodeRef<html::Div>,
}

/// Receives the codes; the forum; its smilies.
pub(super) type Props = (Composer, StoredValue<ForumSlug>, Arc<SmileyIndex>);

pub(super) fn panel((composer, forum, gallery): Props) -> AnyView {
    let (i18n, preferences) = (use_i18n(), use_preferences());
    let panel = Panel {
        i18n,
        composer,
        speech: preferences.get_untracked(|chosen| chosen.speech),
        preferences,
        forum,
        gallery: StoredValue::new(gallery),
        search: StoredValue::default(),
        found: RwSignal::new(None),
        rendered: RwSignal::new(BATCH),
        selected: RwSignal::default(),
        status: RwSignal::default(),
        search_field: NodeRef::new(),
        grid: NodeRef::new(),
    };
    panel.announce_count();
    Effect::new(move |_| {
        panel.found.track();
        request_animation_frame(move || {
            if let Some(Some(grid)) = panel.grid.try_get_untracked() {
                roving::reset_tab_stop(&grid);
            }
        });
    });
    panel.view()
}

impl Panel {
    fn view(self) -> AnyView {
        let i18n = self.i18n;
        let mut select = debounce(HOVER_DELAY, move |code: String| self.select(code));
        let no_result = move || {
            let is_empty = self
                .found
                .with(|found| found.as_ref().is_some_and(Vec::is_empty));
            when(
                is_empty,
                || view! { <p class="custom-smilies__note">{i18n.site().custom_smilies_none}</p> },
            )
        };
        let is_many = untrack(|| self.count()) > BATCH;
        view! {
            <div class="custom-smilies__search">
                <input class="input" type="search" node_ref=self.search_field autocomplete="off"
                    aria-label=i18n.site().custom_smilies_search placeholder=i18n.site().custom_smilies_search
                    on:input:target=move |event| self.search(&event.target().value())
                    on:keydown=move |event| self.on_search_key(&event)/>
                <p class="custom-smilies__said" role="status">{dynamic(move || self.status.get())}</p>
            </div>
            {dynamic(no_result)}
            <div class="custom-smilies__grid" role="toolbar" aria-label=i18n.form().custom_smilies
                data-many=is_many.then_some("")
                node_ref=self.grid
                on:click=move |event| self.on_grid_click(&event)
                on:keydown=move |event| self.on_grid_key(&event)
                on:focusin=move |event| self.on_grid_focus(&event)
                on:mouseover=move |event| select(code_of(&event))
                on:scroll=move |event| if roving::is_near_end(&event) { self.render_more(&event) }>
                <For each=move || self.entries() key=|entry| *entry
                    children=move |entry| self.entry(entry)/>
            </div>
            <div class="custom-smilies__detail">{dynamic(move || self.detail())}</div>
        }
        .into_any()
    }

    fn entries(self) -> Vec<Entry> {
        let rendered = self.rendered.get();
        let mut entries = Vec::new();
        self.found.with(|found| {
            self.gallery.with_value(|gallery| match found {
                Some(found) => {
                    entries.extend(
                        found
                            .iter()
                            .take(rendered)
                            .map(|index| Entry::Smiley("", *index)),
                    );
                }
                None => {
                    let indices = |codes: Vec<String>| -> Vec<u32> {
                        codes
                            .iter()
                            .filter_map(|code| gallery.position(code))
                            .collect()
                    };
                    // Read untracked: changes while the panel is open must not move smilies under the pointer.
                    let favourites = indices(
                        self.preferences
                            .get_untracked(|chosen| chosen.favourites.clone()),
                    );
                    let recent = indices(self.forum.with_value(recent));
                    let is_alone = favourites.is_empty() && recent.is_empty();
                    let all = (0..gallery.count() as u32).take(rendered).collect();
                    let groups = [
                        (self.i18n.site().smilies_favourite, favourites),
                        (self.i18n.site().smilies_recent, recent),
                        (self.i18n.site().smilies_all, all),
                    ];
                    for (label, indices) in groups {
                        if !indices.is_empty() && !is_alone {
                            entries.push(Entry::Heading(label));
                        }
                        entries
                            .extend(indices.into_iter().map(|index| Entry::Smiley(label, index)));
                    }
                }
            });
        });
        if rendered < self.count() {
            entries.push(Entry::More);
        }
        entries
    }

    fn entry(self, entry: Entry) -> AnyView {
        match entry {
            Entry::Heading(label) => view! { <p class="custom-smilies__group">{label}</p> }.into_any(),
            Entry::Smiley(_, index) => self.gallery.with_value(|gallery| {
                given(gallery.at(index), |smiley| {
                    view! {
                        <button class="custom-smilies__choice" type="button" tabindex="-1"
                            title=smiley.code()>
                            {image_without_title(smiley, self.speech)}
                        </button>
                    }
                })
                .into_any()
            }),
            Entry::More => view! {
                <button class="button custom-smilies__more" data-variant="quiet" type="button" tabindex="-1">
                    {self.i18n.site().custom_smilies_more}
                </button>
            }
            .into_any(),
        }
    }

    /// The code of the selected smiley, and a button to make it a favourite.
    fn detail(self) -> AnyView {
        let i18n = self.i18n;
        let code = self.selected.get();
        if code.is_empty() {
            return view! { <p class="custom-smilies__note">{i18n.site().custom_smilies_hint}</p> }
                .into_any();
        }
        let is_favourite = self
            .preferences
            .get(|chosen| chosen.favourites.contains(&code));
        let label = format!("{} {code}", i18n.site().favourite);
        view! {
            <code>{code.clone()}</code>
            <button class="button" data-variant="quiet" type="button" aria-label=label
                aria-pressed=is_favourite.to_string() aria-keyshortcuts="f"
                on:click=move |_| self.toggle_favourite(&code)>
                <Icon name="star"/>
                {i18n.site().favourite}
            </button>
        }
        .into_any()
    }

    /// How many smilies match the search.
    fn count(self) -> usize {
        let all = self.gallery.with_value(|gallery| gallery.count());
        self.found
            .with(|found| found.as_ref().map_or(all, Vec::len))
    }

    fn announce_count(self) {
        let count = untrack(|| self.count());
        self.status.set(
            self.i18n
                .counted(count as u32, self.i18n.site().custom_smilies_count),
        );
    }

    fn search(self, query: &str) {
        let found = self.gallery.with_value(|gallery| {
            self.search
                .try_update_value(|search| search.find(gallery, query))
        });
        self.rendered.set(BATCH);
        self.found.set(found.flatten());
        self.announce_count();
        if let Some(grid) = self.grid.get_untracked() {
            grid.set_scroll_top(0);
        }
    }

    fn on_search_key(self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => {
                if let Some(grid) = self.grid.get_untracked() {
                    roving::focus_first(&grid);
                }
            }
            // Inserts the first match; Enter in the search field must not submit the form.
            "Enter" => {
                let first = self
                    .found
                    .with_untracked(|found| found.as_ref()?.first().copied());
                let code = first.and_then(|at| {
                    self.gallery
                        .with_value(|gallery| Some(gallery.at(at)?.code()))
                });
                if let Some(code) = code {
                    self.insert(&code);
                }
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn on_grid_click(self, event: &ev::MouseEvent) {
        let code = code_of(event);
        if !code.is_empty() {
            self.select(code.clone());
            self.insert(&code);
        } else if roving::button(event).is_some() {
            self.render_more(event);
        }
    }

    fn insert(self, code: &str) {
        self.forum.with_value(|forum| remember(forum, code));
        self.composer.insert_smiley(code);
    }

    fn on_grid_key(self, event: &ev::KeyboardEvent) {
        let is_chord = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.key() == "f" && !is_chord {
            self.toggle_favourite(&code_of(event));
        } else if !roving::move_focus(event)
            && event.key() == "ArrowUp"
            && let Some(field) = self.search_field.get_untracked()
        {
            event.prevent_default();
            page::focus(&field);
        }
    }

    fn on_grid_focus(self, event: &ev::FocusEvent) {
        let code = code_of(event);
        if code.is_empty() {
            self.render_more(event);
        } else {
            self.select(code);
        }
    }

    fn select(self, code: String) {
        let is_other = self
            .selected
            .try_with_untracked(|selected| *selected != code);
        if is_other == Some(true) && !code.is_empty() {
            self.selected.set(code);
        }
    }

    fn render_more(self, event: &ev::Event) {
        if self.rendered.get_untracked() < untrack(|| self.count()) {
            self.rendered.update(|rendered| *rendered += BATCH);
            roving::keep_focus(event);
        }
    }

    fn toggle_favourite(self, code: &str) {
        if code.is_empty() {
            return;
        }
        let known = self.preferences.get_untracked(|chosen| {
            (
                chosen.favourites.iter().any(|known| known == code),
                chosen.favourites.len(),
            )
        });
        let message = match known {
            (true, _) => self.i18n.site().favourite_removed,
            (false, FAVOURITES_MAX..) => self.i18n.site().favourites_full,
            (false, _) => self.i18n.site().favourite_added,
        };
        self.status.set(message(code));
        self.preferences.change(|chosen| match known {
            (true, _) => chosen.favourites.retain(|known| known != code),
            (false, FAVOURITES_MAX..) => {}
            (false, _) => chosen.favourites.push(code.to_owned()),
        });
    }
}

/// The code of the smiley whose button is the target of the event; empty if there is none.
fn code_of(event: &ev::Event) -> String {
    roving::button(event)
        .map(|button| button.title())
        .unwrap_or_default()
}
