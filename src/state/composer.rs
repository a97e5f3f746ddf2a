//! The post that is being written: its text, its options, and the edits that buttons make to it.

use std::ops::Range;

use leptos::{html, prelude::*};
use palabre_contract::{MessageIcon, Post, Standing};
use palabre_markup::edit::{self, Edit};

use super::{
    draft::{Draft, Target},
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
#[derive(Clone, Copy)]
pub struct Composer {
    target: StoredValue<Target>,
    standing: Standing,
    draft: RwSignal<Draft>,
    kept: RwSignal<Option<bool>>,
    area: NodeRef<html::Textarea>,
    passage: Passage,
}

/// The passage that is selected in the post whose element has this `id`, as markup. In the app that is
/// [`selection::in_post`](crate::browser::selection::in_post); in a shadow root browsers tell of no selection.
pub type Passage = fn(&str) -> Option<String>;

impl Composer {
    /// The post to `target`, taken up where it was left, for everything below the current owner.
    /// `standing`: how its writer stands there. `passage`: what of a post is quoted, if not all of it.
    pub fn provide(target: Target, standing: Standing, passage: Passage) -> Self {
        let draft = Draft::kept(&target).unwrap_or_else(|| {
            use_preferences().now(|chosen| Draft::blank(&target, standing.watched, chosen))
        });
        let composer = Self {
            draft: RwSignal::new(draft),
            target: StoredValue::new(target),
            standing,
            kept: RwSignal::new(None),
            area: NodeRef::new(),
            passage,
        };
        provide_context(composer);
        composer
    }

    /// Where it goes.
    pub fn target(self) -> Target {
        self.target.get_value()
    }

    /// How its writer stands there.
    pub const fn standing(self) -> Standing {
        self.standing
    }

    /// What was written so far.
    pub fn draft(self) -> Signal<Draft> {
        self.draft.into()
    }

    /// Whether the browser keeps the draft. `None`: nothing had to be kept yet.
    pub fn is_kept(self) -> Signal<Option<bool>> {
        self.kept.into()
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

    /// Changes an option, for instance `|draft| draft.notify = true`, and keeps the draft.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        let kept = self
            .draft
            .with_untracked(|draft| self.target.with_value(|target| draft.keep(target).is_ok()));
        self.kept.set(Some(kept));
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
            // Only an element that is not in the page refuses the focus.
            let _ = area.focus();
        }
    }

    /// Sends the form that the text area stands in, as its button would.
    pub fn send(self) {
        if let Some(area) = self.area.get_untracked() {
            text_area::submit(&area);
        }
    }

    /// The server has the post with the text `sent`: forgets it, and keeps the options for the next
    /// one. What was written since then stays, as a post of its own.
    pub fn sent(self, sent: &str) {
        // The page may have been left while the answer was on its way; the draft goes all the same.
        let _ = self.target.try_with_value(Draft::forget);
        let is_done = self.draft.try_update(|draft| {
            draft.key = random::idempotency_key();
            draft.icon = None;
            draft.title.clear();
            let is_done = draft.body == sent;
            if is_done {
                draft.body.clear();
            }
            is_done
        });
        match is_done {
            Some(true) => {
                self.kept.set(None);
                if let Some(area) = self.area.get_untracked() {
                    area.set_value("");
                }
            }
            Some(false) => self.change(|_| {}),
            None => {}
        }
    }

    /// The server has another version of this post: the next try, which is the person's own doing, is a
    /// post of its own.
    pub fn renew_key(self) {
        self.change(|draft| draft.key = random::idempotency_key());
    }
}

/// The post that is being written here. `None`: nothing can be written here.
pub fn use_composer() -> Option<Composer> {
    use_context()
}
