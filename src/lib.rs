//! Palabre, the browser app: reads a thread and answers it, against the JSON forum API of
//! [`palabre_contract`], with the post text rendered by [`palabre_markup`].
//!
//! # The rooms
//! | module | what lives there |
//! |---|---|
//! | [`origin`] | where the forum is: here, or, for a page of another site, elsewhere |
//! | [`address`] | the app's pages and their addresses, there and back |
//! | [`api`] | `Client`: one method per endpoint; `ApiError` |
//! | [`json`] | reading JSON in few bytes |
//! | [`part`] | parts of the bundle that are loaded when they are needed |
//! | [`browser`] | the only hand-written `web_sys` and `js_sys`: storage, text areas, `Intl`, the page |
//! | [`i18n`] | the typed message catalogues, French first, and the locale's dates and numbers |
//! | [`state`] | navigation, session, thread, composer, draft, preferences: stores whose methods are verbs |
//! | [`components`] | one noun a file; no router, no document-wide state, so that an embed can use them |
//! | [`pages`] | one route a file: reads parameters, owns the resource, composes components |
//! | `embed` | a binary of its own: what stands in the custom elements in pages of other sites |
//! | [`app`] | contexts, which page is shown, document shell |
//!
//! # Which way the doors open
//! contract, markup, origin, address -> api, part, browser -> i18n, state -> components -> pages -> app, embed.
//! A module imports only from its left.
//!
//! **Reading.** JSON -> `Client` -> the page's resource -> `state::Thread` -> `PostCard` ->
//! `palabre_markup::parse` -> `MarkupView` -> DOM nodes. No string of HTML is ever handed to the DOM.
//!
//! **Writing.** `ReplyForm` -> `NewPost::validate` -> `state::Draft`, with its idempotency key ->
//! `Client::reply` -> the server's `Posted` -> the thread shows it, the draft is forgotten. Only the
//! server's word clears what a person wrote.

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

/// Puts the app into the page that loaded it.
pub fn start() {
    browser::page::report_panics();
    leptos::mount::mount_to_body(app::App);
}
