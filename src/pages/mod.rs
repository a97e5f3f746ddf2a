//! One page a file: what is fetched for it, and how components make it up.

mod account;
mod credentials;
mod embedding;
mod entrance;
mod forum;
mod forum_settings;
mod home;
mod log;
mod not_found;
mod post;
mod preferences;
mod reply;
mod sessions;
mod signed_in;
mod smilies;
mod thread;
mod write;

use leptos::prelude::*;
use palabre_contract::ForumSlug;

use crate::components::dynamic::when;
use crate::{
    address::{Address, Room, Single},
    api::Client,
    browser::page as browser_page,
    components::loaded::{Fetching, at_once, fetching},
    i18n::use_i18n,
};

/// Fetches the page at an address, at so many posts a page. `None`: the address leads nowhere.
pub fn page(client: Client, address: Option<Address>, per_page: u32) -> Fetching {
    match address {
        Some(Address::Home) => fetching(client.forums(), home::home_page),
        Some(Address::Forum(slug, after)) => {
            fetching(client.topics(&slug, after.as_deref()), forum::forum_page)
        }
        Some(Address::InForum(slug, room)) => match room {
            Room::NewTopic => fetching(client.topics(&slug, None), write::new_topic_page),
            Room::Settings => fetching(client.forum(&slug), forum_settings::settings_page),
            Room::Smilies => fetching(client.smilies(&slug), smilies::smilies_page),
            Room::Embed => fetching(client.embedding(&slug), embedding::embedding_page),
        },
        Some(Address::Log(slug, before)) => fetching(client.log(&slug, before), log::log_page),
        Some(Address::Thread(topic, page)) => fetching(
            client.thread(topic, Some(page), per_page),
            thread::thread_page,
        ),
        Some(Address::Reply(topic)) => fetching(client.review(topic), reply::reply_page),
        Some(Address::Post(post)) => fetching(client.post(post), post::lead_on),
        Some(Address::EditPost(post)) => fetching(client.post(post), write::edit_page),
        Some(Address::Confirm(token, back)) => {
            at_once(move || entrance::confirm_page(token.clone(), back.clone()))
        }
        Some(Address::ResetPassword(token)) => {
            at_once(move || entrance::reset_password_page(token.clone()))
        }
        Some(Address::Unsubscribe(token)) => {
            fetching(client.watch(&token), entrance::unsubscribe_page)
        }
        Some(Address::Single(single)) => match single {
            Single::SignIn => at_once(entrance::sign_in_page),
            Single::SignUp => at_once(entrance::sign_up_page),
            Single::LostPassword => at_once(entrance::lost_password_page),
            Single::NewForum => at_once(forum_settings::new_forum_page),
            Single::Preferences => at_once(preferences::preferences_page),
            Single::Account => at_once(account::account_page),
            Single::ChangeEmail => at_once(credentials::change_email_page),
            Single::ChangePassword => at_once(credentials::change_password_page),
            Single::Leave => at_once(credentials::leave_page),
        },
        None => at_once(not_found::not_found_page),
    }
}

/// The head of a page, which also names the tab; an empty `lead` is left out.
fn head(title: &'static str, lead: &'static str) -> AnyView {
    browser_page::set_title(title);
    view! {
        <header class="page__head">
            <h1>{title}</h1>
            {when(!lead.is_empty(), || view! { <p class="page__lead">{lead}</p> })}
        </header>
    }
    .into_any()
}

/// The line that leads back from a page; beside it the name of where that is, unless it is empty.
fn back(to: String, text: &'static str, name: String) -> AnyView {
    view! {
        <p class="page__back">
            <a href=to>{text}</a>
            {when(!name.is_empty(), || view! { <span>{name}</span> })}
        </p>
    }
    .into_any()
}

/// The same, for the pages of a forum.
fn back_to_forum(slug: ForumSlug, name: String) -> AnyView {
    let text = use_i18n().site().back_to_forum;
    back(Address::Forum(slug, None).to_string(), text, name)
}

/// A link that looks like a button; `rel` says how its page stands to this one.
fn link_button(to: &Address, rel: Option<&'static str>, text: &'static str) -> AnyView {
    view! { <a class="button" href=to.to_string() rel=rel>{text}</a> }.into_any()
}

/// A button; `label` names it where its text alone does not.
fn button(text: &'static str, label: Option<String>, act: Box<dyn Fn()>) -> AnyView {
    view! {
        <button class="button" type="button" aria-label=label on:click=move |_| act()>{text}</button>
    }
    .into_any()
}
