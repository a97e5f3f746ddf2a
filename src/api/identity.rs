//! As whom requests are sent.

use std::cell::RefCell;

use gloo_net::http::RequestBuilder;

/// What goes along with every request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Identity {
    /// The cookie of the forum's own pages, which the browser sends by itself.
    #[default]
    Cookie,
    /// The cookie of a frame in a page of another site, which the browser keeps apart for that site.
    Framed,
    /// No cookie: the token of a session for a host, where there is one.
    Bearer(Option<String>),
}

thread_local! {
    static IDENTITY: RefCell<Identity> = RefCell::default();
}

impl Identity {
    /// Requests are sent as this one from now on.
    pub fn activate(self) {
        IDENTITY.set(self);
    }

    /// Whether it is that of a page of another site, to which no password may be told.
    pub fn is_foreign() -> bool {
        IDENTITY.with_borrow(|identity| matches!(identity, Self::Bearer(_)))
    }
}

/// The request, as whom it is sent.
pub(super) fn authenticate(request: RequestBuilder) -> RequestBuilder {
    IDENTITY.with_borrow(|identity| match identity {
        Identity::Cookie | Identity::Bearer(None) => request,
        Identity::Framed => request.header("palabre-framed", "1"),
        Identity::Bearer(Some(token)) => {
            request.header("authorization", &format!("Bearer {token}"))
        }
    })
}
