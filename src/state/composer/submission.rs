//! Sending the draft.

use std::rc::Rc;

use leptos::prelude::*;

use super::Composer;
use crate::{
    browser::{locks::Lock, random},
    state::{draft::Draft, draft_storage, session::DraftOwner},
};

/// A draft that is being sent. Until it is dropped, no other tab can resume the draft.
pub struct Submission {
    /// The draft, as it is sent.
    pub draft: Draft,
    /// Its owner.
    pub owner: Option<DraftOwner>,
    name: Option<String>,
    _lock: Option<Rc<Lock>>,
}

impl Composer {
    /// Stores the draft and takes a snapshot of it to send.
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

    /// Clears the draft after the server's answer, except for the options. If the text was changed since
    /// [`Self::begin_submission`], it stays and becomes a new post. Works after the page was left.
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
