//! The interface of a forum engine, and the reference implementation.
//!
//! One trait per capability: [`Reading`], which every engine has, and [`Writing`], [`Sessions`], [`Accounts`],
//! [`Moderation`], [`Gallery`] and [`Hosting`], which it may lack. [`Engine`] says which ones it has. Routes depend on
//! the trait that they need, and not on what implements it.
//!
//! [`SqlForum`] is the reference implementation, with all capabilities: it applies the rules of [`policy`] over
//! [`crate::store`]. An adapter to an existing forum engine can replace it.

mod accounts;
mod client_network;
mod engine;
mod gallery;
mod host_sessions;
mod host_token;
mod hosting;
mod limits;
mod mail_templates;
mod moderation;
mod passwords;
pub mod policy;
mod rate_limit;
mod reading;
mod reply_mail;
mod secret;
mod sessions;
mod smiley_codes;
mod sql_forum;
mod visitor;
mod writing;

pub use accounts::Accounts;
pub use client_network::ClientNetwork;
pub use engine::Engine;
pub use gallery::Gallery;
pub use host_sessions::HostSessions;
pub use hosting::{Framed, Hosting};
pub use limits::Limits;
pub use moderation::Moderation;
pub use passwords::Passwords;
pub use reading::{PageSelector, PublicPages, Reading};
pub use secret::{BROWSER_LIFE, SESSION_LIFE, Secret};
pub use sessions::{IssuedTokens, Sessions, SignedIn};
pub use sql_forum::SqlForum;
pub use visitor::Visitor;
pub use writing::{Replied, Writing};
