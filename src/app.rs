//! The app: provides the contexts of all pages and shows the current page between the site's header and footer.

use leptos::prelude::*;

use crate::{
    api::Client,
    browser::page,
    components::{
        loaded::{Fetching, Loaded},
        site::{SiteFooter, SiteHeader},
    },
    i18n::I18n,
    pages,
    state::{CustomSmilies, FreshPost, Navigation, PreferencesStore, ServerForm, SessionStore},
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
    let server_form = ServerForm::provide();
    let i18n = I18n::provide(preferences.language());
    page::set_language(i18n.language().tag());

    page::end_boot_screen();
    let navigation = Navigation::provide();
    let address = navigation.address();
    let fetch = Box::new(move || {
        let per_page = preferences.posts_per_page();
        let fetching = pages::page(client, address.get(), navigation.linked_post(), per_page);
        Box::pin(async move {
            let answer = fetching.await;
            // Moving the server's form would end the composition.
            server_form.composition_end().await;
            answer
        }) as Fetching
    });
    let on_shown = Callback::new(move |()| {
        let position = server_form.focus_position();
        leptos::task::spawn_local(async move {
            // The new page is in the document now, and has taken the server's form. Nothing was painted in between.
            leptos::task::tick().await;
            page::end_boot();
            server_form.restore_focus_position(position);
            navigation.page_shown();
        });
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
