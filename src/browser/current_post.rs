//! The post that is being read: moving to the next or previous one, and quoting it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::page;

const POSTS: &str = "article.post";

fn posts() -> Vec<Element> {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(POSTS).ok());
    let Some(found) = found else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

/// Index of the post that contains the focus, else of the first one that is visible.
fn current(posts: &[Element]) -> Option<usize> {
    let focused = web_sys::window()?.document()?.active_element();
    let has_focus =
        |post: &Element| (focused.as_ref()).is_some_and(|element| post.contains(Some(element)));
    posts.iter().position(has_focus).or_else(|| {
        posts
            .iter()
            .position(|post| post.get_bounding_client_rect().bottom() > 1.0)
    })
}

/// Scrolls to the next or previous post and focuses it; at the first or last post, to the current one.
pub fn step(forward: bool) {
    let posts = posts();
    let Some(at) = current(&posts) else {
        return;
    };
    let is_focused = web_sys::window()
        .and_then(|window| window.document()?.active_element())
        .is_some_and(|focused| posts[at].contains(Some(&focused)));
    let to = match (forward, is_focused) {
        // Without a focused post, the first step focuses the visible one.
        (true, false) => at,
        (true, true) => (at + 1).min(posts.len() - 1),
        (false, _) => at.saturating_sub(1),
    };
    page::jump_to_id(&posts[to].id());
}

/// Clicks the quote button of the current post.
pub fn quote() {
    let posts = posts();
    let button = current(&posts)
        .and_then(|at| posts[at].query_selector("[data-act=quote]").ok().flatten())
        .and_then(|button| button.dyn_into::<HtmlElement>().ok());
    if let Some(button) = button {
        button.click();
    }
}
