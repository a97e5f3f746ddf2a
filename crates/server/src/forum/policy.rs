//! The rules of the reference forum: who may read, write and moderate, how often, and what a change does.
//!
//! Pure functions. They take values that the caller has read, and return the outcome or a [`Refusal`]; they
//! run no SQL and depend on contract types only. [`crate::store`] calls them inside its transactions, so that
//! what they decide on is still true when it is written. [`SqlForum`](super::SqlForum) calls them for readers.

mod access;
mod edits;
mod moderation;
mod posts;

pub use access::{
    Rights, VisitorFacts, has_links, may_act, may_read, require_role, role, sees_withdrawn,
};
pub use edits::{Editor, PostText, Withdrawal, edit_text, may_edit, withdraw};
pub use moderation::{
    DAY, FORUMS_PER_ACCOUNT, may_change_topic, may_create_forum, may_move_into, set_role,
};
pub use posts::{PostFacts, PostRate, RecentPosts, check_post_rate, hourly_limit, may_post};

use palabre_contract::{PostId, Timestamp};

const HOUR: i64 = 60 * 60 * 1000;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not exist, or the requester may not know that it does.
    #[error("not found")]
    NotFound,
    /// It requires an account.
    #[error("sign-in required")]
    SignInRequired,
    /// It requires a higher role.
    #[error("forbidden")]
    Forbidden,
    /// The topic is locked.
    #[error("topic locked")]
    Locked,
    /// The idempotency key was used for another request, which created this post.
    #[error("idempotency key reused")]
    KeyReused(PostId),
    /// The guest's name is that of an account, looks like one, or is reserved.
    #[error("pseudo taken")]
    PseudoTaken,
    /// No account has that pseudo.
    #[error("pseudo unknown")]
    PseudoUnknown,
    /// Another forum has the slug.
    #[error("slug taken")]
    SlugTaken,
    /// No forum with that slug is visible to the requester.
    #[error("slug unknown")]
    SlugUnknown,
    /// The page is not on one of the forum's hosts.
    #[error("host unknown")]
    HostUnknown,
    /// The forum would be left without an administrator.
    #[error("last administrator")]
    LastAdministrator,
    /// The text was changed since the requester read it.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// The writer's last post is too recent. Milliseconds until the next one is accepted.
    #[error("too soon, next in {0} ms")]
    TooSoon(i64),
    /// A limit per hour or day is reached. Milliseconds until the next one is accepted.
    #[error("too often, next in {0} ms")]
    TooOften(i64),
}

/// Milliseconds until `span` has passed since a moment. A moment in the future, after the clock was set back,
/// counts as now.
fn wait(since: Option<Timestamp>, span: i64, now: Timestamp) -> Option<i64> {
    let wait = span - (now.0 - since?.0).max(0);
    (wait > 0).then_some(wait)
}

#[cfg(test)]
fn rights(role: palabre_contract::Role) -> Rights {
    use palabre_contract::Role;
    Rights {
        role,
        host_listed: true,
        readers: Role::Guest,
        writers: Role::Member,
    }
}
