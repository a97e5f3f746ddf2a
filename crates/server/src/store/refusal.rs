//! Why something was not stored, where only the transaction itself can tell: what it reads is still true
//! when it writes, so two at once cannot both be let through.

use palabre_contract::PostId;

/// Why something was not stored.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It is not there, or whoever asks may not know that it is.
    #[error("not there")]
    NotThere,
    /// It takes an account.
    #[error("sign-in required")]
    SignInRequired,
    /// It takes a greater role.
    #[error("forbidden")]
    Forbidden,
    /// The topic is locked.
    #[error("locked")]
    Locked,
    /// The key came before, with something else; it made this post.
    #[error("key reused")]
    KeyReused(PostId),
    /// An account goes by the guest's name.
    #[error("pseudo taken")]
    PseudoTaken,
    /// No account goes by that name.
    #[error("pseudo unknown")]
    PseudoUnknown,
    /// Another forum has the slug.
    #[error("slug taken")]
    SlugTaken,
    /// There is no forum of that slug to move to.
    #[error("slug unknown")]
    SlugUnknown,
    /// The page that is answered stands on none of the forum's hosts.
    #[error("host unknown")]
    HostUnknown,
    /// The forum would be left without an administrator.
    #[error("last administrator")]
    LastAdministrator,
    /// The text was changed since it was seen.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// The writer's last post is too fresh: the next is taken in so many milliseconds.
    #[error("too soon, next in {0} ms")]
    TooSoon(i64),
    /// Too many of late: the next is taken in so many milliseconds.
    #[error("too often, next in {0} ms")]
    TooOften(i64),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}
