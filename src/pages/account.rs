//! `/sign-in`, and the pages behind the reply form's links: `/sign-up`, `/lost-password`, `/new-forum`.

use leptos::{ev, prelude::*};
use palabre_contract::Credentials;

use crate::{
    address::Address,
    browser::page,
    components::{
        dynamic::dynamic,
        form::{CredentialFields, CredentialRows, Refusal},
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::use_session,
};

/// Pseudo and password, without a reply.
pub(super) fn sign_in_page() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    page::set_title(i18n.sign_in_title);
    view! {
        <header class="page__head">
            <h1>{i18n.sign_in_title}</h1>
        </header>
        {dynamic(move || match session.account().get() {
            Some(account) => view! {
                <Notice tone=Tone::Success>
                    <p>{(i18n.already_signed_in)(&account.pseudo)}</p>
                    <p><a href=Address::Home.to_string()>{i18n.all_forums}</a></p>
                </Notice>
            }
            .into_any(),
            None => view! { <SignInForm/> }.into_any(),
        })}
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let (fields, refusal) = (CredentialFields::default(), Refusal::default());
    let sign_in = Action::new_unsync(move |credentials: &Option<Credentials>| {
        let credentials = credentials.clone();
        refusal.clear();
        async move {
            let Some(credentials) = credentials else {
                return;
            };
            if let Err(breaches) = credentials.validate() {
                refusal.breaches(i18n, &breaches);
            } else if let Err(error) = session.sign_in(credentials).await {
                refusal.answer(i18n, &error);
            }
            if let Some(field) = refusal.first() {
                fields.focus(field);
            }
        }
    });
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        sign_in.dispatch(fields.read());
    };
    let refused = move || {
        let why = refusal.whole().get()?;
        Some(view! { <Notice tone=Tone::Failure>{why}</Notice> })
    };
    view! {
        <form class="form" novalidate=true on:submit=on_submit>
            <CredentialRows fields refusal/>
            <div class="field">
                <div class="field__control">
                    {dynamic(refused)}
                    <button class="button" data-variant="primary" type="submit"
                        aria-disabled=move || sign_in.pending().get().to_string()>
                        {i18n.sign_in}
                    </button>
                </div>
            </div>
        </form>
    }
}

/// Opening an account.
pub(super) fn sign_up_page() -> impl IntoView {
    let i18n = use_i18n();
    view! { <NotYet title=i18n.sign_up_title why=i18n.sign_up_not_yet/> }
}

/// Getting back into an account.
pub(super) fn lost_password_page() -> impl IntoView {
    let i18n = use_i18n();
    view! { <NotYet title=i18n.lost_password_title why=i18n.lost_password_not_yet/> }
}

/// Opening a forum.
pub(super) fn new_forum_page() -> impl IntoView {
    let i18n = use_i18n();
    view! { <NotYet title=i18n.new_forum_title why=i18n.new_forum_not_yet/> }
}

/// Says what this server cannot do yet, and what to do instead.
#[component]
fn NotYet(title: &'static str, why: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    page::set_title(title);
    view! {
        <header class="page__head">
            <h1>{title}</h1>
        </header>
        <Notice tone=Tone::Info>
            <p>{why}</p>
            <p><a href=Address::Home.to_string()>{i18n.all_forums}</a></p>
        </Notice>
    }
}
