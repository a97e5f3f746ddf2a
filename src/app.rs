//! The app: what every page finds in its context, the routes, and what stands around them.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    api::Client,
    browser::page,
    components::site::{SiteFooter, SiteHeader},
    i18n::I18n,
    pages::{
        ForumPage, HomePage, LostPasswordPage, NewForumPage, NotFoundPage, PostPage, ReplyPage,
        SignInPage, SignUpPage, ThreadPage,
    },
    state::{FreshPost, Pictures, Preferences, SessionStore},
};

/// Everything.
#[component]
pub fn App() -> impl IntoView {
    let client = Client::same_origin();
    let preferences = Preferences::provide();
    provide_context(client);
    provide_context(FreshPost::default());
    SessionStore::provide(client);
    Pictures::provide();
    let i18n = I18n::provide(preferences.language());
    page::set_language(i18n.language().tag());
    view! {
        <Router>
            <div class="site">
                <SiteHeader/>
                <main id="content" class="page" tabindex="-1">
                    <Routes fallback=NotFoundPage>
                        <Route path=path!("/") view=HomePage/>
                        <Route path=path!("/f/:slug") view=ForumPage/>
                        <Route path=path!("/t/:id") view=ThreadPage/>
                        <Route path=path!("/t/:id/reply") view=ReplyPage/>
                        <Route path=path!("/p/:id") view=PostPage/>
                        <Route path=path!("/sign-in") view=SignInPage/>
                        <Route path=path!("/sign-up") view=SignUpPage/>
                        <Route path=path!("/lost-password") view=LostPasswordPage/>
                        <Route path=path!("/new-forum") view=NewForumPage/>
                    </Routes>
                </main>
                <SiteFooter/>
            </div>
        </Router>
    }
}
