//! `/f/:slug/log`: the audit log of a forum.

use leptos::prelude::*;
use palabre_contract::{LogEntry, LogPage};

use super::{head, link_button};
use crate::{
    address::Address,
    components::{
        dynamic::{each, given, when},
        moment::Moment,
    },
    i18n::use_i18n,
    state::use_navigation,
};

pub(super) fn log_page(page: LogPage) -> impl IntoView {
    let i18n = use_i18n();
    let slug = use_navigation().forum();
    let is_empty = page.entries.is_empty();
    view! {
        {head(i18n.site().log_title, i18n.site().log_lead)}
        {when(is_empty, || view! { <p class="list__empty">{i18n.site().log_empty}</p> })}
        <ol class="list" role="list">{each(page.entries, log_entry)}</ol>
        {given(page.next, |next| {
            let to = Address::Log(slug, Some(next));
            view! { <p>{link_button(&to, Some("next"), i18n.site().log_older)}</p> }
        })}
    }
}

fn log_entry(entry: LogEntry) -> AnyView {
    let i18n = use_i18n();
    let to = match (entry.post, entry.topic) {
        (Some(post), _) => Some(Address::Post(post)),
        (None, topic) => topic.map(|topic| Address::Thread(topic, 1)),
    };
    let (before, after) = (i18n.site().audit_action)(entry.act);
    let subject = match to {
        Some(to) => view! { <a href=to.to_string()>{entry.subject}</a> }.into_any(),
        None => view! { <span>{entry.subject}</span> }.into_any(),
    };
    view! {
        <li class="list__entry" data-row="">
            <span><strong>{entry.pseudo}</strong> " " {before} " " {subject} " " {after}</span>
            <span class="list__meta"><Moment at=entry.at/></span>
        </li>
    }
    .into_any()
}
