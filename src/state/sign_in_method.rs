//! How whoever writes here signs in.

use leptos::prelude::*;

/// How somebody signs in where a post is written.
#[derive(Clone, Copy, Debug)]
pub enum SignInMethod {
    /// By pseudo and password, in the form itself.
    Form,
    /// In a window of the forum's own, which this opens: the form stands in a page of another site, to
    /// which no password may be told.
    Window(Callback<()>),
}

/// The way in here.
pub fn use_sign_in_method() -> SignInMethod {
    use_context().unwrap_or(SignInMethod::Form)
}
