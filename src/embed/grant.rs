//! The window in which a reader signs in for a host. It shows a page of the forum, so that the host never sees the
//! password.

use leptos::prelude::*;
use palabre::{
    api::Client,
    components::{
        dynamic::dynamic,
        failure::explain,
        form::{Entry, FormView, SubmitError, submit},
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::use_session,
};
use palabre_contract::{Credentials, Field, Grant};

use super::{events::use_events, messages::messages, settings::Settings};

/// Asks the reader to sign in, then whether to grant the host a session.
pub fn grant(settings: Settings) -> AnyView {
    let i18n = use_i18n();
    let session = use_session();
    let host = settings.host;
    let host_name = host.split("://").last().unwrap_or_default().to_owned();
    let host = StoredValue::new(host);
    let step = move || {
        session
            .is_known()
            .get()
            .then(|| match session.account().get() {
                Some(account) => view! { <Consent pseudo=account.pseudo host/> }.into_any(),
                None => view! { <SignIn/> }.into_any(),
            })
    };
    view! {
        <main class="grant">
            <h1>{(messages(i18n).grant_title)(&host_name)}</h1>
            <p>{(messages(i18n).grant_lead)(&host_name)}</p>
            {dynamic(step)}
        </main>
    }
    .into_any()
}

#[component]
fn SignIn() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let on_submit = submit(move |typed| async move {
        let credentials = Credentials {
            pseudo: typed.get(Field::Pseudo).trim().to_owned(),
            password: typed.get(Field::Password),
        };
        credentials.validate()?;
        session.sign_in(credentials).await?;
        Ok::<_, SubmitError>(None)
    });
    let entries = vec![Entry::pseudo(i18n, "/"), Entry::password(i18n)];
    view! { <FormView entries button=i18n.sign_in on_submit/> }
}

#[component]
fn Consent(pseudo: String, host: StoredValue<String>) -> impl IntoView {
    let i18n = use_i18n();
    let (events, session) = (use_events(), use_session());
    let outcome = RwSignal::new(None::<(Tone, String)>);
    let on_grant = move |_| {
        let host = host.get_value();
        leptos::task::spawn_local(async move {
            let message = match Client.grant(&Grant { host }).await {
                Ok(granted) => {
                    events.granted(&granted.token);
                    (Tone::Success, messages(i18n).granted.to_owned())
                }
                Err(error) => (Tone::Failure, explain(i18n, &error)),
            };
            let _ = outcome.try_set(Some(message));
        });
    };
    let sign_out = move |_| {
        leptos::task::spawn_local(async move {
            // If this fails, the account stays signed in and its name stays on the button.
            let _ = session.sign_out().await;
        });
    };
    let notice = move || {
        outcome
            .get()
            .map(|(tone, text)| view! { <Notice tone>{text}</Notice> })
    };
    view! {
        {dynamic(notice)}
        <p class="page__acts">
            <button class="button" data-variant="primary" type="button" on:click=on_grant>
                {(messages(i18n).grant)(&pseudo)}
            </button>
            <button class="button" data-variant="quiet" type="button" on:click=sign_out>
                {i18n.sign_out}
            </button>
        </p>
    }
}
