//! The page for addresses where there is nothing, or nothing that the visitor may know of.

use maud::html;

use super::{Page, Texts};

/// The page. The same for what does not exist and for what the visitor may not read. `is_guest`: nobody is signed in.
pub(in crate::pages) fn not_found(is_guest: bool, texts: Texts) -> Page {
    let words = texts.site();
    let main = html! {
        div class="page__failure" {
            h1 { (words.not_found) }
            p { (words.not_found_hint) }
            @if is_guest { p { (words.not_found_members) } }
            p { a href="/" { (words.all_forums) } }
        }
    };
    Page::new(words.not_found.into(), main)
}
