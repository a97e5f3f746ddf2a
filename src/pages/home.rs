//! `/`: the list of forums.

use leptos::prelude::*;
use palabre_contract::ForumList;

use crate::{
    api::Client,
    browser::page,
    components::{forum_list::ForumListView, loaded::Loaded},
    i18n::use_i18n,
};

/// The forums of this server.
#[component]
pub fn HomePage() -> impl IntoView {
    let client: Client = expect_context();
    let forums = LocalResource::new(move || client.forums());
    view! { <Loaded resource=forums children=home/> }
}

fn home(list: ForumList) -> impl IntoView {
    let i18n = use_i18n();
    page::set_title(&list.name);
    view! {
        <header class="page__head">
            <h1>{list.name}</h1>
            <p class="page__lead">{i18n.counted(list.forums.len() as u32, i18n.forums)}</p>
        </header>
        <ForumListView forums=list.forums/>
    }
}
