//! `/sign-up` and `/confirm`: requesting an account, and confirming its e-mail address.

use leptos::prelude::*;
use palabre_contract::{Field, MailToken, NewAccount};

use super::head;
use crate::{
    address::Address,
    api::Client,
    components::form::{Control, Entry, FormView, strength, submit},
    i18n::use_i18n,
    state::{draft_storage, use_navigation, use_session},
};

/// `/sign-up`: username, e-mail address, password.
pub(super) fn sign_up_page() -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let back = use_navigation().back();
    let on_submit = submit(move |typed| {
        let account = NewAccount {
            pseudo: typed.get(Field::Pseudo).trim().to_owned(),
            email: typed.get(Field::Email).trim().to_owned(),
            password: typed.get(Field::Password),
            language: i18n.language().tag().to_owned(),
            back_to: back.clone(),
            website: typed.get(Field::Website),
        };
        async move {
            account.validate()?;
            client.sign_up(&account).await?;
            Ok(Some(i18n.site().sign_up_sent))
        }
    });
    let entries = vec![
        Entry::new(
            Field::Pseudo,
            i18n.form().pseudo,
            Control::Line("text", "username"),
        ),
        Entry::email(i18n).hint(i18n.site().email_hint),
        Entry::new(
            Field::Password,
            i18n.form().password,
            Control::NewPassword(strength),
        ),
        Entry::new(Field::Website, "", Control::Honeypot),
    ];
    view! {
        {head(i18n.site().sign_up_title, i18n.site().sign_up_lead)}
        <FormView entries button=i18n.site().sign_up_button on_submit/>
    }
}

/// `/confirm?token=…`: the link in the mail that confirms an address. Requires a click on its button, so that programs
/// that prefetch the links of mails do not create accounts.
pub(super) fn confirm_page(token: String, back: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let (session, navigation) = (use_session(), use_navigation());
    let on_submit = submit(move |_| {
        let token = MailToken {
            token: token.clone(),
        };
        let to = (back.clone())
            .filter(|to| Address::parse_local(to).is_some())
            .unwrap_or_else(|| Address::Home.to_string());
        async move {
            session.apply(client.confirm(&token)).await?;
            draft_storage::mark_guest_drafts();
            navigation.replace(&to);
            Ok(None)
        }
    });
    view! {
        {head(i18n.site().confirm_title, i18n.site().confirm_lead)}
        <FormView entries=vec![] button=i18n.site().confirm_button on_submit/>
    }
}
