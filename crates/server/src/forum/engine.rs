//! The trait [`Engine`]: which capabilities a forum engine has.

use std::sync::Arc;

use palabre_contract::Capabilities;

use super::{Accounts, Gallery, Hosting, Moderation, Reading, Sessions, Writing};

/// A forum engine. Every engine can be read; the methods return its other capabilities. Default: it has none.
///
/// A request that needs a capability which the engine lacks is refused with [`crate::error::Error::NotSupported`].
pub trait Engine: Reading {
    /// Replies, new topics, and changes of posts.
    fn writing(self: Arc<Self>) -> Option<Arc<dyn Writing>> {
        None
    }

    /// Signing in by pseudo and password.
    fn sessions(self: Arc<Self>) -> Option<Arc<dyn Sessions>> {
        None
    }

    /// Sign-up, account recovery and account settings.
    fn accounts(self: Arc<Self>) -> Option<Arc<dyn Accounts>> {
        None
    }

    /// New forums, forum settings, roles, changes of topics, and the audit log.
    fn moderation(self: Arc<Self>) -> Option<Arc<dyn Moderation>> {
        None
    }

    /// Changing custom smilies and avatars.
    fn gallery(self: Arc<Self>) -> Option<Arc<dyn Gallery>> {
        None
    }

    /// Threads and sessions in the pages of other sites.
    fn hosting(self: Arc<Self>) -> Option<Arc<dyn Hosting>> {
        None
    }
}

impl dyn Engine {
    /// The capabilities, as the API reports them.
    #[must_use]
    pub fn capabilities(self: &Arc<Self>) -> Capabilities {
        Capabilities {
            writing: Arc::clone(self).writing().is_some(),
            sessions: Arc::clone(self).sessions().is_some(),
            accounts: Arc::clone(self).accounts().is_some(),
            moderation: Arc::clone(self).moderation().is_some(),
            pictures: Arc::clone(self).gallery().is_some(),
            embedding: Arc::clone(self).hosting().is_some(),
        }
    }
}
