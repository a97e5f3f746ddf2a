//! Error messages, and what is shown in place of content that could not be loaded.

use leptos::prelude::*;
use palabre_contract::{Breach, Fault, Problem, ProblemKind};

use super::{
    notice::{Notice, Tone},
    unsent_texts::unsent_texts,
};
use crate::{
    address::{Address, SitePage},
    api::ApiError,
    i18n::{I18n, use_i18n},
    state::{Navigation, SignInMethod, Target, here, use_sign_in_method},
};

/// The message for an error: what happened and what to do.
pub fn explain(i18n: I18n, error: &ApiError) -> String {
    match error {
        ApiError::Network => i18n.network.into(),
        ApiError::Part => i18n.part_missing.into(),
        ApiError::Decode => i18n.unexpected_response.into(),
        ApiError::Rejected(problem) => explain_problem(i18n, problem),
    }
}

fn explain_problem(i18n: I18n, problem: &Problem) -> String {
    match (problem.kind, problem.retry_after) {
        (ProblemKind::TooManyAttempts, Some(wait)) if wait >= 60 => {
            (i18n.too_many_attempts)(&i18n.counted(wait.div_ceil(60), i18n.minutes))
        }
        (ProblemKind::TooManyAttempts, Some(wait)) => {
            (i18n.too_many_attempts)(&i18n.counted(wait, i18n.seconds))
        }
        (ProblemKind::Invalid, _) if !problem.breaches.is_empty() => {
            explain_breach(i18n, problem.breaches[0])
        }
        (kind, _) => (i18n.problem)(kind).into(),
    }
}

/// The message for a field that breaks a rule: what is wrong and what to do.
pub fn explain_breach(i18n: I18n, breach: Breach) -> String {
    match breach.fault {
        Fault::Empty => (i18n.empty)(breach.field).into(),
        Fault::TooShort { min } => (i18n.too_short)(breach.field, &i18n.number(min)),
        Fault::TooLong { max, actual } => {
            (i18n.too_long)(breach.field, &i18n.number(max), &i18n.number(actual))
        }
        Fault::ForbiddenCharacter => (i18n.forbidden_character)(breach.field).into(),
        Fault::MixedScripts => i18n.mixed_scripts.into(),
        Fault::TooManyLines { max } => (i18n.too_many_lines)(&i18n.number(max)),
        Fault::Malformed => (i18n.malformed)(breach.field).into(),
        Fault::Taken => (i18n.taken)(breach.field).into(),
        Fault::TooCommon => i18n.too_common.into(),
        Fault::Unknown => (i18n.unknown)(breach.field).into(),
    }
}

/// Shown in place of content that could not be loaded: the error, and a button to try again.
#[component]
pub fn Failure(
    /// Why it could not be loaded.
    error: ApiError,
    /// Loads it again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    // Unsent texts can be copied even if their topic was deleted or became private.
    let unsent = use_context::<Navigation>()
        .and_then(|navigation| navigation.address().get_untracked())
        .and_then(|address| Target::key_at(&address))
        .map(unsent_texts);
    if error.is(ProblemKind::NotFound) {
        return view! { <NotFound/> {unsent} }.into_any();
    }
    if error.is(ProblemKind::SignInRequired) {
        return view! { <SignInFirst/> {unsent} }.into_any();
    }
    view! {
        <div class="page__failure">
            <h1>{i18n.could_not_load}</h1>
            <Notice tone=Tone::Failure>
                <p>{explain(i18n, &error)}</p>
                <button class="button" type="button" on:click=move |_| on_retry.run(())>
                    {i18n.retry}
                </button>
            </Notice>
            {unsent}
        </div>
    }
    .into_any()
}

/// Shown in place of a page that requires an account: a link to sign in that leads back here.
#[component]
pub fn SignInFirst() -> impl IntoView {
    let i18n = use_i18n();
    let sign_in = match use_sign_in_method() {
        SignInMethod::Form => {
            let to = Address::from(SitePage::SignIn).with_back(&here());
            view! { <p><a href=to>{i18n.sign_in}</a></p> }.into_any()
        }
        SignInMethod::Window(open) => view! {
            <button class="button" type="button" on:click=move |_| open.run(())>
                {i18n.sign_in}
            </button>
        }
        .into_any(),
    };
    view! {
        <Notice tone=Tone::Info>
            <p>{i18n.sign_in_first}</p>
            {sign_in}
        </Notice>
    }
}

/// Shown for an address without a page.
#[component]
pub fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="page__failure">
            <h1>{i18n.page_not_found}</h1>
            <p>{i18n.page_not_found_hint}</p>
            <p>
                <a href=Address::Home.to_string()>{i18n.all_forums}</a>
            </p>
        </div>
    }
}
