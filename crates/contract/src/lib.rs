//! The contract of the Palabre JSON API: every type that the browser app and a forum server exchange, and the
//! validation rules that both apply.
//!
//! There is no I/O, no clock and no text for users: a broken rule is a [`Fault`] of a [`Field`], and each side writes
//! its own message. All lengths are in characters (Unicode scalar values), unless a limit says bytes.
//!
//! | module | types |
//! |---|---|
//! | [`ids`] | `ForumId`, `TopicId`, `PostId`, `AccountId`: ids that the compiler keeps apart |
//! | [`time`] | `Timestamp`: milliseconds since 1970 |
//! | [`forum`] | `Forum`, `ForumList`, `ForumSlug`, `NewForum`, `Team` |
//! | [`topic`] | `Topic`, `NewTopic`, `TopicPage`, `ThreadPage`, `TopicReview` |
//! | [`post`] | `Post`, `NewPost`, `PostChange`, `Posted` |
//! | [`idempotency`] | `IdempotencyKey`: prevents duplicate posts |
//! | [`account`] | `Account`, `Author`, `Session`, `Credentials`, `Role`, `VisitorPermissions` |
//! | [`capabilities`] | `Capabilities`: what the forum engine can do |
//! | [`embedding`] | `Embedding`, `PageThread`, `HostSession`: a forum embedded in pages of other sites |
//! | [`enrolment`] | `NewAccount`, `LostPassword`, and other changes of an account |
//! | [`preferences`] | `Preferences`, `Theme`, `Density`, `Speech` |
//! | [`log`] | `LogPage`, `AuditAction`: the audit log of a forum |
//! | [`icon`] | `MessageIcon`: the sixteen message icons |
//! | [`smiley`] | `CustomSmiley`, `SmileySet` |
//! | [`rules`] | `Fault`, `Field`, `Breach`: the validation rules |
//! | [`problem`] | `Problem`: every error response, as RFC 9457 problem details |
//!
//! With the feature `openapi`, each type also derives its schema for the OpenAPI document.

pub mod account;
pub mod capabilities;
pub mod embedding;
pub mod enrolment;
pub mod forum;
pub mod icon;
pub mod idempotency;
pub mod ids;
pub mod log;
pub mod post;
pub mod preferences;
pub mod problem;
pub mod rules;
pub mod smiley;
pub mod time;
pub mod topic;

pub use account::{
    Account, Author, Credentials, OpenSession, Role, Session, SessionList, VisitorPermissions,
};
pub use capabilities::Capabilities;
pub use embedding::{
    Embedding, Grant, HostKey, HostLogin, HostSession, Hosts, PageReply, PageThread,
};
pub use enrolment::{
    Accepted, AccountDeletion, EmailChange, LostPassword, MailToken, NewAccount, PasswordChange,
    PasswordReset, Signature, Watch, WatchChange, WatchList,
};
pub use forum::{
    Forum, ForumList, ForumRef, ForumSlug, LatestPost, NewForum, RoleGrant, Team, TeamMember,
};
pub use icon::MessageIcon;
pub use idempotency::IdempotencyKey;
pub use ids::{AccountId, ForumId, LogId, PostId, SessionId, SmileyId, TopicId};
pub use log::{AuditAction, LogEntry, LogPage};
pub use post::{NewPost, Post, PostChange, Posted, Withdrawn};
pub use preferences::{Density, Preferences, Speech, Theme};
pub use problem::{Problem, ProblemKind};
pub use rules::{Breach, Fault, Field};
pub use smiley::{CustomSmiley, SmileyChange, SmileySet};
pub use time::Timestamp;
pub use topic::{NewTopic, ThreadPage, Topic, TopicChange, TopicPage, TopicReview};
