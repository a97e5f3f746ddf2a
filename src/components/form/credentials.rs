//! Pseudo and password.

use leptos::{html, prelude::*};
use palabre_contract::{Credentials, Field};

use super::{
    field::{FieldFault, FieldRow},
    refusal::Refusal,
};
use crate::{address::Address, browser::page, i18n::use_i18n};

/// The two fields of somebody who is not signed in. What stands in them is read once, when the form is
/// sent, and kept nowhere.
#[derive(Clone, Copy, Default)]
pub struct CredentialFields {
    /// The name.
    pub pseudo: NodeRef<html::Input>,
    /// The password.
    pub password: NodeRef<html::Input>,
}

impl CredentialFields {
    /// Puts the caret into the field, where it is one of these two. `false`: it is another.
    pub fn focus(self, field: Field) -> bool {
        let at = match field {
            Field::Pseudo => self.pseudo.get_untracked(),
            Field::Password => self.password.get_untracked(),
            Field::Body | Field::Title => return false,
        };
        if let Some(at) = at {
            page::focus(&at);
        }
        true
    }

    /// What was typed. `None`: the fields are not shown, since somebody is signed in.
    pub fn read(self) -> Option<Credentials> {
        Some(Credentials {
            pseudo: self.pseudo.get_untracked()?.value().trim().to_owned(),
            password: self.password.get_untracked()?.value(),
        })
    }
}

/// The two fields, with the ways out for those who have nothing to put there.
#[component]
pub fn CredentialRows(
    /// The fields.
    fields: CredentialFields,
    /// What is wrong with them.
    refusal: Refusal,
) -> impl IntoView {
    let i18n = use_i18n();
    let (pseudo_fault, password_fault) = (refusal.of(Field::Pseudo), refusal.of(Field::Password));
    view! {
        <FieldRow label=i18n.pseudo control="pseudo">
            <input
                id="pseudo"
                class="input"
                type="text"
                name="username"
                autocomplete="username"
                autocapitalize="off"
                spellcheck="false"
                node_ref=fields.pseudo
                aria-describedby="pseudo-fault"
                aria-invalid=move || pseudo_fault.get().is_some().to_string()
                on:input=move |_| refusal.clear_field(Field::Pseudo)
            />
            <a class="field__aside" href=Address::SignUp.to_string()>{i18n.register_question}</a>
            <FieldFault id="pseudo-fault" fault=pseudo_fault/>
        </FieldRow>
        <FieldRow label=i18n.password control="password">
            <input
                id="password"
                class="input"
                type="password"
                name="password"
                autocomplete="current-password"
                node_ref=fields.password
                aria-describedby="password-fault"
                aria-invalid=move || password_fault.get().is_some().to_string()
                on:input=move |_| refusal.clear_field(Field::Password)
            />
            <a class="field__aside" href=Address::LostPassword.to_string()>{i18n.lost_password_question}</a>
            <FieldFault id="password-fault" fault=password_fault/>
        </FieldRow>
    }
}
