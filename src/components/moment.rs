//! Points in time.

use leptos::prelude::*;
use palabre_contract::Timestamp;

use crate::{browser::intl, i18n::use_i18n};

/// Date and time, for instance "12 mars 2026, 14:05".
#[component]
pub fn Moment(
    /// When.
    at: Timestamp,
) -> impl IntoView {
    view! { <time datetime=intl::iso(at)>{use_i18n().date_time(at)}</time> }
}

/// The time since, with date and time as the tooltip.
#[component]
pub fn Ago(
    /// When.
    at: Timestamp,
) -> impl IntoView {
    let i18n = use_i18n();
    view! { <time datetime=intl::iso(at) title=i18n.date_time(at)>{i18n.ago(at)}</time> }
}
