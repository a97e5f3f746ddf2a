//! The draft that is being written: text, options, and the edits made by buttons.

mod autosave;
mod question;
mod submission;
mod switching;

use std::ops::Range;

use leptos::{html, prelude::*};
use palabre_contract::{Account, MessageIcon, Post, VisitorPermissions};
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
    form_handle::{FormHandle, Request},
    session::{DraftOwner, SessionStore, use_session},
    use_preferences,
};
use crate::browser::{random, text_area};

/// Quote levels kept when a post is quoted: the post and two levels within (phpBB's default of three).
pub const QUOTE_DEPTH: usize = 3;

/// The single owner of a post's text.
///
/// The text area is uncontrolled: typing changes it directly and is copied here; edits are computed here and applied
/// to it so that the browser's undo can revert them.
///
/// The draft is stored for a [`DraftOwner`], by one tab only, which holds a lock. A draft that another tab writes is
/// offered ([`Self::others`]), never overwritten.
#[derive(Clone, Copy)]
pub struct Composer {
    handle: FormHandle,
    session: SessionStore,
    preferences: PreferencesStore,
    draft: RwSignal<Draft>,
    stored: RwSignal<Option<bool>>,
    others: RwSignal<Vec<StoredDraft>>,
    close_reason: RwSignal<Option<CloseReason>>,
    question: RwSignal<Option<Question>>,
    /// Counts how often the draft was replaced by another one.
    swaps: RwSignal<u32>,
    /// Whether the last draft of the writer was looked for.
    ready: RwSignal<bool>,
    slot: StoredValue<Slot, LocalStorage>,
    area: NodeRef<html::Textarea>,
}

/// Why the composer closed a draft without a request of its writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// Another account is signed in, or none. The draft stays stored for its owner.
    AccountChanged,
    /// Another tab resumed it.
    OtherTab,
}

impl Composer {
    /// The composer of the post that `handle` describes, with a blank draft.
    pub fn new(handle: FormHandle) -> Self {
        let (session, preferences) = (use_session(), use_preferences());
        let (target, watched) = (handle.target(), handle.standing().watched);
        let draft = preferences.get_untracked(|chosen| Draft::blank(&target, watched, chosen));
        Self {
            draft: RwSignal::new(draft),
            handle,
            session,
            preferences,
            stored: RwSignal::new(None),
            others: RwSignal::new(Vec::new()),
            close_reason: RwSignal::new(None),
            question: RwSignal::new(None),
            swaps: RwSignal::new(0),
            ready: RwSignal::new(false),
            slot: StoredValue::new_local(Slot::default()),
            area: NodeRef::new(),
        }
    }

    /// Resumes the writer's last draft once the session is known, and then carries out the requests of the handle.
    pub fn start(self) {
        Effect::new(move |_| {
            if let Some(owner) = self.session.draft_owner().get() {
                self.switch_owner(owner);
            }
        });
        let requests = self.handle.requests();
        Effect::new(move |_| {
            let is_ready = self.ready.get() && self.area.with(Option::is_some);
            if is_ready && requests.with(|requests| !requests.is_empty()) {
                let requests = requests.try_update(std::mem::take).unwrap_or_default();
                for request in requests {
                    self.carry_out(request);
                }
            }
        });
        self.store_on_leave();
    }

    /// Where the post goes.
    pub fn target(self) -> Target {
        self.handle.target()
    }

    /// The owner of the draft. `None`: not known yet.
    pub fn owner(self) -> Option<DraftOwner> {
        self.slot.with_value(|slot| slot.owner)
    }

    /// The writer's permissions.
    pub const fn standing(self) -> VisitorPermissions {
        self.handle.standing()
    }

    /// The draft.
    pub fn draft(self) -> Signal<Draft> {
        self.draft.into()
    }

    /// Whether the browser stored the draft. `None`: nothing to store yet.
    pub fn is_stored(self) -> Signal<Option<bool>> {
        self.stored.into()
    }

    /// Other stored drafts for the same target, by the same owner or by a guest.
    pub fn others(self) -> Signal<Vec<StoredDraft>> {
        self.others.into()
    }

    /// Why the previous draft was closed, until the text changes.
    pub fn close_reason(self) -> Signal<Option<CloseReason>> {
        self.close_reason.into()
    }

    /// The decision to make before the post can be sent, if any.
    pub const fn question(self) -> RwSignal<Option<Question>> {
        self.question
    }

    /// Changes whenever the draft is replaced by another one, which requires redrawing the form fields.
    pub fn swaps(self) -> Signal<u32> {
        self.swaps.into()
    }

    /// Reference to set on the text area.
    pub const fn area(self) -> NodeRef<html::Textarea> {
        self.area
    }

    /// Sets the text, after the text area changed.
    pub fn write(self, body: String) {
        self.change(|draft| draft.body = body);
    }

    /// Sets the message icon.
    pub fn choose_icon(self, icon: Option<MessageIcon>) {
        self.change(|draft| draft.icon = icon);
    }

    /// Changes the draft, for instance `|draft| draft.notify = true`, and schedules storing it.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.close_reason.set(None);
        self.store_soon();
    }

    /// Applies an edit, computed from the text and its selection, to the text area.
    pub fn edit(self, edit: impl FnOnce(&str, Range<usize>) -> Edit) {
        let Some(area) = self.area.get_untracked() else {
            return;
        };
        let (text, selection) = text_area::read(&area);
        text_area::apply(&area, &text, &edit(&text, selection));
        self.write(area.value());
    }

    /// Replaces the whole text. The browser's undo reverts it.
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

    fn carry_out(self, request: Request) {
        match request {
            Request::Focus => self.focus(),
            Request::Quote(posts) => self.quote(&posts),
        }
    }

    /// Quotes posts, or the selected passages of them, at the caret and focuses the text area.
    fn quote(self, posts: &[(Post, Option<String>)]) {
        for (post, passage) in posts {
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

    /// Focuses the text area and scrolls it into view.
    pub fn focus(self) {
        if let Some(area) = self.area.get_untracked() {
            area.scroll_into_view();
            // Fails only for an element that is not in the document.
            let _ = area.focus();
        }
    }

    /// Submits the form of the text area, like its button.
    pub fn send(self) {
        if let Some(area) = self.area.get_untracked() {
            text_area::submit(&area);
        }
    }

    /// Gives the draft a new idempotency key, so that it is posted in addition to its earlier version.
    pub fn renew_key(self) {
        self.change(|draft| draft.key = random::idempotency_key());
    }

    /// Makes `account`, which is signed in, the owner of the draft.
    pub fn assign_to(self, account: Account) {
        self.transfer_to(DraftOwner::Account(account.id));
        self.session.observe_account(Some(account));
    }
}
