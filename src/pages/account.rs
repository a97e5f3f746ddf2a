//! `/account`: picture, signature and sessions; and the pages that change what one signs in with.

use leptos::prelude::*;
use palabre_contract::{
    Account, EmailChange, Farewell, Field, OpenSession, PasswordChange, SessionList, Signature,
};

use super::head;
use crate::{
    address::{Address, Single},
    api::{Answer, Client},
    browser::file::Picture,
    components::{
        avatar::Avatar,
        dynamic::{dynamic, each, when},
        failure::{SignInFirst, explain},
        form::{Control, Entry, FieldRow, Sheet, Typed, submit},
        loaded::{Loaded, fetching, use_reload},
        markup_view::MarkupView,
        notice::{Notice, Tone},
    },
    i18n::use_i18n,
    state::{use_navigation, use_session},
};

/// `/account`: what is shown of somebody, and where they are signed in.
pub(super) fn account_page() -> impl IntoView {
    let i18n = use_i18n();
    let links = [
        (Single::Preferences, i18n.preferences_title),
        (Single::ChangeEmail, i18n.change_email),
        (Single::ChangePassword, i18n.change_password),
        (Single::Leave, i18n.leave),
    ];
    let link = |(to, text)| view! { <li><a href=Address::from(to).to_string()>{text}</a></li> };
    let links = each(links, link);
    signed_in(i18n.account_title, "", move |account| {
        let client: Client = expect_context();
        let fetch = Box::new(move || fetching(client.sessions(), session_list));
        view! {
            <ul class="links" role="list">{links}</ul>
            <section class="section">
                <h2>{i18n.avatar}</h2>
                <AvatarChoice/>
            </section>
            <section class="section">
                <h2>{i18n.signature}</h2>
                <SignatureForm signature=account.signature.unwrap_or_default()/>
            </section>
            <section class="section">
                <h2>{i18n.sessions}</h2>
                <Loaded fetch on_shown=Callback::new(|()| {})/>
            </section>
        }
        .into_any()
    })
}

/// `/change-email`
pub(super) fn change_email_page() -> impl IntoView {
    let i18n = use_i18n();
    signed_in(i18n.change_email, "", |account| email_form(account.email))
}

/// `/change-password`
pub(super) fn change_password_page() -> impl IntoView {
    let i18n = use_i18n();
    signed_in(i18n.change_password, "", |account| {
        password_form(account.pseudo)
    })
}

/// `/leave`
pub(super) fn leave_page() -> impl IntoView {
    let i18n = use_i18n();
    signed_in(i18n.leave, i18n.leave_lead, |_| farewell_form())
}

/// A page for who is signed in, once the server has said who that is.
pub(super) fn signed_in(
    title: &'static str,
    lead: &'static str,
    show: impl FnOnce(Account) -> AnyView + 'static,
) -> AnyView {
    let session = use_session();
    let state = Memo::new(move |_| {
        let is_known = session.is_known().get();
        is_known.then(|| session.account().with(Option::is_some))
    });
    let show: Box<dyn FnOnce(Account) -> AnyView> = Box::new(show);
    let show = StoredValue::new_local(Some(show));
    let page = move || match (state.get()?, show.try_update_value(Option::take).flatten()) {
        (true, Some(show)) => session.account().get_untracked().map(show),
        // Signed out on this page, or never in.
        _ => Some(view! { <SignInFirst/> }.into_any()),
    };
    view! { {head(title, lead)} {dynamic(page)} }.into_any()
}

/// The picture, another one, or none.
#[component]
fn AvatarChoice() -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let session = use_session();
    let fault = RwSignal::new(None::<String>);
    let take = move |answer: Answer<Account>| match answer {
        Ok(account) => {
            fault.set(None);
            session.take(Some(account));
        }
        Err(error) => fault.set(Some(explain(i18n, &error))),
    };
    let on_pick = move |event: leptos::ev::Event| {
        if let Some(picture) = Picture::picked(&event) {
            leptos::task::spawn_local(async move { take(client.show_avatar(picture).await) });
        }
    };
    let on_remove = move |_| {
        leptos::task::spawn_local(async move { take(client.hide_avatar().await) });
    };
    let shown = move || {
        let account = session.account().get()?;
        let remove = account.avatar.is_some().then(|| view! {
            <button class="button" type="button" on:click=on_remove>{i18n.avatar_remove}</button>
        });
        Some(view! { <Avatar pseudo=account.pseudo src=account.avatar/> {remove} })
    };
    let failed = move || {
        fault
            .get()
            .map(|why| view! { <Notice tone=Tone::Failure>{why}</Notice> })
    };
    view! {
        <FieldRow label=i18n.avatar_choose control="picture">
            <div class="picture-choice">
                {dynamic(shown)}
                <input id="picture" class="input" type="file" aria-describedby="picture-hint"
                    accept="image/png,image/jpeg,image/gif,image/webp" on:change=on_pick/>
            </div>
            <p id="picture-hint" class="field__hint">{i18n.avatar_hint}</p>
            {dynamic(failed)}
        </FieldRow>
    }
}

/// The signature, with how it will look.
#[component]
fn SignatureForm(signature: String) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let session = use_session();
    let written = RwSignal::new(signature.clone());
    let on_submit = submit(move |typed| {
        let signature = Signature {
            signature: typed.get(Field::Signature).trim().to_owned(),
        };
        async move {
            signature.validate()?;
            session.take(Some(client.sign(&signature).await?));
            Ok(Some(i18n.saved))
        }
    });
    let entry = Entry::new(Field::Signature, i18n.signature, Control::Lines(4))
        .value(signature)
        .hint(i18n.signature_limits);
    let on_input = move |event: leptos::ev::Event| {
        if let Some(typed) = Typed::around(&event) {
            written.set(typed.get(Field::Signature));
        }
    };
    let preview = move || {
        let text = written.get();
        (!text.trim().is_empty()).then(|| {
            view! {
                <FieldRow label=i18n.preview>
                    <div class="post__signature prose"><MarkupView text smilies=true/></div>
                </FieldRow>
            }
        })
    };
    view! {
        <div on:input=on_input>
            <Sheet entries=vec![entry] button=i18n.save on_submit>{dynamic(preview)}</Sheet>
        </div>
    }
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
            Ok(Some(i18n.change_email_sent))
        }
    });
    let today = email.map(|email| view! { <p>{(i18n.email_of_today)(&email)}</p> });
    let entries = vec![Entry::email(i18n), Entry::current_password(i18n)];
    view! {
        {today}
        <Sheet entries button=i18n.change_email on_submit/>
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
        let known = change.validate(&pseudo);
        async move {
            known?;
            session.enter(client.change_password(&change)).await?;
            Ok(Some(i18n.password_changed))
        }
    });
    let entries = vec![
        Entry::current_password(i18n),
        Entry::new(Field::NewPassword, i18n.new_password, Control::NewPassword),
    ];
    view! { <Sheet entries button=i18n.change_password on_submit/> }.into_any()
}

fn farewell_form() -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let (session, navigation) = (use_session(), use_navigation());
    let on_submit = submit(move |typed| {
        let farewell = Farewell {
            password: typed.get(Field::Password),
        };
        async move {
            session.enter(client.leave(&farewell)).await?;
            navigation.go(&Address::Home.to_string());
            Ok(None)
        }
    });
    view! { <Sheet entries=vec![Entry::current_password(i18n)] button=i18n.leave on_submit/> }
        .into_any()
}

/// The sessions that are open, each with a way to end it.
fn session_list(list: SessionList) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let (session, reload) = (use_session(), use_reload());
    let end_all = move |_| {
        leptos::task::spawn_local(async move {
            // Should the server not be reached, everything stays as it is shown.
            let _ = session.enter(client.end_sessions()).await;
        });
    };
    let end_one = move |_| {
        leptos::task::spawn_local(async move {
            let _ = session.sign_out().await;
        });
    };
    let entry = move |open: OpenSession| {
        let end = move |_| {
            leptos::task::spawn_local(async move {
                if client.end_session(open.id).await.is_ok() {
                    reload.run();
                }
            });
        };
        let agent = browser_named(&open.agent);
        let label = format!("{} : {agent}", i18n.end_session);
        view! {
            <li class="list__entry" data-row="">
                <span>
                    <span title=open.agent.clone()>{agent}</span> " · " {(i18n.session_seen)(&i18n.ago(open.seen_at))}
                </span>
                {when(open.current, || view! { <strong>{i18n.this_session}</strong> })}
                {when(!open.current, || view! {
                    <button class="button" type="button" aria-label=label on:click=end>
                        {i18n.end_session}
                    </button>
                })}
            </li>
        }
    };
    view! {
        <ul class="list" role="list">{each(list.sessions, entry)}</ul>
        <p class="page__acts">
            <button class="button" type="button" on:click=end_one>{i18n.sign_out}</button>
            <button class="button" type="button" on:click=end_all>{i18n.end_sessions}</button>
        </p>
    }
}

/// A browser by the names that its owner knows it by, for instance "Firefox, Windows"; what is none of them
/// as it calls itself. Browsers call themselves by the names of others, too: the first that fits counts.
fn browser_named(agent: &str) -> String {
    let browsers = [
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];
    let browser = browsers.into_iter().find(|(mark, _)| agent.contains(mark));
    let system = systems.into_iter().find(|name| agent.contains(name));
    match (browser, system) {
        (Some((_, browser)), Some(system)) => format!("{browser}, {system}"),
        _ => agent.to_owned(),
    }
}
