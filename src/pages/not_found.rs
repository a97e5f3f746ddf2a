//! The page for unknown addresses.

use leptos::prelude::*;

use crate::{browser::page, components::failure::NotFound, i18n::use_i18n};

pub(super) fn not_found_page() -> impl IntoView {
    page::set_title(use_i18n().page_not_found);
    view! { <NotFound/> }
}
