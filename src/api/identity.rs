//! Authentication of requests.

use std::cell::RefCell;

use gloo_net::http::RequestBuilder;

/// How requests are authenticated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Identity {
    /// The session cookie of the forum's own pages, sent by the browser.
    #[default]
    Cookie,
    /// The partitioned cookie of a frame in a page of another site: the browser stores one per site.
    Framed,
    /// No cookie: the session token for a host, if there is one.
    Bearer(Option<String>),
}

thread_local! {
    static IDENTITY: RefCell<Identity> = RefCell::default();
}

impl Identity {
    /// Uses this identity for all further requests.
    pub fn activate(self) {
        IDENTITY.set(self);
    }

    /// Whether this is a page of another site. Such a page must never receive a password.
    pub fn is_foreign() -> bool {
        IDENTITY.with_borrow(|identity| matches!(identity, Self::Bearer(_)))
    }
}

/// Adds the header of the current identity, if it has one.
pub(super) fn authenticate(request: RequestBuilder) -> RequestBuilder {
    IDENTITY.with_borrow(|identity| match identity {
        Identity::Cookie | Identity::Bearer(None) => request,
        Identity::Framed => request.header("palabre-framed", "1"),
        Identity::Bearer(Some(token)) => {
            request.header("authorization", &format!("Bearer {token}"))
        }
    })
}
