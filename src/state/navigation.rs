//! The current page, and navigation to others.

use leptos::{ev, prelude::*};
use palabre_contract::{ForumSlug, PostId};

use crate::{
    address::{Address, parse_anchor},
    browser::{
        history::{self, Location},
        page,
    },
};

/// The address bar as a store.
///
/// The app needs only typed addresses, plain links and restored scroll positions from a router. The size of a router
/// crate is in `docs/decisions.md`.
#[derive(Clone, Copy)]
pub struct Navigation {
    location: RwSignal<Location>,
    /// Scroll position in pixels for the page that is loading.
    scroll_target: StoredValue<Option<f64>>,
    /// Whether the page that is loading was navigated to; false for the first page of the document.
    is_navigated: StoredValue<bool>,
}

impl Navigation {
    /// Provides the store in context and handles clicks on links and history events.
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

    /// The requested page. `None`: there is no such page.
    pub fn address(self) -> Memo<Option<Address>> {
        let location = self.location;
        Memo::new(move |_| location.with(|at| Address::parse(&at.path, &at.query)))
    }

    /// The fragment of the address, without `#`.
    pub fn fragment(self) -> Memo<String> {
        let location = self.location;
        Memo::new(move |_| location.with(|at| at.fragment.clone()))
    }

    /// The post in the fragment of the current address.
    pub fn linked_post(self) -> Option<PostId> {
        self.location
            .with_untracked(|at| parse_anchor(&at.fragment))
    }

    /// The address of the current page, without its fragment.
    pub fn here(self) -> String {
        self.location
            .with_untracked(|at| format!("{}{}", at.path, at.query))
    }

    /// The forum in the current address; an empty slug if there is none.
    pub fn forum(self) -> ForumSlug {
        match self.address().get_untracked() {
            Some(Address::InForum(slug, _) | Address::Log(slug, _)) => slug,
            _ => ForumSlug(String::new()),
        }
    }

    /// The page to return to: the parameter `back` of the current address.
    pub fn back(self) -> Option<String> {
        self.location.with_untracked(|at| Address::back(&at.query))
    }

    /// Where a form that is linked here should return to: [`Self::back`], else the current page.
    pub fn back_or_here(self) -> String {
        self.back().unwrap_or_else(|| self.here())
    }

    /// Goes to [`Self::back`], else to the list of forums.
    pub fn go_back(self) {
        self.go(&self.back().unwrap_or_else(|| Address::Home.to_string()));
    }

    /// Goes to an address of this site.
    pub fn go(self, to: &str) {
        self.move_to(to, false);
    }

    /// Goes to an address of this site and replaces the current history entry.
    pub fn replace(self, to: &str) {
        self.move_to(to, true);
    }

    /// Called when the requested page has been drawn. Restores its scroll position, and moves the focus to its
    /// content, because the previously focused element is gone.
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
        // The browser follows fragments of this page, and the server answers addresses that are not pages.
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

/// The navigation in context.
pub fn use_navigation() -> Navigation {
    expect_context()
}

/// [`Navigation::here`]; empty in a page of another site.
pub fn here() -> String {
    use_context().map_or_else(String::new, Navigation::here)
}

/// [`Navigation::back_or_here`]; empty in a page of another site.
pub fn back_or_here() -> String {
    use_context().map_or_else(String::new, Navigation::back_or_here)
}
