//! One page a file: what is fetched for it, and how components make it up.

mod account;
mod forum;
mod home;
mod not_found;
mod post;
mod reply;
mod thread;

use crate::{
    address::Address,
    api::Client,
    components::loaded::{Fetching, at_once, fetching},
};

/// Fetches the page at an address. `None`: the address leads nowhere.
pub fn page(client: Client, address: Option<Address>) -> Fetching {
    match address {
        Some(Address::Home) => fetching(client.forums(), home::home_page),
        Some(Address::Forum(slug, after)) => {
            fetching(client.topics(&slug, after.as_deref()), forum::forum_page)
        }
        Some(Address::Thread(topic, page)) => {
            fetching(client.thread(topic, page), thread::thread_page)
        }
        Some(Address::Reply(topic)) => fetching(client.review(topic), reply::reply_page),
        Some(Address::Post(post)) => fetching(client.post(post), post::lead_on),
        Some(Address::SignIn) => at_once(account::sign_in_page),
        Some(Address::SignUp) => at_once(account::sign_up_page),
        Some(Address::LostPassword) => at_once(account::lost_password_page),
        Some(Address::NewForum) => at_once(account::new_forum_page),
        None => at_once(not_found::not_found_page),
    }
}
