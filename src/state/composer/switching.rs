//! Replacing the draft by another one, when its owner changes or a stored draft is resumed.

use std::rc::Rc;

use leptos::prelude::*;

use super::{CloseReason, Composer, Question};
use crate::{
    browser::locks::Lock,
    state::{
        draft::{Draft, Target},
        draft_storage::{self, StoredDraft},
        session::DraftOwner,
    },
};

impl Composer {
    /// Resumes another stored draft. The current one stays stored. A tab that still writes the other draft loses
    /// its lock and is notified.
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

    /// Continues what `owner` wrote in the plain form. `change` applies it to the blank draft.
    pub fn adopt(self, owner: DraftOwner, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        if !self.draft.with_untracked(Draft::is_blank) {
            self.slot.update_value(|slot| slot.owner = Some(owner));
            self.store_soon();
        }
    }

    /// Called when the owner becomes known or changes. Keeps text that belongs to the new owner; otherwise resumes
    /// their last draft.
    pub(super) fn switch_owner(self, owner: DraftOwner) {
        let before = self.slot.with_value(|slot| slot.owner);
        if before == Some(owner) {
            self.ready.set(true);
            return self.refresh_others();
        }
        let is_written = self.is_written();
        // Text typed before the session was known belongs to the account of the session. A guest's text belongs to the
        // account that signs in in this tab, but not to one that signs in in another tab. An account's text never
        // belongs to another account.
        let is_of_new_owner = match before {
            None => true,
            Some(DraftOwner::Guest) => !self.session.changed_in_other_tab(),
            Some(DraftOwner::Account(_)) => false,
        };
        if is_written && is_of_new_owner {
            self.transfer_to(owner);
        } else {
            self.store_now();
            self.detach();
            self.slot.update_value(|slot| slot.owner = Some(owner));
            if is_written {
                self.clear();
                self.close_reason.set(Some(CloseReason::AccountChanged));
            }
            leptos::task::spawn_local(async move {
                self.resume_last(owner).await;
                let _ = self.ready.try_set(true);
            });
            return self.refresh_others();
        }
        self.ready.set(true);
        self.refresh_others();
    }

    /// Resumes the draft that was stored last, unless another tab writes it or something was typed meanwhile.
    async fn resume_last(self, owner: DraftOwner) {
        // `None`: the page was left.
        let Some(target) = self.handle.try_target().map(|target| target.key()) else {
            return;
        };
        let mut found = draft_storage::list(owner, &target);
        if owner != DraftOwner::Guest {
            let of_guest = draft_storage::list(DraftOwner::Guest, &target);
            // Written as a guest in this document, by the person who has since signed in.
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

    /// Whether this tab contains unsent text.
    pub(super) fn is_written(self) -> bool {
        (self.slot).with_value(|slot| slot.name.is_some() || slot.timer.is_some())
            && !self.draft.with_untracked(Draft::is_blank)
    }

    /// Replaces the draft by a stored one.
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
            self.transfer_to(owner);
        }
        self.check_base();
    }

    /// Raises [`Question::Changed`] if the post was changed by somebody else since its editing began.
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

    /// Gives the draft to another owner and stores it again under that owner.
    pub(super) fn transfer_to(self, owner: DraftOwner) {
        let before = self.detach();
        self.slot.update_value(|slot| slot.owner = Some(owner));
        self.store();
        if let Some(before) = before {
            draft_storage::remove(&before);
        }
    }

    /// Shows an empty draft.
    fn clear(self) {
        let (target, watched) = (self.target(), self.standing().watched);
        let blank =
            (self.preferences).get_untracked(|chosen| Draft::blank(&target, watched, chosen));
        self.draft.set(blank);
        self.stored.set(None);
        self.question.set(None);
        self.swaps.update(|swaps| *swaps += 1);
    }

    /// Updates [`Self::others`] from storage.
    pub(super) fn refresh_others(self) {
        let Some(target) = self.handle.try_target().map(|target| target.key()) else {
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
}
