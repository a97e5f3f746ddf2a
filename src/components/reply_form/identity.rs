//! Who writes: the account that is signed in, or pseudo and password.

use leptos::prelude::*;

use crate::{
    components::{
        dynamic::dynamic,
        form::{CredentialFields, CredentialRows, FieldRow, Refusal},
    },
    i18n::use_i18n,
    state::use_session,
};

/// Pseudo and password, or who is signed in.
#[component]
pub(super) fn Identity(fields: CredentialFields, refusal: Refusal) -> impl IntoView {
    let session = use_session();
    let pseudo = Memo::new(move |_| {
        session
            .account()
            .with(|a| a.as_ref().map(|a| a.pseudo.clone()))
    });
    dynamic(move || match pseudo.get() {
        Some(pseudo) => view! { <SignedIn pseudo/> }.into_any(),
        None => view! { <CredentialRows fields refusal/> }.into_any(),
    })
}

#[component]
fn SignedIn(pseudo: String) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let sign_out = move |_| {
        leptos::task::spawn_local(async move {
            // Should the server not be reached, the name stays where it is: nobody was signed out.
            let _ = session.sign_out().await;
        });
    };
    view! {
        <FieldRow label=i18n.pseudo>
            <strong class="field__value">{pseudo}</strong>
            <button class="button" data-variant="link" type="button" on:click=sign_out>
                {i18n.sign_out}
            </button>
        </FieldRow>
    }
}
