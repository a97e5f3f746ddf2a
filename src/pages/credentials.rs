//! `/change-email`, `/change-password` and `/leave`: changing credentials and deleting the account. Each asks for the
//! password, so that an unattended session is not enough.

use leptos::prelude::*;
use palabre_contract::{AccountDeletion, EmailChange, Field, PasswordChange};

use super::signed_in::signed_in;
use crate::{
    address::Address,
    api::Client,
    components::form::{Control, Entry, FormView, strength, submit},
    i18n::use_i18n,
    state::{use_navigation, use_session},
};

/// `/change-email`
pub(super) fn change_email_page() -> impl IntoView {
    let i18n = use_i18n();
    signed_in(i18n.site().change_email, "", |account| {
        email_form(account.email)
    })
}

/// `/change-password`
pub(super) fn change_password_page() -> impl IntoView {
    let i18n = use_i18n();
    signed_in(i18n.site().change_password, "", |account| {
        password_form(account.pseudo)
    })
}

/// `/leave`
pub(super) fn delete_account_page() -> impl IntoView {
    let i18n = use_i18n();
    signed_in(
        i18n.site().delete_account,
        i18n.site().delete_account_lead,
        |_| delete_account_form(),
    )
}

fn email_form(email: Option<String>) -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let on_submit = submit(move |typed| {
        let change = EmailChange {
            password: typed.get(Field::Password),
            email: typed.get(Field::Email).trim().to_owned(),
        };
        async move {
            change.validate()?;
            client.change_email(&change).await?;
            Ok(Some(i18n.site().change_email_sent))
        }
    });
    let current = email.map(|email| view! { <p>{(i18n.site().current_email)(&email)}</p> });
    let entries = vec![Entry::email(i18n), Entry::current_password(i18n)];
    view! {
        {current}
        <FormView entries button=i18n.site().change_email on_submit/>
    }
    .into_any()
}

fn password_form(pseudo: String) -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let session = use_session();
    let on_submit = submit(move |typed| {
        let change = PasswordChange {
            password: typed.get(Field::Password),
            new_password: typed.get(Field::NewPassword),
        };
        let checked = change.validate(&pseudo);
        async move {
            checked?;
            session.apply(client.change_password(&change)).await?;
            Ok(Some(i18n.site().password_changed))
        }
    });
    let entries = vec![
        Entry::current_password(i18n),
        Entry::new(
            Field::NewPassword,
            i18n.site().new_password,
            Control::NewPassword(strength),
        ),
    ];
    view! { <FormView entries button=i18n.site().change_password on_submit/> }.into_any()
}

fn delete_account_form() -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let (session, navigation) = (use_session(), use_navigation());
    let on_submit = submit(move |typed| {
        let deletion = AccountDeletion {
            password: typed.get(Field::Password),
        };
        async move {
            session.apply(client.delete_account(&deletion)).await?;
            navigation.go(&Address::Home.to_string());
            Ok(None)
        }
    });
    view! { <FormView entries=vec![Entry::current_password(i18n)] button=i18n.site().delete_account on_submit/> }
        .into_any()
}
