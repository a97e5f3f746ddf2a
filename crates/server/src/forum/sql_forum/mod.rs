//! The reference implementation of the forum traits: [`SqlForum`] applies [`policy`] over [`crate::store`].

mod access;
mod accounts;
mod gallery;
mod host_sessions;
mod hosting;
mod mail_links;
mod moderation;
mod reading;
mod request_hash;
mod sessions;
mod store_errors;
mod writing;

use std::sync::Arc;

use crate::{
    clock::Clock,
    forum::{
        Accounts, Engine, Gallery, Hosting, Limits, Moderation, Passwords, Sessions, Writing,
        rate_limit::{MailLimiter, PostLimiter, SignInLimiter},
    },
    pictures::Pictures,
    store::Store,
};

/// A forum site with its own database.
pub struct SqlForum {
    name: String,
    store: Store,
    passwords: Passwords,
    pictures: Pictures,
    sign_in_limiter: SignInLimiter,
    post_limiter: PostLimiter,
    limits: Limits,
    clock: Clock,
    mail_limiter: MailLimiter,
    public_url: String,
}

impl SqlForum {
    /// The site in that database, with that name.
    #[must_use]
    pub fn new(name: String, store: Store, passwords: Passwords, clock: Clock) -> Self {
        Self {
            name,
            store,
            passwords,
            pictures: Pictures::default(),
            sign_in_limiter: SignInLimiter::default(),
            post_limiter: PostLimiter::default(),
            limits: Limits::default(),
            clock,
            mail_limiter: MailLimiter::default(),
            public_url: "http://127.0.0.1:8080".into(),
        }
    }

    /// Replaces the default limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Sets the public address of the site, which links in mails begin with.
    #[must_use]
    pub fn with_public_url(self, url: impl Into<String>) -> Self {
        Self {
            public_url: url.into().trim_end_matches('/').to_owned(),
            ..self
        }
    }
}

impl Engine for SqlForum {
    fn writing(self: Arc<Self>) -> Option<Arc<dyn Writing>> {
        Some(self)
    }

    fn sessions(self: Arc<Self>) -> Option<Arc<dyn Sessions>> {
        Some(self)
    }

    fn accounts(self: Arc<Self>) -> Option<Arc<dyn Accounts>> {
        Some(self)
    }

    fn moderation(self: Arc<Self>) -> Option<Arc<dyn Moderation>> {
        Some(self)
    }

    fn gallery(self: Arc<Self>) -> Option<Arc<dyn Gallery>> {
        Some(self)
    }

    fn hosting(self: Arc<Self>) -> Option<Arc<dyn Hosting>> {
        Some(self)
    }
}
