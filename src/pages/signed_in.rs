//! Pages that require a session.

use leptos::prelude::*;
use palabre_contract::Account;

use super::head;
use crate::{
    components::{dynamic::dynamic, failure::SignInFirst},
    state::use_session,
};

/// A page for an account that is signed in. Waits for the session; without one, asks to sign in.
pub(super) fn signed_in(
    title: &'static str,
    lead: &'static str,
    show: impl FnOnce(Account) -> AnyView + 'static,
) -> AnyView {
    let session = use_session();
    let state = Memo::new(move |_| {
        let is_known = session.is_known().get();
        is_known.then(|| session.account().with(Option::is_some))
    });
    let show: Box<dyn FnOnce(Account) -> AnyView> = Box::new(show);
    let show = StoredValue::new_local(Some(show));
    let page = move || match (state.get()?, show.try_update_value(Option::take).flatten()) {
        (true, Some(show)) => session.account().get_untracked().map(show),
        // Signed out on this page, or not signed in.
        _ => Some(view! { <SignInFirst/> }.into_any()),
    };
    view! { {head(title, lead)} {dynamic(page)} }.into_any()
}
