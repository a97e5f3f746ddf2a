//! Who writes: the account that is signed in, or pseudo and password.

use leptos::{html, prelude::*};
use palabre_contract::{Credentials, Field};

use super::{
    field::{FieldFault, FieldRow},
    refusal::Refusal,
};
use crate::{address::Address, components::dynamic::dynamic, i18n::use_i18n, state::use_session};

/// The two fields of somebody who is not signed in. What stands in them is read once, when the form is
/// sent, and kept nowhere.
#[derive(Clone, Copy)]
pub(super) struct CredentialFields {
    pub(super) pseudo: NodeRef<html::Input>,
    pub(super) password: NodeRef<html::Input>,
}

impl CredentialFields {
    pub(super) fn new() -> Self {
        Self {
            pseudo: NodeRef::new(),
            password: NodeRef::new(),
        }
    }

    /// What was typed. `None`: the fields are not shown, since somebody is signed in.
    pub(super) fn read(self) -> Option<Credentials> {
        Some(Credentials {
            pseudo: self.pseudo.get_untracked()?.value().trim().to_owned(),
            password: self.password.get_untracked()?.value(),
        })
    }
}

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
        None => view! { <SignIn fields refusal/> }.into_any(),
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

#[component]
fn SignIn(fields: CredentialFields, refusal: Refusal) -> impl IntoView {
    let i18n = use_i18n();
    let (pseudo_fault, password_fault) = (refusal.of(Field::Pseudo), refusal.of(Field::Password));
    view! {
        <FieldRow label=i18n.pseudo control="reply-pseudo">
            <input
                id="reply-pseudo"
                class="input"
                type="text"
                name="username"
                autocomplete="username"
                autocapitalize="off"
                spellcheck="false"
                node_ref=fields.pseudo
                aria-describedby="reply-pseudo-fault"
                aria-invalid=move || pseudo_fault.get().is_some().to_string()
                on:input=move |_| refusal.clear_field(Field::Pseudo)
            />
            <a class="field__aside" href=Address::SignUp.to_string()>{i18n.register_question}</a>
            <FieldFault id="reply-pseudo-fault" fault=pseudo_fault/>
        </FieldRow>
        <FieldRow label=i18n.password control="reply-password">
            <input
                id="reply-password"
                class="input"
                type="password"
                name="password"
                autocomplete="current-password"
                node_ref=fields.password
                aria-describedby="reply-password-fault"
                aria-invalid=move || password_fault.get().is_some().to_string()
                on:input=move |_| refusal.clear_field(Field::Password)
            />
            <a class="field__aside" href=Address::LostPassword.to_string()>{i18n.lost_password_question}</a>
            <FieldFault id="reply-password-fault" fault=password_fault/>
        </FieldRow>
    }
}
