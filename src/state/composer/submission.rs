//! Sending the draft.

use std::rc::Rc;

use leptos::prelude::*;

use super::Composer;
use crate::{
    browser::{locks::Lock, random},
    state::{draft::Draft, draft_storage, session::DraftOwner},
};

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
}
