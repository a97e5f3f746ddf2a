//! `/sign-in`: username and password.

use leptos::prelude::*;
use palabre_contract::{Credentials, Field};

use super::head;
use crate::{
    address::Address,
    components::{
        dynamic::dynamic,
        form::{Entry, FormView, SubmitError, submit},
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::{use_navigation, use_session},
};

/// `/sign-in`
pub(super) fn sign_in_page() -> impl IntoView {
    let i18n = use_i18n();
    let (session, navigation) = (use_session(), use_navigation());
    let back = navigation.back_or_here();
    let form = move || {
        let on_submit = submit(move |typed| {
            let credentials = Credentials {
                pseudo: typed.get(Field::Pseudo).trim().to_owned(),
                password: typed.get(Field::Password),
            };
            async move {
                credentials.validate()?;
                let hint = i18n.site().locked_out_hint;
                let refused = |error| SubmitError::AnswerWithHint(error, hint);
                session.sign_in(credentials).await.map_err(refused)?;
                navigation.go_back();
                Ok(None)
            }
        });
        let entries = vec![Entry::pseudo(i18n, &back), Entry::password(i18n)];
        view! { <FormView entries button=i18n.sign_in on_submit/> }
    };
    view! {
        {head(i18n.site().sign_in_title, "")}
        {dynamic(move || match session.account().get() {
            Some(account) => view! {
                <Notice tone=Tone::Success>
                    <p>{(i18n.site().already_signed_in)(&account.pseudo)}</p>
                    <p><a href=Address::Home.to_string()>{i18n.all_forums}</a></p>
                </Notice>
            }
            .into_any(),
            None => form().into_any(),
        })}
    }
}
