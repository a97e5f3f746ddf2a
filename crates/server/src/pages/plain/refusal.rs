//! The page for a form that was refused and cannot be shown again.

use maud::html;
use palabre_contract::{Problem, ProblemKind};

use super::{
    Page, Texts,
    field::{self, Tone, notice},
};

/// Why the form was refused, and the text that was sent with it, if it arrived.
pub(in crate::pages) fn refusal(problem: &Problem, text: Option<&str>, texts: Texts) -> Page {
    let form = texts.form();
    let message = html! {
        p { (form.problem(problem)) }
        @if text.is_none() { p { (form.go_back) } }
    };
    let main = html! {
        div class="page__failure" lang=(texts.language) {
            h1 { (form.refused) }
            (notice(Tone::Failure, &message))
            @if let Some(text) = text { (field::kept_text(text, texts)) }
            @if problem.kind == ProblemKind::SignInRequired { p { a href="/sign-in" { (form.sign_in) } } }
            p { a href="/" { (form.all_forums) } }
        }
    };
    Page::new(form.refused.into(), main)
}
