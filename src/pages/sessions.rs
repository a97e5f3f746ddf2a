//! The list of open sessions on `/account`.

use leptos::prelude::*;
use palabre_contract::{OpenSession, SessionList};

use super::button;
use crate::{
    address::without_scheme,
    api::Client,
    components::{
        dynamic::{each, given, when},
        loaded::use_reload,
    },
    i18n::use_i18n,
    state::use_session,
};

/// The open sessions, each with a button that ends it.
pub(super) fn session_list(list: SessionList) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let (session, reload) = (use_session(), use_reload());
    let end_all = move || {
        leptos::task::spawn_local(async move {
            // If this fails, nothing has changed.
            let _ = session.apply(client.end_sessions()).await;
        });
    };
    let end_one = move || {
        leptos::task::spawn_local(async move {
            let _ = session.sign_out().await;
        });
    };
    let entry = move |open: OpenSession| {
        let end = move || {
            leptos::task::spawn_local(async move {
                if client.end_session(open.id).await.is_ok() {
                    reload.run();
                }
            });
        };
        let agent = browser_name(&open.agent);
        let label = (i18n.labelled)(i18n.site().end_session, &agent);
        view! {
            <li class="list__entry" data-row="">
                <span>
                    <span title=open.agent.clone()>{agent}</span> " · " {(i18n.site().session_seen)(&i18n.ago(open.seen_at))}
                    {given(open.host, |host| {
                        [" · ", &(i18n.site().session_host)(without_scheme(&host).unwrap_or(&host))].concat()
                    })}
                </span>
                {when(open.current, || view! { <strong>{i18n.site().this_session}</strong> })}
                {when(!open.current, || {
                    button(i18n.site().end_session, Some(label), Box::new(end))
                })}
            </li>
        }
    };
    view! {
        <ul class="list" role="list">{each(list.sessions, entry)}</ul>
        <p class="page__acts">
            {button(i18n.sign_out, None, Box::new(end_one))}
            {button(i18n.site().end_sessions, None, Box::new(end_all))}
        </p>
    }
}

/// Browser and system of a user agent, for instance "Firefox, Windows"; the whole user agent if unknown. User agents
/// also contain the names of other browsers, so the first match is used.
fn browser_name(agent: &str) -> String {
    let browsers = [
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];
    let browser = browsers
        .into_iter()
        .find(|(token, _)| agent.contains(token));
    let system = systems.into_iter().find(|name| agent.contains(name));
    match (browser, system) {
        (Some((_, browser)), Some(system)) => format!("{browser}, {system}"),
        _ => agent.to_owned(),
    }
}
