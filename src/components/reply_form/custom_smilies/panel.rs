//! The panel: a field to search in, the pictures, and what is known of the one that is pointed at.

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
        custom_smiley::bare_picture,
        dynamic::{dynamic, given, when},
        icon::Icon,
    },
    i18n::{I18n, use_i18n},
    state::{Composer, PreferencesStore, smiley_index::SmileyIndex, use_preferences},
};

/// Pictures that are drawn at once, and that are added when one comes to their end.
const PAGE: usize = 60;

/// How long the pointer has to rest on a smiley before it is told of: on its way to the star it passes
/// over others.
const REST: Duration = Duration::from_millis(120);

/// What stands in the grid, one after the other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Entry {
    /// The name of a group.
    Heading(&'static str),
    /// The smiley at a place, in a group.
    Smiley(&'static str, u32),
    /// There is more.
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
    /// What was found. `None`: nothing is searched.
    found: RwSignal<Option<Vec<u32>>>,
    /// How many are drawn.
    drawn: RwSignal<usize>,
    /// The code of the smiley that is pointed at, or has the focus.
    pointed: RwSignal<String>,
    said: RwSignal<String>,
    field: NodeRef<html::Input>,
    grid: NodeRef<html::Div>,
}

/// Where the codes go, the forum, and its smilies.
pub(super) type Given = (Composer, StoredValue<ForumSlug>, Arc<SmileyIndex>);

pub(super) fn panel((composer, forum, gallery): Given) -> AnyView {
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
        drawn: RwSignal::new(PAGE),
        pointed: RwSignal::default(),
        said: RwSignal::default(),
        field: NodeRef::new(),
        grid: NodeRef::new(),
    };
    panel.say_how_many();
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
        let mut point = debounce(REST, move |code: String| self.point(code));
        let no_result = move || {
            let is_empty = self
                .found
                .with(|found| found.as_ref().is_some_and(Vec::is_empty));
            when(
                is_empty,
                || view! { <p class="custom-smilies__note">{i18n.site().custom_smilies_none}</p> },
            )
        };
        let is_many = untrack(|| self.count()) > PAGE;
        view! {
            <div class="custom-smilies__search">
                <input class="input" type="search" node_ref=self.field autocomplete="off"
                    aria-label=i18n.site().custom_smilies_search placeholder=i18n.site().custom_smilies_search
                    on:input:target=move |event| self.search(&event.target().value())
                    on:keydown=move |event| self.leave_search(&event)/>
                <p class="custom-smilies__said" role="status">{dynamic(move || self.said.get())}</p>
            </div>
            {dynamic(no_result)}
            <div class="custom-smilies__grid" role="toolbar" aria-label=i18n.custom_smilies
                data-many=is_many.then_some("")
                node_ref=self.grid
                on:click=move |event| self.take(&event)
                on:keydown=move |event| self.walk(&event)
                on:focusin=move |event| self.reach(&event)
                on:mouseover=move |event| point(code_of(&event))
                on:scroll=move |event| if roving::is_near_end(&event) { self.draw_more(&event) }>
                <For each=move || self.entries() key=|entry| *entry
                    children=move |entry| self.entry(entry)/>
            </div>
            <div class="custom-smilies__detail">{dynamic(move || self.detail())}</div>
        }
        .into_any()
    }

    fn entries(self) -> Vec<Entry> {
        let drawn = self.drawn.get();
        let mut entries = Vec::new();
        self.found.with(|found| {
            self.gallery.with_value(|gallery| match found {
                Some(found) => {
                    entries.extend(found.iter().take(drawn).map(|at| Entry::Smiley("", *at)));
                }
                None => {
                    let places = |codes: Vec<String>| -> Vec<u32> {
                        codes
                            .iter()
                            .filter_map(|code| gallery.position(code))
                            .collect()
                    };
                    // Both stay as they are while one looks: nothing moves away from under the pointer.
                    let favourites = places(
                        self.preferences
                            .get_untracked(|chosen| chosen.favourites.clone()),
                    );
                    let recent = places(self.forum.with_value(recent));
                    let is_alone = favourites.is_empty() && recent.is_empty();
                    let all = (0..gallery.count() as u32).take(drawn).collect();
                    let groups = [
                        (self.i18n.site().smilies_favourite, favourites),
                        (self.i18n.site().smilies_recent, recent),
                        (self.i18n.site().smilies_all, all),
                    ];
                    for (label, places) in groups {
                        if !places.is_empty() && !is_alone {
                            entries.push(Entry::Heading(label));
                        }
                        entries.extend(places.into_iter().map(|at| Entry::Smiley(label, at)));
                    }
                }
            });
        });
        if drawn < self.count() {
            entries.push(Entry::More);
        }
        entries
    }

    fn entry(self, entry: Entry) -> AnyView {
        match entry {
            Entry::Heading(label) => view! { <p class="custom-smilies__group">{label}</p> }.into_any(),
            Entry::Smiley(_, place) => self.gallery.with_value(|gallery| {
                given(gallery.at(place), |smiley| {
                    view! {
                        <button class="custom-smilies__choice" type="button" tabindex="-1"
                            title=smiley.code()>
                            {bare_picture(smiley, self.speech)}
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

    /// The smiley that is pointed at: its code, and whether it is a favourite.
    fn detail(self) -> AnyView {
        let i18n = self.i18n;
        let code = self.pointed.get();
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

    /// How many there are to be shown.
    fn count(self) -> usize {
        let all = self.gallery.with_value(|gallery| gallery.count());
        self.found
            .with(|found| found.as_ref().map_or(all, Vec::len))
    }

    fn say_how_many(self) {
        let count = untrack(|| self.count());
        self.said.set(
            self.i18n
                .counted(count as u32, self.i18n.site().custom_smilies_count),
        );
    }

    fn search(self, question: &str) {
        let found = self.gallery.with_value(|gallery| {
            self.search
                .try_update_value(|search| search.ask(gallery, question))
        });
        self.drawn.set(PAGE);
        self.found.set(found.flatten());
        self.say_how_many();
        if let Some(grid) = self.grid.get_untracked() {
            grid.set_scroll_top(0);
        }
    }

    fn leave_search(self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => {
                if let Some(grid) = self.grid.get_untracked() {
                    roving::focus_first(&grid);
                }
            }
            // The form is not sent by looking for a smiley: the first that was found is taken.
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

    fn take(self, event: &ev::MouseEvent) {
        let code = code_of(event);
        if !code.is_empty() {
            self.point(code.clone());
            self.insert(&code);
        } else if roving::button(event).is_some() {
            self.draw_more(event);
        }
    }

    fn insert(self, code: &str) {
        self.forum.with_value(|forum| remember(forum, code));
        self.composer.insert_smiley(code);
    }

    fn walk(self, event: &ev::KeyboardEvent) {
        let is_chord = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.key() == "f" && !is_chord {
            self.toggle_favourite(&code_of(event));
        } else if !roving::move_focus(event)
            && event.key() == "ArrowUp"
            && let Some(field) = self.field.get_untracked()
        {
            event.prevent_default();
            page::focus(&field);
        }
    }

    /// The focus is on a button of the grid.
    fn reach(self, event: &ev::FocusEvent) {
        let code = code_of(event);
        if code.is_empty() {
            self.draw_more(event);
        } else {
            self.point(code);
        }
    }

    fn point(self, code: String) {
        let is_other = self.pointed.try_with_untracked(|pointed| *pointed != code);
        if is_other == Some(true) && !code.is_empty() {
            self.pointed.set(code);
        }
    }

    fn draw_more(self, event: &ev::Event) {
        if self.drawn.get_untracked() < untrack(|| self.count()) {
            self.drawn.update(|drawn| *drawn += PAGE);
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
        let said = match known {
            (true, _) => self.i18n.site().favourite_removed,
            (false, FAVOURITES_MAX..) => self.i18n.site().favourites_full,
            (false, _) => self.i18n.site().favourite_added,
        };
        self.said.set(said(code));
        self.preferences.change(|chosen| match known {
            (true, _) => chosen.favourites.retain(|known| known != code),
            (false, FAVOURITES_MAX..) => {}
            (false, _) => chosen.favourites.push(code.to_owned()),
        });
    }
}

/// The code of the smiley whose button the event is about; nothing where it is about none.
fn code_of(event: &ev::Event) -> String {
    roving::button(event)
        .map(|button| button.title())
        .unwrap_or_default()
}
