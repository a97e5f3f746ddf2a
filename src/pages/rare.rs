//! The rarely used pages. With the code that decodes their JSON, they are a part of the bundle, loaded on demand.

use std::rc::Rc;

use leptos::prelude::*;
use palabre_contract::ForumSlug;

use super::{
    account, back_to_forum, credentials, embedding, forum_settings, log, not_found, password_reset,
    preferences, sign_in, sign_up, smilies, unsubscribe, write,
};
use crate::{
    address::{Address, ForumPage, SitePage},
    api::Client,
    browser::page as browser_page,
    components::loaded::{Fetching, Show, at_once, fetching},
};

/// A page of a forum whose data does not name the forum: adds its accent and the links back to it.
fn in_forum(client: Client, slug: ForumSlug, page: Fetching) -> Fetching {
    Box::pin(async move {
        // The page first: its error says more, for instance that only moderators may see it.
        let show = page.await?;
        let forum = client.forum(&slug).await?;
        Ok(Rc::new(move || {
            browser_page::use_accent(forum.accent.clone());
            let back = back_to_forum(forum.slug.clone(), forum.name.clone());
            view! { {back} {show()} }.into_any()
        }) as Show)
    })
}

/// Fetches a page that [`super::page`] does not handle itself.
pub(super) fn page(client: Client, address: Address) -> Fetching {
    match address {
        Address::InForum(slug, page) => match page {
            ForumPage::NewTopic => fetching(client.topics(&slug, None), write::new_topic_page),
            ForumPage::Settings => fetching(client.forum(&slug), forum_settings::settings_page),
            ForumPage::Smilies => {
                let page = fetching(client.smilies(&slug), smilies::smilies_page);
                in_forum(client, slug, page)
            }
            ForumPage::Embed => {
                let page = fetching(client.embedding(&slug), embedding::embedding_page);
                in_forum(client, slug, page)
            }
        },
        Address::Log(slug, before) => {
            let page = fetching(client.audit_log(&slug, before), log::log_page);
            in_forum(client, slug, page)
        }
        Address::EditPost(post) => fetching(client.post(post), write::edit_page),
        Address::Confirm(token, back) => {
            at_once(move || sign_up::confirm_page(token.clone(), back.clone()))
        }
        Address::ResetPassword(token) => {
            at_once(move || password_reset::reset_password_page(token.clone()))
        }
        Address::Unsubscribe(token) => {
            fetching(client.watch(&token), unsubscribe::unsubscribe_page)
        }
        Address::Site(page) => match page {
            SitePage::SignIn => at_once(sign_in::sign_in_page),
            SitePage::SignUp => at_once(sign_up::sign_up_page),
            SitePage::LostPassword => at_once(password_reset::lost_password_page),
            SitePage::NewForum => at_once(forum_settings::new_forum_page),
            SitePage::Preferences => at_once(preferences::preferences_page),
            SitePage::Account => at_once(account::account_page),
            SitePage::ChangeEmail => at_once(credentials::change_email_page),
            SitePage::ChangePassword => at_once(credentials::change_password_page),
            SitePage::DeleteAccount => at_once(credentials::delete_account_page),
        },
        Address::Home
        | Address::Forum(..)
        | Address::Thread(..)
        | Address::Reply(_)
        | Address::Post(_) => at_once(not_found::not_found_page),
    }
}
