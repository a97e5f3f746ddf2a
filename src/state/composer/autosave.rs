//! Storing the draft while it is written.

use std::{rc::Rc, time::Duration};

use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
};

use super::{CloseReason, Composer};
use crate::{
    browser::{
        clock,
        locks::{self, Lock},
    },
    state::{draft::Draft, draft_storage, session::DraftOwner},
};

/// Time between a change and storing it.
const STORE_DELAY: Duration = Duration::from_millis(300);

/// Where the draft is stored.
#[derive(Default)]
pub(super) struct Slot {
    /// Its owner. `None`: not known yet, and nothing is stored.
    pub(super) owner: Option<DraftOwner>,
    /// Its storage key. `None`: not stored yet.
    pub(super) name: Option<String>,
    /// Held by the tab that writes the draft.
    pub(super) lock: Option<Rc<Lock>>,
    /// Runs while a change waits to be stored.
    pub(super) timer: Option<TimeoutHandle>,
}

impl Composer {
    /// Stops writing the stored draft, which stays stored. Returns its name.
    pub(super) fn detach(self) -> Option<String> {
        let name = self.slot.try_update_value(|slot| {
            slot.lock = None;
            if let Some(timer) = slot.timer.take() {
                timer.clear();
            }
            slot.name.take()
        });
        name.flatten()
    }

    /// Schedules [`Self::store_now`] within [`STORE_DELAY`].
    pub(super) fn store_soon(self) {
        let is_waiting = self.slot.with_value(|slot| slot.timer.is_some());
        if !is_waiting {
            let timer = set_timeout_with_handle(move || self.store_now(), STORE_DELAY);
            self.slot.update_value(|slot| slot.timer = timer.ok());
        }
    }

    /// Stores a change that waits to be stored, if any.
    pub(super) fn store_now(self) {
        let timer = self.slot.try_update_value(|slot| slot.timer.take());
        if let Some(Some(timer)) = timer {
            timer.clear();
            self.store();
        }
    }

    /// Stores the draft, or removes it from storage if it is empty.
    pub(super) fn store(self) {
        let Some(owner) = self.slot.with_value(|slot| slot.owner) else {
            // `switch_owner` stores it once the owner is known.
            return;
        };
        let name = self.slot.with_value(|slot| slot.name.clone());
        if self.draft.with_untracked(Draft::is_blank) {
            name.iter().for_each(|name| draft_storage::remove(name));
            self.stored.set(None);
            return;
        }
        let name = name.unwrap_or_else(|| {
            let name = draft_storage::new_name(owner, &self.target().key());
            self.claim(name.clone());
            name
        });
        let now = clock::now();
        self.draft.update_untracked(|draft| draft.saved_at = now);
        let is_stored =
            (self.draft).with_untracked(|draft| draft_storage::save(&name, draft).is_ok());
        self.stored.set(Some(is_stored));
    }

    /// Makes this tab the writer of a new draft.
    fn claim(self, name: String) {
        draft_storage::mark_current_visit(&name);
        self.slot
            .update_value(|slot| slot.name = Some(name.clone()));
        leptos::task::spawn_local(async move {
            let lock = self.lock(&name, false).await;
            let _ = self.slot.try_update_value(|slot| {
                if slot.name.as_ref() == Some(&name) {
                    slot.lock = lock.map(Rc::new);
                }
            });
        });
    }

    /// Acquires the lock of a draft; see [`locks::acquire`].
    pub(super) async fn lock(self, name: &str, steal: bool) -> Option<Lock> {
        let lost = name.to_owned();
        locks::acquire(name, steal, move || self.on_lock_stolen(&lost)).await
    }

    /// Another tab has resumed the draft with this name. Further changes in this tab are stored under a new name.
    fn on_lock_stolen(self, name: &str) {
        let is_here = self
            .slot
            .try_with_value(|slot| slot.name.as_deref() == Some(name));
        if is_here == Some(true) {
            self.slot.update_value(|slot| {
                slot.name = None;
                slot.lock = None;
            });
            self.stored.set(None);
            self.close_reason.set(Some(CloseReason::OtherTab));
            self.refresh_others();
        }
    }

    /// Stores the draft before the page is left. If it cannot be stored, the browser asks for confirmation.
    pub(super) fn store_on_leave(self) {
        let on_hide = window_event_listener(ev::pagehide, move |_| self.store_now());
        let on_unload = window_event_listener(ev::beforeunload, move |event| {
            self.store_now();
            let is_lost = self.stored.get_untracked() == Some(false);
            if is_lost && !self.draft.with_untracked(Draft::is_blank) {
                event.prevent_default();
            }
        });
        let on_storage = window_event_listener(ev::storage, move |_| self.refresh_others());
        on_cleanup(move || {
            self.store_now();
            on_hide.remove();
            on_unload.remove();
            on_storage.remove();
        });
    }
}
