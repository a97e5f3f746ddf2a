//! `/lost-password` and `/reset-password`: requesting the link by mail, and choosing a new password with it.

use leptos::prelude::*;
use palabre_contract::{Field, LostPassword, PasswordReset};

use super::head;
use crate::{
    address::{Address, SitePage},
    api::Client,
    components::form::{Control, Entry, FormView, strength, submit},
    i18n::use_i18n,
    state::{use_navigation, use_session},
};

/// `/lost-password`: asks for the e-mail address to send a link to.
pub(super) fn lost_password_page() -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let on_submit = submit(move |typed| {
        let lost = LostPassword {
            email: typed.get(Field::Email).trim().to_owned(),
            language: i18n.language().tag().to_owned(),
        };
        async move {
            lost.validate()?;
            client.request_password_reset(&lost).await?;
            Ok(Some(i18n.site().lost_password_sent))
        }
    });
    view! {
        {head(i18n.site().lost_password_title, i18n.site().lost_password_lead)}
        <FormView entries=vec![Entry::email(i18n)] button=i18n.site().lost_password_button on_submit/>
    }
}

/// `/reset-password?token=…`: asks for the new password. The token is from the link in the mail.
pub(super) fn reset_password_page(token: String) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let (session, navigation) = (use_session(), use_navigation());
    let on_submit = submit(move |typed| {
        let reset = PasswordReset {
            token: token.clone(),
            password: typed.get(Field::NewPassword),
        };
        async move {
            reset.validate()?;
            session.apply(client.reset_password(&reset)).await?;
            navigation.replace(&Address::from(SitePage::Account).to_string());
            Ok(None)
        }
    });
    let password = Entry::new(
        Field::NewPassword,
        i18n.site().new_password,
        Control::NewPassword(strength),
    );
    view! {
        {head(i18n.site().reset_title, i18n.site().reset_lead)}
        <FormView entries=vec![password] button=i18n.site().reset_button on_submit/>
    }
}
