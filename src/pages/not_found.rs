//! Where no route leads.

use leptos::prelude::*;

use crate::{browser::page, components::failure::NotFound, i18n::use_i18n};

/// Says that nothing stands at this address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    page::end_boot();
    page::set_title(use_i18n().page_not_found);
    view! { <NotFound/> }
}
