//! Which page is shown, and going to another.

use leptos::{ev, prelude::*};
use palabre_contract::ForumSlug;

use crate::{
    address::Address,
    browser::{
        history::{self, Location},
        page,
    },
};

/// The address bar, as a store.
///
/// Small enough to be our own: what this app asks of a router is a typed address, plain links, and the
/// place on the page found again. `docs/decisions.md` says what a router crate weighs.
#[derive(Clone, Copy)]
pub struct Navigation {
    location: RwSignal<Location>,
    /// How far down to scroll once the page that is on its way is there.
    scroll_target: StoredValue<Option<f64>>,
    /// Whether the person went to the page that is on its way; the first one was just there.
    is_navigated: StoredValue<bool>,
}

impl Navigation {
    /// Follows links and the history from now on, for everything below the current owner.
    pub fn provide() -> Self {
        let navigation = Self {
            location: RwSignal::new(history::location()),
            scroll_target: StoredValue::new(history::saved_scroll_position()),
            is_navigated: StoredValue::new(false),
        };
        history::disable_scroll_restoration();
        let clicks = window_event_listener(ev::click, move |event| navigation.on_click(&event));
        let steps = window_event_listener(ev::popstate, move |_| navigation.on_popstate());
        let scrolls = window_event_listener(ev::scrollend, |_| history::save_scroll_position());
        on_cleanup(move || {
            clicks.remove();
            steps.remove();
            scrolls.remove();
        });
        provide_context(navigation);
        navigation
    }

    /// The page that is asked for. `None`: the address leads nowhere.
    pub fn address(self) -> Memo<Option<Address>> {
        let location = self.location;
        Memo::new(move |_| location.with(|at| Address::parse(&at.path, &at.query)))
    }

    /// The fragment of the address, without its hash.
    pub fn fragment(self) -> Memo<String> {
        let location = self.location;
        Memo::new(move |_| location.with(|at| at.fragment.clone()))
    }

    /// The address of the page that is shown, without its fragment.
    pub fn here(self) -> String {
        self.location
            .with_untracked(|at| format!("{}{}", at.path, at.query))
    }

    /// The forum that the address of this page names; one without a name where it names none.
    pub fn forum(self) -> ForumSlug {
        match self.address().get_untracked() {
            Some(Address::InForum(slug, _) | Address::Log(slug, _)) => slug,
            _ => ForumSlug(String::new()),
        }
    }

    /// Where to lead back to, as the address of this page says.
    pub fn back(self) -> Option<String> {
        self.location.with_untracked(|at| Address::back(&at.query))
    }

    /// Where a page that is gone to from here leads back to: this one, or where this one leads.
    pub fn back_or_here(self) -> String {
        self.back().unwrap_or_else(|| self.here())
    }

    /// Goes back to where this page leads.
    pub fn go_back(self) {
        self.go(&self.back().unwrap_or_else(|| Address::Home.to_string()));
    }

    /// Goes to an address of this site.
    pub fn go(self, to: &str) {
        self.move_to(to, false);
    }

    /// Goes to an address of this site in place of this one, so that the way back does not lead here.
    pub fn replace(self, to: &str) {
        self.move_to(to, true);
    }

    /// The page that was asked for is there: finds the place on it again, where it was left at one, and
    /// takes the keyboard there, whose focus went away with the page before.
    pub fn page_shown(self) {
        let has_anchor = self.location.with_untracked(|at| !at.fragment.is_empty());
        let takes_focus = self.is_navigated.get_value() && !has_anchor;
        let scroll_target = self.scroll_target.try_update_value(Option::take).flatten();
        request_animation_frame(move || {
            if takes_focus {
                page::focus_content();
            }
            if let Some(y) = scroll_target {
                history::scroll_to(y);
            }
        });
    }

    fn move_to(self, to: &str, replace: bool) {
        let from = self.location.get_untracked();
        history::go(to, replace);
        let at = history::location();
        let is_here = (&at.path, &at.query) == (&from.path, &from.query);
        self.scroll_target
            .set_value((!is_here && at.fragment.is_empty()).then_some(0.0));
        self.is_navigated.set_value(!is_here);
        self.location.set(at);
    }

    fn on_click(self, event: &ev::MouseEvent) {
        let Some(to) = history::clicked_address(event) else {
            return;
        };
        let is_here = self
            .location
            .with_untracked(|at| at.path == to.path && at.query == to.query);
        // A fragment of this page is the browser's to follow, an address that is no page the server's.
        if (is_here && !to.fragment.is_empty()) || Address::parse(&to.path, &to.query).is_none() {
            return;
        }
        event.prevent_default();
        let fragment = if to.fragment.is_empty() {
            String::new()
        } else {
            format!("#{}", to.fragment)
        };
        self.go(&format!("{}{}{fragment}", to.path, to.query));
    }

    fn on_popstate(self) {
        self.scroll_target
            .set_value(history::saved_scroll_position());
        let before = self.location.get_untracked();
        let now = history::location();
        let is_here = (&before.path, &before.query) == (&now.path, &now.query);
        self.is_navigated.set_value(!is_here);
        self.location.set(now);
        if is_here {
            self.page_shown();
        }
    }
}

/// Which page is shown.
pub fn use_navigation() -> Navigation {
    expect_context()
}

/// The address of the page that is shown; nothing where the page is another site's.
pub fn here() -> String {
    use_context().map_or_else(String::new, Navigation::here)
}

/// Where a page that is gone to from here leads back to; nowhere from a page of another site.
pub fn back_or_here() -> String {
    use_context().map_or_else(String::new, Navigation::back_or_here)
}
