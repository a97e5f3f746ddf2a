//! How the text is stored while it is written: as whose draft, by which tab, and until when.

use std::{rc::Rc, time::Duration};

use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
};

use super::{CloseReason, Composer, Question};
use crate::{
    browser::{
        clock,
        locks::{self, Lock},
        random,
    },
    state::{
        draft::{Draft, Target},
        draft_storage::{self, StoredDraft},
        session::DraftOwner,
    },
};

/// How long what was typed may stay unstored.
const STORES_WITHIN: Duration = Duration::from_millis(300);

/// Where the draft is stored.
#[derive(Default)]
pub(super) struct Slot {
    /// Whose it is. `None`: not known yet, and nothing is stored.
    pub(super) owner: Option<DraftOwner>,
    /// Its name. `None`: it was not stored yet.
    name: Option<String>,
    /// Says that this tab writes it.
    lock: Option<Rc<Lock>>,
    /// Runs while something typed waits to be stored.
    timer: Option<TimeoutHandle>,
}

/// A draft on its way to the server. While it lives, no other tab takes the draft up.
pub struct Submission {
    /// What is sent.
    pub draft: Draft,
    /// Whose draft it is.
    pub owner: Option<DraftOwner>,
    name: Option<String>,
    _lock: Option<Rc<Lock>>,
}

impl Composer {
    /// What is sent now.
    pub fn begin_submission(self) -> Submission {
        self.store_now();
        let (owner, name, lock) =
            (self.slot).with_value(|slot| (slot.owner, slot.name.clone(), slot.lock.clone()));
        Submission {
            draft: self.draft.get_untracked(),
            owner,
            name,
            _lock: lock,
        }
    }

    /// The server has what was sent: forgets it, and keeps the options for the next one. What was written since
    /// then stays, as a post of its own. The page may have been left meanwhile.
    pub fn complete_submission(self, submission: &Submission) {
        if let Some(name) = &submission.name {
            draft_storage::mark_sent(name, &submission.draft);
        }
        let is_done = self.draft.try_update(|draft| {
            let is_done = draft.has_same_text(&submission.draft);
            draft.key = random::idempotency_key();
            if is_done {
                draft.icon = None;
                draft.title.clear();
                draft.body.clear();
            }
            is_done
        });
        match is_done {
            Some(true) => {
                self.detach();
                self.stored.set(None);
                self.swaps.update(|swaps| *swaps += 1);
            }
            Some(false) => self.store_soon(),
            None => {}
        }
    }

    /// Takes up another draft in the place of the one that is here, which stays stored. Where a tab still writes
    /// it, that tab is told.
    pub fn resume(self, name: String) {
        leptos::task::spawn_local(async move {
            self.store_now();
            let lock = self.lock(&name, true).await;
            let stored = draft_storage::read(name);
            let owner = self.slot.try_with_value(|slot| slot.owner).flatten();
            if let (Some(stored), Some(owner)) = (stored, owner) {
                self.load(stored, lock, owner);
                self.focus();
            }
            self.refresh_others();
        });
    }

    /// Shows the drafts of another writer, or of one who is known only now.
    pub(super) fn set_owner(self, owner: DraftOwner) {
        let before = self.slot.with_value(|slot| slot.owner);
        if before == Some(owner) {
            return;
        }
        let is_written = self.is_written();
        // What was typed before the server said who is signed in is theirs, and so is what somebody typed who
        // then signed in here. A text of another account, or of whoever used another tab, is not.
        let is_theirs = match before {
            None => true,
            Some(DraftOwner::Guest) => !self.session.changed_in_other_tab(),
            Some(DraftOwner::Account(_)) => false,
        };
        if is_written && is_theirs {
            self.change_owner(owner);
        } else {
            self.store_now();
            self.detach();
            self.slot.update_value(|slot| slot.owner = Some(owner));
            if is_written {
                self.clear();
                self.close_reason.set(Some(CloseReason::AccountChanged));
            }
            leptos::task::spawn_local(self.resume_last(owner));
        }
        self.refresh_others();
    }

    /// Whether this tab has written something that has not been sent.
    fn is_written(self) -> bool {
        (self.slot).with_value(|slot| slot.name.is_some() || slot.timer.is_some())
            && !self.draft.with_untracked(Draft::is_blank)
    }

    /// Takes up what was stored last and no other tab writes, unless something is written here already.
    async fn resume_last(self, owner: DraftOwner) {
        let Some(target) = self.target.try_with_value(Target::key) else {
            return;
        };
        let mut found = draft_storage::list(owner, &target);
        if owner != DraftOwner::Guest {
            let of_guest = draft_storage::list(DraftOwner::Guest, &target);
            // Written in this tab, on this visit, by somebody who has signed in since.
            found.extend(
                of_guest
                    .into_iter()
                    .filter(|stored| draft_storage::is_from_this_visit(&stored.name)),
            );
        }
        for stored in found {
            let lock = self.lock(&stored.name, false).await;
            let is_wanted = (self.slot).try_with_value(|slot| slot.owner == Some(owner));
            if is_wanted != Some(true) || self.is_written() {
                return;
            }
            if lock.is_some() {
                self.load(stored, lock, owner);
                break;
            }
        }
        self.refresh_others();
    }

    /// Puts a stored draft in the place of the one that is here.
    fn load(self, stored: StoredDraft, lock: Option<Lock>, owner: DraftOwner) {
        self.detach();
        self.close_reason.set(None);
        let is_persistent = draft_storage::is_persistent(&stored.name);
        let is_of_guest = draft_storage::is_from_guest(&stored.name);
        self.slot.update_value(|slot| {
            slot.name = Some(stored.name);
            slot.lock = lock.map(Rc::new);
        });
        self.draft.set(stored.draft);
        self.stored.set(Some(is_persistent));
        self.swaps.update(|swaps| *swaps += 1);
        if is_of_guest && owner != DraftOwner::Guest {
            self.change_owner(owner);
        }
        self.check_base();
    }

    /// Asks what to do where the post that is changed is no longer what the change was begun with.
    fn check_base(self) {
        let Target::Edit(post) = self.target() else {
            return;
        };
        let (base, is_same) =
            (self.draft).with_untracked(|draft| (draft.base, draft.body == post.body));
        if base == post.edited_at {
            return;
        }
        if is_same {
            self.draft.update(|draft| draft.base = post.edited_at);
        } else {
            self.question.set(Some(Question::Changed(post)));
        }
    }

    /// Stores the draft as this owner's.
    pub(super) fn change_owner(self, owner: DraftOwner) {
        let before = self.detach();
        self.slot.update_value(|slot| slot.owner = Some(owner));
        self.store();
        if let Some(before) = before {
            draft_storage::remove(&before);
        }
    }

    /// Leaves the stored draft as it is, for whoever takes it up. Answers with its name.
    fn detach(self) -> Option<String> {
        let name = self.slot.try_update_value(|slot| {
            slot.lock = None;
            if let Some(timer) = slot.timer.take() {
                timer.clear();
            }
            slot.name.take()
        });
        name.flatten()
    }

    fn clear(self) {
        let blank = self.target.with_value(|target| {
            (self.preferences)
                .get_untracked(|chosen| Draft::blank(target, self.standing.watched, chosen))
        });
        self.draft.set(blank);
        self.stored.set(None);
        self.question.set(None);
        self.swaps.update(|swaps| *swaps += 1);
    }

    pub(super) fn store_soon(self) {
        let is_waiting = self.slot.with_value(|slot| slot.timer.is_some());
        if !is_waiting {
            let timer = set_timeout_with_handle(move || self.store_now(), STORES_WITHIN);
            self.slot.update_value(|slot| slot.timer = timer.ok());
        }
    }

    /// Stores what waits to be stored.
    fn store_now(self) {
        let timer = self.slot.try_update_value(|slot| slot.timer.take());
        if let Some(Some(timer)) = timer {
            timer.clear();
            self.store();
        }
    }

    fn store(self) {
        let Some(owner) = self.slot.with_value(|slot| slot.owner) else {
            // It is stored as soon as it is known whose it is.
            return;
        };
        let name = self.slot.with_value(|slot| slot.name.clone());
        if self.draft.with_untracked(Draft::is_blank) {
            name.iter().for_each(|name| draft_storage::remove(name));
            self.stored.set(None);
            return;
        }
        let name = name.unwrap_or_else(|| {
            let name = self
                .target
                .with_value(|target| draft_storage::new_name(owner, &target.key()));
            self.claim(name.clone());
            name
        });
        let now = clock::now();
        self.draft.update_untracked(|draft| draft.saved_at = now);
        let is_stored =
            (self.draft).with_untracked(|draft| draft_storage::save(&name, draft).is_ok());
        self.stored.set(Some(is_stored));
    }

    /// Makes this tab the one that writes the draft of that name, which is new.
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

    async fn lock(self, name: &str, steal: bool) -> Option<Lock> {
        let lost = name.to_owned();
        locks::take(name, steal, move || self.on_lock_stolen(&lost)).await
    }

    /// Another tab writes the draft of that name from now on. What is typed here still is stored under another one.
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

    /// Looks which other drafts there are.
    fn refresh_others(self) {
        let Some(target) = self.target.try_with_value(Target::key) else {
            return;
        };
        let Some((Some(owner), name)) = self
            .slot
            .try_with_value(|slot| (slot.owner, slot.name.clone()))
        else {
            return;
        };
        let mut others = draft_storage::list(owner, &target);
        if owner != DraftOwner::Guest {
            others.extend(draft_storage::list(DraftOwner::Guest, &target));
        }
        others.retain(|stored| Some(&stored.name) != name.as_ref());
        self.others.set(others);
    }

    /// Stores the draft before the page is left, and asks first where the browser stores nothing.
    pub(super) fn store_on_leave(self) {
        let hidden = window_event_listener(ev::pagehide, move |_| self.store_now());
        let asked = window_event_listener(ev::beforeunload, move |event| {
            self.store_now();
            let is_lost = self.stored.get_untracked() == Some(false);
            if is_lost && !self.draft.with_untracked(Draft::is_blank) {
                event.prevent_default();
            }
        });
        let changed = window_event_listener(ev::storage, move |_| self.refresh_others());
        on_cleanup(move || {
            self.store_now();
            hidden.remove();
            asked.remove();
            changed.remove();
        });
    }
}
