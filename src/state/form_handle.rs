//! The handle by which a page reaches its reply form, which may not be loaded yet.

use leptos::prelude::*;
use palabre_contract::{Post, VisitorPermissions};

use super::draft::Target;
use crate::address::anchor;

/// Returns the passage selected in the post whose element has this `id`, as markup. In the app that is
/// [`selection::in_post`](crate::browser::selection::in_post); browsers do not expose selections in shadow roots.
pub type SelectedPassage = fn(&str) -> Option<String>;

/// What the form is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Move the focus to the text.
    Focus,
    /// Quote these posts, each with the passage that was selected in it.
    Quote(Vec<(Post, Option<String>)>),
}

/// The reply form of a page. Requests wait until the form is loaded and its draft is known.
#[derive(Clone, Copy)]
pub struct FormHandle {
    target: StoredValue<Target>,
    standing: VisitorPermissions,
    selected_passage: SelectedPassage,
    requests: RwSignal<Vec<Request>>,
}

impl FormHandle {
    /// Provides the handle of a form for `target` in context. `standing`: the writer's permissions. `selected_passage`:
    /// limits a quote to the selection.
    pub fn provide(
        target: Target,
        standing: VisitorPermissions,
        selected_passage: SelectedPassage,
    ) -> Self {
        let handle = Self {
            target: StoredValue::new(target),
            standing,
            selected_passage,
            requests: RwSignal::new(Vec::new()),
        };
        provide_context(handle);
        handle
    }

    /// Where the post goes.
    pub fn target(self) -> Target {
        self.target.get_value()
    }

    /// [`Self::target`]; `None`: the page was left.
    pub fn try_target(self) -> Option<Target> {
        self.target.try_get_value()
    }

    /// The writer's permissions.
    pub const fn standing(self) -> VisitorPermissions {
        self.standing
    }

    /// Focuses the text and scrolls it into view.
    pub fn focus(self) {
        self.request(Request::Focus);
    }

    /// Quotes posts at the caret and focuses the text. If a passage of a post is selected, only that is quoted.
    pub fn quote(self, posts: &[Post]) {
        let quoted = posts.iter().map(|post| {
            let passage = (self.selected_passage)(&anchor(post.id));
            (post.clone(), passage)
        });
        self.request(Request::Quote(quoted.collect()));
    }

    fn request(self, request: Request) {
        self.requests.update(|requests| requests.push(request));
    }

    /// The requests that were not carried out yet.
    pub const fn requests(self) -> RwSignal<Vec<Request>> {
        self.requests
    }
}

/// The handle in context. `None`: there is no form here.
pub fn use_form_handle() -> Option<FormHandle> {
    use_context()
}
