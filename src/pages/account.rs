//! `/account`: picture, signature and open sessions.
use leptos::prelude::*;
use palabre_contract::{Account, Field, Signature, Watch, WatchList};

use super::{button, sessions::session_list, signed_in::signed_in};
use crate::{
    address::{Address, SitePage},
    api::{Answer, Client},
    browser::file::Picture,
    components::{
        avatar::Avatar,
        dynamic::{dynamic, each, when},
        failure::explain,
        form::{Control, Entry, FieldRow, FormValues, FormView, submit},
        loaded::{Loaded, fetching},
        markup_view::MarkupView,
        notice::{Notice, Tone},
        watching::Watching,
    },
    i18n::use_i18n,
    state::use_session,
};

/// `/account`
pub(super) fn account_page() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let link = |(to, text)| view! { <li><a href=Address::from(to).to_string()>{text}</a></li> };
    signed_in(i18n.site().account_title, "", move |account| {
        // Untracked: `signed_in` renders the page once. The answer that names the account has set the capabilities before.
        let can = untrack(move || session.capabilities());
        let mut links = vec![(SitePage::Preferences, i18n.site().preferences_title)];
        if can.accounts {
            links.extend([
                (SitePage::ChangeEmail, i18n.site().change_email),
                (SitePage::ChangePassword, i18n.site().change_password),
                (SitePage::DeleteAccount, i18n.site().delete_account),
            ]);
        }
        let client: Client = expect_context();
        let fetch = Box::new(move || fetching(client.sessions(), session_list));
        let fetch_watches = Box::new(move || fetching(client.watches(), watch_list));
        view! {
            <ul class="links" role="list">{each(links, link)}</ul>
            {when(can.pictures, || view! {
                <section class="section">
                    <h2>{i18n.form().avatar}</h2>
                    <AvatarChoice/>
                </section>
            })}
            {when(can.accounts, || view! {
                <section class="section">
                    <h2>{i18n.form().signature}</h2>
                    <SignatureForm signature=account.signature.unwrap_or_default()/>
                </section>
                <section class="section">
                    <h2>{i18n.site().watches}</h2>
                    <Loaded fetch=fetch_watches/>
                </section>
                <section class="section">
                    <h2>{i18n.site().sessions}</h2>
                    <Loaded fetch/>
                </section>
            })}
        }
        .into_any()
    })
}

/// The watched topics, each with a button that ends the watch.
fn watch_list(list: WatchList) -> AnyView {
    let site = use_i18n().site();
    if list.watches.is_empty() {
        return view! { <p class="list__empty">{site.watches_empty}</p> }.into_any();
    }
    let entry = |watch: Watch| {
        view! {
            <li class="list__entry" data-row="">
                <a href=Address::Thread(watch.topic, 1).to_string() dir="auto">{watch.title}</a>
                <Watching topic=watch.topic watched=true/>
            </li>
        }
    };
    view! { <ul class="list" role="list">{each(list.watches, entry)}</ul> }.into_any()
}

/// Shows, replaces or removes the account's picture.
#[component]
fn AvatarChoice() -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let session = use_session();
    let failure = RwSignal::new(None::<String>);
    let apply = move |answer: Answer<Account>| match answer {
        Ok(account) => {
            failure.set(None);
            session.set_account(Some(account));
        }
        Err(error) => failure.set(Some(explain(i18n, &error))),
    };
    let on_pick = move |event: leptos::ev::Event| {
        if let Some(picture) = Picture::picked(&event) {
            leptos::task::spawn_local(async move { apply(client.set_avatar(picture).await) });
        }
    };
    let on_remove = move || {
        leptos::task::spawn_local(async move { apply(client.delete_avatar().await) });
    };
    let shown = move || {
        let account = session.account().get()?;
        let remove = account
            .avatar
            .is_some()
            .then(|| button(i18n.site().avatar_remove, None, Box::new(on_remove)));
        Some(view! { <Avatar pseudo=account.pseudo src=account.avatar/> {remove} })
    };
    let notice = move || {
        failure
            .get()
            .map(|why| view! { <Notice tone=Tone::Failure>{why}</Notice> })
    };
    view! {
        <FieldRow label=i18n.site().avatar_choose control="picture">
            <div class="picture-choice">
                {dynamic(shown)}
                <input id="picture" class="input" type="file" aria-describedby="picture-hint"
                    accept="image/png,image/jpeg,image/gif,image/webp" on:change=on_pick/>
            </div>
            <p id="picture-hint" class="field__hint">{i18n.site().avatar_hint}</p>
            {dynamic(notice)}
        </FieldRow>
    }
}

/// Edits the signature, with a preview.
#[component]
fn SignatureForm(signature: String) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let session = use_session();
    let written = RwSignal::new(signature.clone());
    let on_submit = submit(move |values| {
        let signature = Signature {
            signature: values.get(Field::Signature).trim().to_owned(),
        };
        async move {
            signature.validate()?;
            session.set_account(Some(client.set_signature(&signature).await?));
            Ok(Some(i18n.site().saved))
        }
    });
    let entry = Entry::new(Field::Signature, i18n.form().signature, Control::Lines(4))
        .value(signature)
        .hint(i18n.site().signature_limits);
    let on_input = move |event: leptos::ev::Event| {
        if let Some(values) = FormValues::around(&event) {
            written.set(values.get(Field::Signature));
        }
    };
    let preview = move || {
        let text = written.get();
        (!text.trim().is_empty()).then(|| {
            view! {
                <FieldRow label=i18n.form().preview>
                    <div class="post__signature prose"><MarkupView text smilies=true/></div>
                </FieldRow>
            }
        })
    };
    view! {
        <div on:input=on_input>
            <FormView entries=vec![entry] button=i18n.site().save on_submit>{dynamic(preview)}</FormView>
        </div>
    }
}
