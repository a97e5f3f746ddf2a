//! The form that signs out, for a button anywhere on the page.

use maud::{Markup, html};

use crate::pages::form_body::CSRF;

/// The `id` of the form, for the attribute `form` of its button.
pub(super) const FORM: &str = "plain-sign-out";

/// A form without visible controls. `csrf`: the session's form token; `back`: the page to return to.
pub(super) fn sign_out_form(csrf: &str, back: &str) -> Markup {
    html! {
        form id=(FORM) method="post" action="/sign-out" hidden {
            input type="hidden" name=(CSRF) value=(csrf);
            input type="hidden" name="back" value=(back);
        }
    }
}
