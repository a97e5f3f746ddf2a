//! Header and footer of every page.

use leptos::prelude::*;
use palabre_contract::Theme;

use super::dynamic::{dynamic, each, when};
use super::icon::Icon;
use crate::{
    address::{Address, SitePage},
    browser::page,
    i18n::{Language, use_i18n},
    state::{THEMES, use_navigation, use_preferences, use_session},
};

/// The header: link to the front page, account, theme and language.
#[component]
pub fn SiteHeader() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <a class="skip-link" href="#content">{i18n.site().skip_to_content}</a>
        <header class="site-header">
            <a class="site-header__brand" href=Address::Home.to_string()>
                <img src="/favicon.svg" alt="" width="28" height="28"/>
                {page::site_name()}
            </a>
            <nav class="site-header__tools" aria-label=i18n.site().site_navigation>
                <Identity/>
                <ThemeButton/>
                <LanguageButton/>
            </nav>
        </header>
    }
}

/// The account and a button to sign out, or a link to sign in.
#[component]
fn Identity() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let navigation = use_navigation();
    let address = navigation.address();
    let sign_out = move |_| {
        leptos::task::spawn_local(async move {
            // On an error the account stays shown, because the session still exists.
            let _ = session.sign_out().await;
        });
    };
    let signed_in = move |pseudo: String| {
        view! {
            <a class="button site-header__me" data-variant="quiet"
                href=Address::from(SitePage::Account).to_string()
                title=(i18n.site().signed_in_as)(&pseudo)>
                <Icon name="user"/>
                <span>{pseudo.clone()}</span>
            </a>
            <button class="button site-header__out" data-variant="quiet" type="button" on:click=sign_out>
                {i18n.sign_out}
            </button>
        }
    };
    dynamic(move || {
        session
            .is_known()
            .get()
            .then(|| match session.account().get() {
                Some(account) => signed_in(account.pseudo).into_any(),
                None if !session.capabilities().sessions => ().into_any(),
                None => {
                    address.track();
                    let to = Address::from(SitePage::SignIn).with_back(&navigation.back_or_here());
                    view! { <a class="button" data-variant="quiet" href=to>{i18n.sign_in}</a> }
                        .into_any()
                }
            })
    })
}

/// Switches to the next theme.
#[component]
fn ThemeButton() -> impl IntoView {
    let i18n = use_i18n();
    let preferences = use_preferences();
    let theme = move || preferences.get(|chosen| chosen.theme);
    let icon = move || match theme() {
        Theme::Auto => "auto-theme",
        Theme::Light => "sun",
        Theme::Dark => "moon",
    };
    let label = move || (i18n.labelled)(i18n.theme, (i18n.site().theme_name)(theme()));
    let next = move |_| {
        let at = THEMES.iter().position(|(known, _)| *known == theme());
        let (next, _) = THEMES[(at.unwrap_or_default() + 1) % THEMES.len()];
        preferences.change(|chosen| chosen.theme = next);
    };
    view! {
        <button class="button" data-variant="quiet icon" type="button" aria-label=label title=label
            on:click=next>
            {dynamic(move || view! { <Icon name=icon()/> })}
        </button>
    }
}

/// One button per other language.
#[component]
fn LanguageButton() -> impl IntoView {
    let i18n = use_i18n();
    let preferences = use_preferences();
    let others = Language::ALL
        .into_iter()
        .filter(move |other| *other != i18n.language());
    let button = move |other: Language| {
        view! {
            <button
                class="button"
                data-variant="quiet"
                type="button"
                lang=other.tag()
                title=other.name()
                on:click=move |_| preferences.change(|chosen| {
                    chosen.language = Some(other.tag().to_owned());
                })
            >
                {other.tag().to_uppercase()}
                <span class="visually-hidden">" · "{other.name()}</span>
            </button>
        }
    };
    each(others, button)
}

/// The footer: links to create a forum and to the preferences.
#[component]
pub fn SiteFooter() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let create_forum = move || {
        when(session.capabilities().moderation, || {
            view! { <a href=Address::from(SitePage::NewForum).to_string()>{i18n.site().create_forum}</a> }
        })
    };
    view! {
        <footer class="site-footer">
            {dynamic(create_forum)}
            <a href=Address::from(SitePage::Preferences).to_string()>{i18n.site().preferences_title}</a>
            <span>{i18n.site().powered_by}</span>
        </footer>
    }
}
