//! `/sign-in`, and the pages behind the reply form's links: `/sign-up`, `/lost-password`, `/new-forum`.

use leptos::{ev, html, prelude::*};
use palabre_contract::Credentials;

use crate::{
    address::Address,
    browser::page,
    components::dynamic::dynamic,
    components::{
        failure::{explain, explain_breach},
        notice::{Notice, Tone},
        reply_form::FieldRow,
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
    let (pseudo, password) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let (fault, set_fault) = signal(None::<String>);
    let sign_in = Action::new_unsync(move |credentials: &Credentials| {
        let credentials = credentials.clone();
        set_fault.set(None);
        async move {
            if let Err(breaches) = credentials.validate() {
                let said: Vec<_> = breaches
                    .into_iter()
                    .map(|breach| explain_breach(i18n, breach))
                    .collect();
                set_fault.set(Some(said.join(" ")));
            } else if let Err(error) = session.sign_in(credentials).await {
                set_fault.set(Some(explain(i18n, &error)));
            }
        }
    });
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let value = |field: NodeRef<html::Input>| field.get_untracked().map(|field| field.value());
        sign_in.dispatch(Credentials {
            pseudo: value(pseudo).unwrap_or_default().trim().to_owned(),
            password: value(password).unwrap_or_default(),
        });
    };
    view! {
        <form class="reply-form__fields" novalidate=true on:submit=on_submit>
            {dynamic(move || fault.get().map(|fault| view! { <Notice tone=Tone::Failure>{fault}</Notice> }))}
            <FieldRow label=i18n.pseudo control="sign-in-pseudo">
                <input id="sign-in-pseudo" class="input" type="text" name="username"
                    autocomplete="username" autocapitalize="off" spellcheck="false" node_ref=pseudo/>
                <a class="field__aside" href=Address::SignUp.to_string()>{i18n.register_question}</a>
            </FieldRow>
            <FieldRow label=i18n.password control="sign-in-password">
                <input id="sign-in-password" class="input" type="password" name="password"
                    autocomplete="current-password" node_ref=password/>
                <a class="field__aside" href=Address::LostPassword.to_string()>{i18n.lost_password_question}</a>
            </FieldRow>
            <div class="field">
                <div class="field__control">
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
