//! The pages, one file per route or group of related routes: fetches a page's data and composes components.

mod account;
mod credentials;
mod embedding;
mod forum;
mod forum_settings;
mod home;
mod log;
mod not_found;
mod password_reset;
mod post;
mod preferences;
mod rare;
mod reply;
mod sessions;
mod sign_in;
mod sign_up;
mod signed_in;
mod smilies;
mod thread;
mod unsubscribe;
mod write;

use leptos::prelude::*;
use palabre_contract::{ForumSlug, PostId, topic::POSTS_PER_PAGE};

use crate::components::dynamic::when;
use crate::{
    address::Address,
    api::Client,
    browser::page as browser_page,
    components::loaded::{Fetching, at_once, fetching},
    i18n::use_i18n,
    part,
};

part!(app rare, rare_part: fn(Client, Address) -> Fetching = rare::page);

/// Fetches the page at an address. `None`: shows the page for unknown addresses. `per_page`: posts per page of a thread.
/// `linked`: the post in the fragment of the address.
pub fn page(
    client: Client,
    address: Option<Address>,
    linked: Option<PostId>,
    per_page: u32,
) -> Fetching {
    match address {
        Some(Address::Home) => fetching(client.forums(), home::home_page),
        Some(Address::Forum(slug, after)) => {
            fetching(client.topics(&slug, after.as_deref()), forum::forum_page)
        }
        Some(Address::Thread(topic, page)) => {
            // The number of the page in a link to a post is for the default number of posts per page.
            let linked = linked.filter(|_| per_page != POSTS_PER_PAGE);
            let call = match linked {
                Some(post) => client.thread_around(topic, post, per_page),
                None => client.thread(topic, Some(page), per_page),
            };
            fetching(call, thread::thread_page)
        }
        Some(Address::Reply(topic)) => fetching(client.review(topic), reply::reply_page),
        Some(Address::Post(post)) => fetching(client.post(post), post::redirect_to_thread),
        Some(address) => Box::pin(async move { rare_part().await?(client, address).await }),
        None => at_once(not_found::not_found_page),
    }
}

/// The header of a page. Also sets the document's title. An empty `lead` is omitted.
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

/// The link back to the parent page, followed by that page's name unless it is empty.
fn back(to: String, text: &'static str, name: String) -> AnyView {
    view! {
        <p class="page__back">
            <a href=to>{text}</a>
            {when(!name.is_empty(), || view! { <span dir="auto">{name}</span> })}
        </p>
    }
    .into_any()
}

/// The link back to a forum, followed by links to the list of forums and to the forum, unless `name` is empty.
fn back_to_forum(slug: ForumSlug, name: String) -> AnyView {
    let i18n = use_i18n();
    let to = Address::Forum(slug, None).to_string();
    view! {
        <div class="page__back">
            <a href=to.clone()>{i18n.site().back_to_forum}</a>
            {when(!name.is_empty(), || view! {
                <nav class="page__crumbs" aria-label=i18n.site().breadcrumb>
                    <a href=Address::Home.to_string()>{browser_page::site_name()}</a>
                    " › "
                    <a href=to dir="auto">{name}</a>
                </nav>
            })}
        </div>
    }
    .into_any()
}

/// A link that looks like a button. `rel`: the link type.
fn link_button(to: &Address, rel: Option<&'static str>, text: &'static str) -> AnyView {
    view! { <a class="button" href=to.to_string() rel=rel>{text}</a> }.into_any()
}

/// A button. `label`: its accessible name, if the text is not enough.
fn button(text: &'static str, label: Option<String>, act: Box<dyn Fn()>) -> AnyView {
    view! {
        <button class="button" type="button" aria-label=label on:click=move |_| act()>{text}</button>
    }
    .into_any()
}
