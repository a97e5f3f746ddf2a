//! The trait [`Engine`]: everything that the site needs from a forum engine.

use super::{Accounts, Forum, Gallery, HostSessions, Hosting, Moderation};

/// A forum engine with all capabilities. Implemented for every type that implements the capability traits, so that
/// the router holds a single value.
pub trait Engine: Forum + Moderation + Accounts + Gallery + Hosting + HostSessions {}

impl<T: Forum + Moderation + Accounts + Gallery + Hosting + HostSessions> Engine for T {}
