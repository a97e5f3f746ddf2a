//! The post that is being written: its text, its options, and the edits that buttons make to it.

mod autosave;
mod question;
mod submission;
mod switching;

use std::ops::Range;

use leptos::{html, prelude::*};
use palabre_contract::{Account, MessageIcon, Post, Standing};
use palabre_markup::edit::{self, Edit};

use self::autosave::Slot;
pub use self::{
    question::{Question, Sender},
    submission::Submission,
};
use super::{
    PreferencesStore,
    draft::{Draft, Target},
    draft_storage::StoredDraft,
    session::{DraftOwner, SessionStore, use_session},
    use_preferences,
};
use crate::{
    address::anchor,
    browser::{random, text_area},
};

/// Levels of quotes that quoting a post keeps: the post itself, and two within (phpBB's default of
/// three).
pub const QUOTE_DEPTH: usize = 3;

/// The one owner of a post's text.
///
/// The text area is uncontrolled: the person's keys go straight into it and are taken note of here;
/// edits are computed here and applied to it, so that the browser's own undo takes them back.
///
/// The draft is stored under the name of whoever is signed in ([`DraftOwner`]), by this tab only: a lock says
/// which tab writes it. A draft that another tab writes is offered ([`Self::others`]), never overwritten.
#[derive(Clone, Copy)]
pub struct Composer {
    target: StoredValue<Target>,
    standing: Standing,
    session: SessionStore,
    preferences: PreferencesStore,
    draft: RwSignal<Draft>,
    stored: RwSignal<Option<bool>>,
    others: RwSignal<Vec<StoredDraft>>,
    close_reason: RwSignal<Option<CloseReason>>,
    question: RwSignal<Option<Question>>,
    /// Counts how often another draft was put in the place of the one that was here.
    swaps: RwSignal<u32>,
    slot: StoredValue<Slot, LocalStorage>,
    area: NodeRef<html::Textarea>,
    passage: Passage,
}

/// Why the text that stood here no longer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// Somebody else is signed in, or nobody: it is kept for its writer.
    AccountChanged,
    /// Another tab goes on writing it.
    OtherTab,
}

/// The passage that is selected in the post whose element has this `id`, as markup. In the app that is
/// [`selection::in_post`](crate::browser::selection::in_post); in a shadow root browsers tell of no selection.
pub type Passage = fn(&str) -> Option<String>;

impl Composer {
    /// The post to `target`, for everything below the current owner: what its writer left there, once it is known
    /// who that is. `standing`: what they may do there. `passage`: what of a post is quoted, if not all of it.
    pub fn provide(target: Target, standing: Standing, passage: Passage) -> Self {
        let (session, preferences) = (use_session(), use_preferences());
        let draft =
            preferences.get_untracked(|chosen| Draft::blank(&target, standing.watched, chosen));
        let composer = Self {
            draft: RwSignal::new(draft),
            target: StoredValue::new(target),
            standing,
            session,
            preferences,
            stored: RwSignal::new(None),
            others: RwSignal::new(Vec::new()),
            close_reason: RwSignal::new(None),
            question: RwSignal::new(None),
            swaps: RwSignal::new(0),
            slot: StoredValue::new_local(Slot::default()),
            area: NodeRef::new(),
            passage,
        };
        provide_context(composer);
        Effect::new(move |_| {
            if let Some(owner) = session.draft_owner().get() {
                composer.set_owner(owner);
            }
        });
        composer.store_on_leave();
        composer
    }

    /// Where it goes.
    pub fn target(self) -> Target {
        self.target.get_value()
    }

    /// Whose draft it is. `None`: not known yet.
    pub fn owner(self) -> Option<DraftOwner> {
        self.slot.with_value(|slot| slot.owner)
    }

    /// How its writer stands there.
    pub const fn standing(self) -> Standing {
        self.standing
    }

    /// What was written so far.
    pub fn draft(self) -> Signal<Draft> {
        self.draft.into()
    }

    /// Whether the browser stores the draft. `None`: nothing had to be stored yet.
    pub fn is_stored(self) -> Signal<Option<bool>> {
        self.stored.into()
    }

    /// Other drafts of the same writer for the same target, and those that were written here without an account.
    pub fn others(self) -> Signal<Vec<StoredDraft>> {
        self.others.into()
    }

    /// Why the text that stood here no longer does, if that happened.
    pub fn close_reason(self) -> Signal<Option<CloseReason>> {
        self.close_reason.into()
    }

    /// What has to be decided before it can be sent.
    pub const fn question(self) -> RwSignal<Option<Question>> {
        self.question
    }

    /// Changes whenever another draft took the place of the one that was here: what fields hold is out of date.
    pub fn swaps(self) -> Signal<u32> {
        self.swaps.into()
    }

    /// To be set on the text area.
    pub const fn area(self) -> NodeRef<html::Textarea> {
        self.area
    }

    /// Takes note of what stands in the text area.
    pub fn write(self, body: String) {
        self.change(|draft| draft.body = body);
    }

    /// Sets the message icon.
    pub fn choose_icon(self, icon: Option<MessageIcon>) {
        self.change(|draft| draft.icon = icon);
    }

    /// Changes an option, for instance `|draft| draft.notify = true`, and stores the draft soon.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.close_reason.set(None);
        self.store_soon();
    }

    /// Makes an edit of the text and its selection, and puts the caret where it belongs.
    pub fn edit(self, edit: impl FnOnce(&str, Range<usize>) -> Edit) {
        let Some(area) = self.area.get_untracked() else {
            return;
        };
        let (text, selection) = text_area::read(&area);
        text_area::apply(&area, &text, &edit(&text, selection));
        self.write(area.value());
    }

    /// Puts another text in the place of all that is written; the browser's own undo takes it back.
    pub fn replace_text(self, text: &str) {
        self.edit(|written, _| Edit {
            range: 0..written.len(),
            replacement: text.to_owned(),
            selection: text.len()..text.len(),
        });
    }

    /// Inserts a smiley's code at the caret.
    pub fn insert_smiley(self, code: &str) {
        self.edit(|text, selection| edit::insert_smiley(text, selection, code));
    }

    /// Quotes posts at the caret, one after the other, and brings the text area into view. Of a post in
    /// which a passage is selected, only the passage is quoted.
    pub fn quote(self, posts: &[Post]) {
        for post in posts {
            let passage = (self.passage)(&anchor(post.id));
            let quoted = palabre_markup::quote(
                passage.as_deref().unwrap_or(&post.body),
                &post.author.pseudo,
                Some(post.id.0),
                Some(post.posted_at.0 / 1000),
                QUOTE_DEPTH,
            );
            self.edit(|text, selection| edit::insert_quote(text, selection, &quoted));
        }
        self.focus();
    }

    /// Puts the caret into the text area and brings it into view.
    pub fn focus(self) {
        if let Some(area) = self.area.get_untracked() {
            area.scroll_into_view();
            // Fails only for an element that is not in the document.
            let _ = area.focus();
        }
    }

    /// Sends the form that the text area stands in, as its button would.
    pub fn send(self) {
        if let Some(area) = self.area.get_untracked() {
            text_area::submit(&area);
        }
    }

    /// An earlier version of it is posted, and its writer wants this one posted as well: it gets a key of its own.
    pub fn renew_key(self) {
        self.change(|draft| draft.key = random::idempotency_key());
    }

    /// What is written here is to be posted by whoever is signed in from now on: it becomes theirs.
    pub fn assign_to(self, account: Account) {
        self.change_owner(DraftOwner::Account(account.id));
        self.session.observe_account(Some(account));
    }
}

/// The post that is being written here. `None`: nothing can be written here.
pub fn use_composer() -> Option<Composer> {
    use_context()
}
