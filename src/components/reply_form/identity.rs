//! Who writes: the account that is signed in, or pseudo and password.

use leptos::prelude::*;

use crate::{
    components::{
        dynamic::dynamic,
        form::{Entry, FieldRow, Refusal, entry_row},
    },
    i18n::use_i18n,
    state::{Composer, use_navigation, use_session},
};

/// Pseudo and password, or who is signed in.
#[component]
pub(super) fn Identity(composer: Composer, refusal: Refusal) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let back = use_navigation().way_back();
    let pseudo = Memo::new(move |_| {
        session
            .account()
            .with(|a| a.as_ref().map(|a| a.pseudo.clone()))
    });
    dynamic(move || match pseudo.get() {
        Some(pseudo) => view! { <SignedIn pseudo/> }.into_any(),
        None => {
            let mut password = Entry::password(i18n);
            if composer.standing().guests {
                password = password.hint(i18n.guest_hint);
            }
            let rows = [Entry::pseudo(i18n, &back), password];
            rows.map(|entry| entry_row(entry, refusal)).into_any()
        }
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
