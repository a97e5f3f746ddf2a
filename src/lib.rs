//! The Palabre browser app. It reads threads and replies to them through the JSON API of [`palabre_contract`] and
//! renders post text with [`palabre_markup`].
//!
//! # Modules
//! | module | contents |
//! |---|---|
//! | [`origin`] | origin of the forum: that of the page, or another one in a page of another site |
//! | [`json`] | JSON deserializer, smaller than `serde_json`'s |
//! | [`address`] | the app's pages as a type: parsed from the address bar, formatted as links |
//! | [`browser`] | the only hand-written `web_sys` and `js_sys`: storage, Web Locks, `BroadcastChannel`, history, focus, text areas, `Intl`, clock, request timeout |
//! | [`api`] | `Client`, with one method per endpoint, and `ApiError` |
//! | [`mod@part`] | parts of the bundle that are loaded on demand |
//! | [`i18n`] | typed message catalogues, French first; dates and numbers in the locale |
//! | [`state`] | stores whose methods are verbs: navigation, session, preferences, thread, custom smilies, and the composer with its stored drafts |
//! | [`components`] | one component per file; no router and no document-wide state, so the embed can use them |
//! | [`pages`] | one route per file: fetches the page's data and composes components |
//! | [`app`] | contexts, and the current page between the site's header and footer |
//! | `embed` | a separate binary: the content of the custom elements in pages of other sites |
//!
//! In [`state`], `form_handle` reaches the reply form of a page before and after it is loaded, `server_form` is the plain form
//! of the server's HTML, `draft` is the text of a post and where it goes, `draft_storage` the drafts stored in this browser, and
//! `composer` the draft that is being written: `composer::autosave` stores it, `composer::switching` changes its owner
//! or replaces it by another one, `composer::submission` sends it, and `composer::question` is a decision that the writer
//! has to make before.
//!
//! # Dependencies
//! contract, markup → origin, json → address, browser → api → part, i18n → state → components → pages → app, embed.
//! A module imports only from those to its left.
//!
//! # Data flow
//! **Reading.** JSON → `Client` → `pages` → `state::Thread` → `PostCard` → `palabre_markup::parse` → `MarkupView` → DOM
//! nodes. No HTML string ever reaches the DOM.
//!
//! **Writing.** `components::lazy_form` keeps the server's plain form on the page and loads the part `writing` when somebody
//! starts to write. `state::FormHandle` collects what the page asks of the form until then (focus, quotes), and
//! `reply_form::takeover` copies text, choices, errors, key and caret. Then: `ReplyForm` → `state::Draft`, with its idempotency key → `NewPost::validate` → `Client::reply` → the
//! server's `Posted`. Only this answer clears the draft, and the thread then shows the post.

#![expect(clippy::needless_pass_by_value, reason = "a component owns its props")]

pub mod address;
pub mod api;
pub mod app;
pub mod browser;
pub mod components;
pub mod i18n;
pub mod json;
pub mod origin;
pub mod pages;
pub mod part;
pub mod state;

/// Mounts the app in the document's body.
pub fn start() {
    browser::page::report_panics();
    leptos::mount::mount_to_body(app::App);
}
