//! How a writer signs in.

use leptos::prelude::*;

/// How a writer signs in at a reply form.
#[derive(Clone, Copy, Debug)]
pub enum SignInMethod {
    /// With username and password fields in the form.
    Form,
    /// In a window of the forum, opened by this callback. Used in pages of other sites, which must never receive a
    /// password.
    Window(Callback<()>),
}

/// The sign-in method in context; [`SignInMethod::Form`] by default.
pub fn use_sign_in_method() -> SignInMethod {
    use_context().unwrap_or(SignInMethod::Form)
}
