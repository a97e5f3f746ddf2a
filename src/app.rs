//! The app: provides the contexts of all pages and shows the current page between the site's header and footer.

use leptos::prelude::*;

use crate::{
    api::Client,
    browser::page,
    components::{
        loaded::Loaded,
        site::{SiteFooter, SiteHeader},
    },
    i18n::I18n,
    pages,
    state::{CustomSmilies, FreshPost, Navigation, PreferencesStore, SessionStore},
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let client = Client;
    let preferences = PreferencesStore::provide(client);
    provide_context(client);
    provide_context(FreshPost::default());
    SessionStore::provide(client, preferences);
    CustomSmilies::provide(client);
    let i18n = I18n::provide(preferences.language());
    page::set_language(i18n.language().tag());

    page::end_boot_screen();
    let navigation = Navigation::provide();
    let address = navigation.address();
    let fetch = Box::new(move || pages::page(client, address.get(), preferences.posts_per_page()));
    let on_shown = Callback::new(move |()| {
        page::end_boot();
        navigation.page_shown();
    });
    view! {
        <div class="site">
            <SiteHeader/>
            <main id="content" class="page" tabindex="-1">
                <Loaded fetch on_shown/>
            </main>
            <SiteFooter/>
        </div>
    }
}
