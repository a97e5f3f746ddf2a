//! `/`: the list of forums.

use leptos::prelude::*;
use palabre_contract::ForumList;

use crate::{browser::page, components::forum_list::ForumListView, i18n::use_i18n};

pub(super) fn home_page(list: ForumList) -> impl IntoView {
    let i18n = use_i18n();
    page::set_title(&list.name);
    let forums = u32::try_from(list.forums.len()).unwrap_or(u32::MAX);
    view! {
        <header class="page__head">
            <h1>{list.name}</h1>
            <p class="page__lead">{i18n.counted(forums, i18n.site().forums)}</p>
        </header>
        <ForumListView forums=list.forums/>
    }
}
