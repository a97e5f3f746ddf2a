//! The extractor [`Capability`]: the part of the forum engine that a handler needs.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{
    error::Error,
    forum::{Accounts, Engine, Gallery, Hosting, Moderation, Sessions, Writing},
};

/// A router state that contains the engine.
pub(crate) trait HasEngine {
    /// The engine.
    fn engine(&self) -> &Arc<dyn Engine>;
}

/// A capability of the engine, for instance `Capability<dyn Writing>`. If the engine lacks it, the request is refused
/// with [`Error::NotSupported`], so place it before the other arguments of a handler.
pub(crate) struct Capability<T: ?Sized>(pub(crate) Arc<T>);

macro_rules! capabilities {
    ($($capability:ident: $method:ident,)*) => {$(
        impl<S> FromRequestParts<S> for Capability<dyn $capability>
        where
            S: HasEngine + Send + Sync,
        {
            type Rejection = Error;

            async fn from_request_parts(_: &mut Parts, state: &S) -> Result<Self, Error> {
                let capability = Arc::clone(state.engine()).$method();
                capability.map(Self).ok_or(Error::NotSupported)
            }
        }
    )*};
}

capabilities! {
    Writing: writing,
    Sessions: sessions,
    Accounts: accounts,
    Moderation: moderation,
    Gallery: gallery,
    Hosting: hosting,
}
